package dev.frontdesk.provider.realtime;

import dev.frontdesk.call.ProviderState;
import dev.frontdesk.call.Side;
import dev.frontdesk.call.ToolCall;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the adapter remembers of one call; every list is short and bounded.
 *
 * @param model of the session, blank until the provider told
 * @param transcription model of the caller's transcripts, blank until the provider told
 * @param active response that is being generated; null: none
 * @param sent a {@code response.create} whose response is not there yet
 * @param queue what to ask for once the active response is done
 * @param open utterances that are being said or transcribed
 * @param spoken our latest complete utterances, which the caller may still cut short
 * @param wanted tool requests of responses that are not done
 * @param asked ids of tool requests already passed on
 * @param labels whose sound it is
 * @param silent items that nobody hears, and the audible item before each
 * @param finished responses and utterances that are over, lest a repeat counts twice
 */
public record RealtimeState(
    String model,
    String transcription,
    @Nullable String active,
    @Nullable Ask sent,
    List<Ask> queue,
    List<Utterance> open,
    List<Utterance> spoken,
    List<Wanted> wanted,
    List<String> asked,
    List<Label> labels,
    List<Silent> silent,
    List<String> finished)
    implements ProviderState {

  /**
   * A response we want.
   *
   * @param id of the client event and of the response's metadata
   * @param label blank: not a sentence of ours
   * @param instructions blank: the model goes on by itself
   */
  public record Ask(String id, String label, String instructions) {}

  /** @param response blank for the caller's */
  public record Utterance(String item, String response, Side side, String text) {}

  public record Wanted(String response, ToolCall call) {}

  public record Label(String response, String label) {}

  /** @param before null: it is the first, or not told */
  public record Silent(String item, @Nullable String before) {}

  static final RealtimeState INITIAL = new RealtimeState(
      "", "", null, null, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
      List.of(), List.of());

  public RealtimeState {
    queue = List.copyOf(queue);
    open = List.copyOf(open);
    spoken = List.copyOf(spoken);
    wanted = List.copyOf(wanted);
    asked = List.copyOf(asked);
    labels = List.copyOf(labels);
    silent = List.copyOf(silent);
    finished = List.copyOf(finished);
  }
}
