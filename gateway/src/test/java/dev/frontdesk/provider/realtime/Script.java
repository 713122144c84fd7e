package dev.frontdesk.provider.realtime;

import dev.frontdesk.call.CallEvent;
import dev.frontdesk.call.ModelCommand;
import dev.frontdesk.call.ProviderState;
import dev.frontdesk.provider.Folded;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Plays frames and commands to a model and keeps what comes of them. */
final class Script {
  static final Instant AT = Instant.parse("2026-11-24T11:00:00Z");

  private final RealtimeModel model =
      new RealtimeModel(Prices.shipped(), Models.DEFAULT, Models.TRANSCRIPTION);
  private final List<CallEvent> events = new ArrayList<>();
  private final List<String> frames = new ArrayList<>();
  private final List<String> judged = new ArrayList<>();
  private ProviderState state = model.initial();

  /** @param frame JSON with single quotes */
  void hears(String frame) {
    keep(model.frame(state, Buffer.buffer(frame.replace('\'', '"')), AT));
  }

  void tells(ModelCommand command) {
    keep(model.tell(state, command));
  }

  void drops() {
    keep(model.detached(state, AT));
  }

  private void keep(Folded folded) {
    state = folded.state();
    if (folded.worked() || folded.trouble() != null) {
      judged.add(folded.trouble() == null ? "worked" : folded.trouble().name());
    }
    events.addAll(folded.events());
    frames.addAll(folded.frames());
  }

  List<CallEvent> events() {
    return events;
  }

  JsonObject sent(int index) {
    return new JsonObject(frames.get(index));
  }

  List<String> types() {
    return frames.stream().map(frame -> new JsonObject(frame).getString("type")).toList();
  }

  /** {@code worked}, or what is wrong at the provider, in order. */
  List<String> judged() {
    return judged;
  }

  RealtimeState state() {
    return (RealtimeState) state;
  }
}
