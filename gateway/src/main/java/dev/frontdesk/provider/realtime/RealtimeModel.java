package dev.frontdesk.provider.realtime;

import dev.frontdesk.call.CallEvent;
import dev.frontdesk.call.ModelCommand;
import dev.frontdesk.call.ProviderState;
import dev.frontdesk.call.Side;
import dev.frontdesk.provider.Folded;
import dev.frontdesk.provider.VoiceModel;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The Realtime API's events as ours (openai.md 3.2 to 3.6). Frames that mean nothing to a call, audio above all, are recognised by
 * their type alone and not read any further.
 */
public final class RealtimeModel implements VoiceModel {
  private static final String TRANSCRIPTION = "conversation.item.input_audio_transcription.";

  private final Metering metering;

  /**
   * @param model assumed for prices until the provider names the session's
   * @param transcription likewise, for the caller's transcripts
   */
  public RealtimeModel(Prices prices, String model, String transcription) {
    this.metering = new Metering(prices, model, transcription);
  }

  @Override
  public ProviderState initial() {
    return RealtimeState.INITIAL;
  }

  @Override
  public Folded frame(ProviderState state, Buffer frame, Instant at) {
    byte[] bytes = frame.getBytes();
    try {
      Frame read = Frame.of(bytes);
      if (read == null) {
        return Folded.unchanged(state);
      }
      var draft = new Draft(own(state));
      fold(draft, read, at);
      return draft.done();
    } catch (IOException | DecodeException e) {
      var draft = new Draft(own(state));
      draft.emit(new CallEvent.ProviderFailed(at, "malformed-frame", bytes.length + " bytes"));
      return draft.done();
    }
  }

  private void fold(Draft draft, Frame frame, Instant at) {
    var speech = new Speech(draft, at);
    var responses = new Responses(draft, metering, at);
    String item = frame.text("item_id");
    String response = frame.text("response_id");
    switch (frame.type()) {
      case "session.created", "session.updated" -> session(draft, frame.object("session"), at);
      case "conversation.item.added", "conversation.item.created" ->
        placed(draft, frame.object("item"), frame.textOrNull("previous_item_id"), at);
      case "conversation.item.retrieved" -> new WalkingBack(draft, at).told(frame);
      case "conversation.item.truncated" -> speech.truncated(item);
      case TRANSCRIPTION + "delta" -> speech.more(Side.CALLER, item, "", frame.text("delta"));
      case TRANSCRIPTION + "completed" -> transcribed(draft, frame, at);
      case TRANSCRIPTION + "failed" -> speech.callerSaid(item, "", false);
      case "input_audio_buffer.speech_started" ->
        draft.emit(new CallEvent.CallerSpeechStarted(at, item));
      case "input_audio_buffer.speech_stopped" ->
        draft.emit(new CallEvent.CallerSpeechStopped(at, item));
      case "input_audio_buffer.dtmf_event_received" -> dtmf(draft, frame.text("event"), at);
      case "response.created" -> responses.created(frame.object("response"));
      case "response.output_item.done" -> done(draft, response, frame.object("item"), at);
      case "response.mcp_call.in_progress" -> new ServerTools(draft, at).began(item);
      case "mcp_list_tools.failed" -> new ServerTools(draft, at).unlisted(item);
      case "response.output_audio_transcript.delta", "response.output_text.delta" ->
        speech.more(Side.AGENT, item, response, frame.text("delta"));
      case "response.output_audio_transcript.done" ->
        speech.whole(item, response, frame.text("transcript"));
      case "response.output_text.done" -> speech.whole(item, response, frame.text("text"));
      case "response.done" -> responses.done(frame.object("response"));
      case "output_audio_buffer.started" -> responses.audioStarted(response);
      case "output_audio_buffer.stopped" -> responses.audioEnded(response, false);
      case "output_audio_buffer.cleared" -> responses.audioEnded(response, true);
      case "error" -> new Failures(draft, at).reported(frame.object("error"));
      default -> throw new IllegalStateException("matters, but is not folded: " + frame.type());
    }
  }

  /** The session answers: what waited for a new socket can go. */
  private static void session(Draft draft, Fields session, Instant at) {
    String model = session.text("model");
    String transcription =
        session.object("audio").object("input").object("transcription").text("model");
    draft.model = model.isEmpty() ? draft.model : Failures.code(model);
    draft.transcription =
        transcription.isEmpty() ? draft.transcription : Failures.code(transcription);
    new Asking(draft).next();
    new WalkingBack(draft, at).sessionAnswered();
  }

  private void done(Draft draft, String response, Fields item, Instant at) {
    new Responses(draft, metering, at).item(response, item);
    new ServerTools(draft, at).done(item);
  }

  private static void placed(Draft draft, Fields item, @Nullable String previous, Instant at) {
    Placing.item(draft, item, previous, at);
    new WalkingBack(draft, at).placed(item, previous);
  }

  private void transcribed(Draft draft, Frame frame, Instant at) {
    String item = frame.text("item_id");
    if (!draft.isFinished(item)) {
      new Speech(draft, at).callerSaid(item, frame.text("transcript"), true);
      var usage = metering.transcription(draft.transcription, frame.object("usage"), at);
      if (usage != null) {
        draft.emit(new CallEvent.Consumed(at, usage));
      }
    }
  }

  private static void dtmf(Draft draft, String key, Instant at) {
    if (key.length() == 1 && "0123456789*#ABCD".contains(key)) {
      draft.emit(new CallEvent.Dtmf(at, key));
    }
  }

  @Override
  public Folded tell(ProviderState state, ModelCommand command) {
    var draft = new Draft(own(state));
    command.to(new Telling(draft));
    return draft.done();
  }

  @Override
  public Folded detached(ProviderState state, Instant at) {
    var draft = new Draft(own(state));
    new Speech(draft, at).cutOff();
    new Asking(draft).detached();
    draft.wanted = List.of();
    draft.walk = null;
    return draft.done();
  }

  @Override
  public Folded renewed(ProviderState state) {
    var draft = new Draft(own(state));
    new Asking(draft).next();
    return draft.done();
  }

  @Override
  public ProviderState takenOver(@Nullable ProviderState state) {
    RealtimeState known = own(state);
    var draft = new Draft(RealtimeState.INITIAL);
    draft.model = known.model();
    draft.transcription = known.transcription();
    draft.asked = known.asked();
    draft.finished = known.finished();
    draft.cut = known.cut();
    return draft.done().state();
  }

  private static RealtimeState own(@Nullable ProviderState state) {
    return state instanceof RealtimeState own ? own : RealtimeState.INITIAL;
  }
}
