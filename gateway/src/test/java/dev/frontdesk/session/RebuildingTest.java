package dev.frontdesk.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.frontdesk.bus.RecordCodec;
import dev.frontdesk.call.Call;
import dev.frontdesk.call.CallEvent;
import dev.frontdesk.call.CallMachine;
import dev.frontdesk.call.Origin;
import dev.frontdesk.call.ProbeResult;
import dev.frontdesk.model.CallId;
import dev.frontdesk.model.EndpointId;
import dev.frontdesk.model.NodeId;
import dev.frontdesk.store.JournalRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The events of a call lead to the call, whoever owned it when they happened. */
class RebuildingTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final CallId ID = new CallId(new UUID(1, 2));
  private static final Origin ORIGIN = new Origin(
      new EndpointId(new UUID(0, 1)), "openai", "rtc_1", null, null, "", null, NOON, NOON, NOON);

  private final RecordCodec codec = new RecordCodec(List.of());

  @Test
  void aCallWithoutEventsIsOnlyClaimed() {
    assertEquals(Call.claimed(ID, 1), new Rebuilding(codec).call(ID, List.of()));
  }

  @Test
  void whatAFencedOwnerStillSawHappenedButNotToTheCall() {
    var events = new ArrayList<JournalRow>();
    Call first = told(Call.claimed(ID, 1), new CallEvent.Offered(NOON, ORIGIN), events);
    told(first, new CallEvent.ProviderFailed(NOON, "late", ""), events);
    Call second = told(
        first.under(2),
        new CallEvent.TakenOver(NOON.plusSeconds(4), new NodeId("lost"), NOON, false),
        events);

    assertEquals(second, new Rebuilding(codec).call(ID, events));
  }

  @Test
  void fromAReplicaTheLaterEventsLeadToTheSameCall() {
    var events = new ArrayList<JournalRow>();
    Call replica = told(Call.claimed(ID, 1), new CallEvent.Offered(NOON, ORIGIN), events);
    var later = new ArrayList<JournalRow>();
    Call call = told(replica, new CallEvent.ProviderFailed(NOON, "late", ""), later);
    call = told(call, new CallEvent.Probed(NOON, ProbeResult.GONE), later);
    events.addAll(later);

    assertEquals(call, new Rebuilding(codec).call(replica, later));
    assertEquals(call, new Rebuilding(codec).call(ID, events));
  }

  private Call told(Call call, CallEvent event, List<JournalRow> events) {
    events.add(new JournalRow(
        ID, call.epoch(), call.sequence() + 1, event.at(), "event", codec.text(event)));
    return CallMachine.step(call, event).call();
  }
}
