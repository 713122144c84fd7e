package dev.frontdesk.provider.realtime;

import dev.frontdesk.call.CallEvent;
import dev.frontdesk.provider.Folded;
import dev.frontdesk.provider.Outages.Trouble;
import dev.frontdesk.provider.realtime.RealtimeState.Ask;
import dev.frontdesk.provider.realtime.RealtimeState.Label;
import dev.frontdesk.provider.realtime.RealtimeState.Silent;
import dev.frontdesk.provider.realtime.RealtimeState.Utterance;
import dev.frontdesk.provider.realtime.RealtimeState.Walk;
import dev.frontdesk.provider.realtime.RealtimeState.Wanted;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One step in the making: the state being changed, and what comes of it. Lists are replaced, never altered. */
final class Draft {
  String model;
  String transcription;

  @Nullable
  String active;

  @Nullable
  Ask sent;

  List<Ask> queue;
  List<Utterance> open;
  List<Utterance> spoken;
  List<Wanted> wanted;
  List<String> asked;
  List<Label> labels;
  List<Silent> silent;
  List<String> finished;
  List<String> cut;

  @Nullable
  Walk walk;

  @Nullable
  Ask latest;

  boolean worked;

  @Nullable
  Trouble trouble;

  private final List<CallEvent> events = new ArrayList<>(2);
  private final List<String> frames = new ArrayList<>(1);

  Draft(RealtimeState state) {
    model = state.model();
    transcription = state.transcription();
    active = state.active();
    sent = state.sent();
    queue = state.queue();
    open = state.open();
    spoken = state.spoken();
    wanted = state.wanted();
    asked = state.asked();
    labels = state.labels();
    silent = state.silent();
    finished = state.finished();
    cut = state.cut();
    walk = state.walk();
    latest = state.latest();
  }

  void emit(CallEvent event) {
    events.add(event);
  }

  void send(String frame) {
    frames.add(frame);
  }

  /** {@code list} and one more; the oldest go once there are more than {@code most}. */
  static <T> List<T> appended(List<T> list, T element, int most) {
    var longer = new ArrayList<T>(list.size() + 1);
    longer.addAll(list.size() >= most ? list.subList(list.size() - most + 1, list.size()) : list);
    longer.add(element);
    return longer;
  }

  boolean isFinished(String id) {
    return finished.contains(id);
  }

  void finish(String id) {
    if (!isFinished(id)) {
      finished = appended(finished, id, 48);
    }
  }

  Folded done() {
    return new Folded(
        new RealtimeState(
            model,
            transcription,
            active,
            sent,
            queue,
            open,
            spoken,
            wanted,
            asked,
            labels,
            silent,
            finished,
            cut,
            walk,
            latest),
        events,
        frames,
        worked,
        trouble);
  }
}
