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
 * @param finished responses and utterances that are over, lest a repeat counts twice, and tool requests that a former owner of the call answered
 * @param cut utterances that a dropped sideband cut off, whatever more of them was said
 * @param walk the way back through what nobody saw; null: nothing is asked for
 * @param latest what the latest response was asked for; null: the caller's speech asked for it
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
    List<String> finished,
    List<String> cut,
    @Nullable Walk walk,
    @Nullable Ask latest)
    implements ProviderState {

  /**
   * A response we want.
   *
   * @param id of the client event and of the response's metadata
   * @param label blank: not a sentence of ours
   * @param instructions blank: the model goes on by itself
   */
  public record Ask(String id, String label, String instructions) {}

  /**
   * @param response blank for the caller's
   * @param unheard the caller did not hear it to its end, however much more of it is generated
   */
  public record Utterance(String item, String response, Side side, String text, boolean unheard) {}

  public record Wanted(String response, ToolCall call) {}

  public record Label(String response, String label) {}

  /** @param before null: it is the first, or not told */
  public record Silent(String item, @Nullable String before) {}

  /** How far the walk is. */
  public enum Stage {
    /** Until the new socket's session answers. */
    ATTACHED,
    /** Until our probe has its place. */
    PROBED,
    /** From item to item. */
    WALKING,
    /** Everything is told but transcripts that are still being made. */
    TRANSCRIBING
  }

  /**
   * A walk back from the end of the conversation.
   *
   * @param known items whose words are written down: there it ends
   * @param heard items whose words are written down, before which something may be missing
   * @param left items to ask for by name, whose words are not written down
   * @param asked item that was asked for; null: none
   * @param named {@code asked} is one of {@code left}, so the walk does not go on from it
   * @param steps items asked for by now
   * @param found what the provider told, latest first
   * @param seen items added since the sideband is open, of which we hear anyway, and the item before each
   * @param answered tool requests answered meanwhile
   * @param awaited utterances without a transcript
   * @param trouble why something is missing; blank: nothing is
   */
  public record Walk(
      Stage stage,
      List<String> known,
      List<String> heard,
      List<String> left,
      @Nullable String asked,
      boolean named,
      int steps,
      List<Found> found,
      List<Silent> seen,
      List<String> answered,
      List<String> awaited,
      String trouble) {
    public Walk {
      known = List.copyOf(known);
      heard = List.copyOf(heard);
      left = List.copyOf(left);
      found = List.copyOf(found);
      seen = List.copyOf(seen);
      answered = List.copyOf(answered);
      awaited = List.copyOf(awaited);
    }
  }

  /**
   * An item as the provider keeps it.
   *
   * @param kind {@code user}, {@code assistant}, {@code function_call}, {@code function_call_output} or {@code other}
   * @param previous item before it; null: it is the first, or not told
   * @param text what was said; null: not known
   * @param call of a tool request; of an answer to one only the id
   */
  public record Found(
      String item,
      String kind,
      @Nullable String previous,
      boolean running,
      boolean complete,
      @Nullable String text,
      @Nullable ToolCall call) {}

  static final RealtimeState INITIAL = new RealtimeState(
      "", "", null, null, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
      List.of(), List.of(), List.of(), null, null);

  public RealtimeState {
    queue = List.copyOf(queue);
    open = List.copyOf(open);
    spoken = List.copyOf(spoken);
    wanted = List.copyOf(wanted);
    asked = List.copyOf(asked);
    labels = List.copyOf(labels);
    silent = List.copyOf(silent);
    finished = List.copyOf(finished);
    cut = List.copyOf(cut);
  }
}
