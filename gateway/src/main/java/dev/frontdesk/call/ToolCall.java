package dev.frontdesk.call;

/**
 * The model asks for a tool.
 *
 * @param id the provider's id of the request; every execution is keyed by it
 * @param arguments JSON text as the model wrote it, at most {@value #LONGEST_ARGUMENTS} characters; may be malformed
 */
public record ToolCall(String id, String name, String arguments) {
  /** Longer arguments are cut by the adapter, which makes them malformed, which the tool then says. */
  public static final int LONGEST_ARGUMENTS = 16_384;
}
