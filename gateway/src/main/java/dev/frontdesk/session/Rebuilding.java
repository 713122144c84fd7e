package dev.frontdesk.session;

import dev.frontdesk.bus.RecordCodec;
import dev.frontdesk.call.Call;
import dev.frontdesk.call.CallEvent;
import dev.frontdesk.call.CallMachine;
import dev.frontdesk.model.CallId;
import dev.frontdesk.store.JournalRow;
import java.util.ArrayDeque;
import java.util.List;

/** Rebuilds a call from its own journalled events: the same events lead to the same call. */
final class Rebuilding {
  private final RecordCodec codec;

  Rebuilding(RecordCodec codec) {
    this.codec = codec;
  }

  /** @param events by epoch and sequence; what a former owner wrote after it was fenced happened, but not to this call's value */
  Call call(CallId id, List<JournalRow> events) {
    return call(Call.claimed(id, events.isEmpty() ? 1 : events.get(0).epoch()), events);
  }

  /** @param events that came after {@code known} */
  Call call(Call known, List<JournalRow> events) {
    Call call = known;
    int next = Integer.MAX_VALUE; // first sequence under a later epoch
    var kept = new ArrayDeque<JournalRow>();
    for (int i = events.size() - 1; i >= 0; i--) {
      JournalRow event = events.get(i);
      boolean firstOfItsEpoch = i == 0 || events.get(i - 1).epoch() != event.epoch();
      if (event.seq() < next) {
        kept.addFirst(event);
      }
      if (firstOfItsEpoch) {
        next = Math.min(next, event.seq());
      }
    }
    for (JournalRow event : kept) {
      call = CallMachine.step(call.under(event.epoch()), codec.read(event.json(), CallEvent.class))
          .call();
    }
    return call;
  }
}
