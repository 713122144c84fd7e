package dev.frontdesk.simulator.script;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What must have been true of a call. Null or empty: not judged. Texts are looked for as substrings.
 *
 * @param outcome as in the report's {@code ended}, e.g. {@code rejected 603}
 * @param greeted whether the agent spoke before the caller did
 * @param toolOutput tool name to what its output must contain
 * @param referTo the exact target of the last REFER; empty for "no REFER at all"
 * @param language of {@code audio.input.transcription}, as accepted or updated
 */
public record Expectations(
    @Nullable String outcome,
    @Nullable Integer accepts,
    @Nullable Integer attaches,
    @Nullable Integer greetings,
    @Nullable Integer webhookStatus,
    @Nullable Boolean greeted,
    List<String> agentSays,
    List<String> agentNeverSays,
    Map<String, String> toolOutput,
    @Nullable String referTo,
    List<String> instructionsContain,
    List<String> instructionsLack,
    List<String> toolsOffered,
    List<String> toolsLack,
    @Nullable String language,
    @Nullable String voice) {
  /** Nothing is judged. */
  public static final Expectations NONE = new Expectations(
      null, null, null, null, null, null, List.of(), List.of(), Map.of(), null, List.of(),
      List.of(), List.of(), List.of(), null, null);
}
