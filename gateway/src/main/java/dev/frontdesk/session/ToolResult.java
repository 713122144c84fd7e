package dev.frontdesk.session;

import io.vertx.core.json.JsonObject;

/**
 * What an HTTP tool came to, in words the model can act on.
 *
 * @param output JSON
 * @param isCertain false: whether it happened is not known
 */
record ToolResult(String output, boolean isCertain) {
  private static final String NOT_CONFIRMED = "not_confirmed";

  static ToolResult failed(String reason) {
    return new ToolResult(
        new JsonObject()
            .put("status", "failed")
            .put("reason", reason + ". Tell the caller so and offer another way.")
            .encode(),
        true);
  }

  static ToolResult notConfirmed(String reason) {
    return new ToolResult(
        new JsonObject()
            .put("status", NOT_CONFIRMED)
            .put(
                "reason",
                "It is not certain whether it happened: " + reason
                    + ". Tell the caller so; do not repeat it.")
            .encode(),
        false);
  }

  /** Whether the model was told that nobody knows. */
  static boolean isInDoubt(String output) {
    return output.startsWith("{\"status\":\"" + NOT_CONFIRMED + "\"");
  }
}
