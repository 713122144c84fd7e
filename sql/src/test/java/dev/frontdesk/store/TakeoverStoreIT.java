package dev.frontdesk.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.model.CallId;
import dev.frontdesk.model.NodeId;
import dev.frontdesk.store.JournalStore.Known;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a node that takes calls over reads: who lives, and, of its own calls only, what was offered and what happened. */
@ExtendWith(PostgresExtension.class)
class TakeoverStoreIT {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private final NodeId lost = new NodeId("lost-" + UUID.randomUUID());
  private final NodeId heir = new NodeId("heir-" + UUID.randomUUID());
  private CallId call = new CallId(UUID.randomUUID());
  private final Database database;

  private final TestDatabase plain;

  TakeoverStoreIT(Database database, TestDatabase plain) {
    this.database = database;
    this.plain = plain;
  }

  @Test
  void nodesLiveWhileTheirLeaseRunsAndCountInTheirRoles() {
    Wait.on(database.leases().renew(lost, "SESSIONS,WEBHOOKS", Duration.ofMinutes(1)));
    Wait.on(database.leases().renew(heir, "WEBHOOKS", Duration.ofMinutes(1)));
    assertTrue(Wait.on(database.leases().alive("SESSIONS")).contains(lost));
    assertFalse(Wait.on(database.leases().alive("SESSIONS")).contains(heir));
    Wait.on(database.leases().release(lost));
    assertFalse(Wait.on(database.leases().alive("SESSIONS")).contains(lost));
  }

  @Test
  void aNodeThatDrainsIsGivenNothingAndKeepsWhatItHas() {
    claimed();
    assertEquals(1, Wait.on(database.claims().open(lost)));
    Wait.on(database.leases().renew(lost, "SESSIONS", Duration.ofMinutes(1), true));
    assertFalse(Wait.on(database.leases().alive("SESSIONS")).contains(lost));
    plain.sql("UPDATE call_claim SET state = 'decided' WHERE call_id = ?", call.value());
    assertEquals(0, Wait.on(database.claims().open(lost)));
    assertFalse(Wait.on(database.claims().orphaned(Duration.ZERO, 1_000)).stream()
        .anyMatch(orphan -> orphan.call().equals(call)));
  }

  @Test
  void onlyTheOwnerReadsWhatACallIsRebuiltFrom() {
    claimed();
    Wait.on(database.journal().append(List.of(event(1, 3), event(1, 1), fact(1, 2))));
    assertEquals(Optional.empty(), Wait.on(database.claims().offer(call, heir)));
    assertEquals(List.of(), eventsFor(heir));

    Wait.on(database.claims().fence(call, 1, heir));
    Wait.on(database.journal().append(List.of(event(2, 2))));

    assertEquals(Optional.of("{}"), Wait.on(database.claims().offer(call, heir)));
    assertEquals(List.of(event(1, 1), event(1, 3), event(2, 2)), eventsFor(heir));
    assertEquals(Optional.empty(), Wait.on(database.claims().offer(call, lost)));
    assertEquals(List.of(), eventsFor(lost));
  }

  @Test
  void theEventsOfManyCallsAreReadAtOnceEachFromWhatIsKnown() {
    claimed();
    CallId first = call;
    Wait.on(database.journal().append(List.of(event(1, 1), fact(1, 2), event(1, 3))));
    call = new CallId(UUID.randomUUID());
    claimed();
    Wait.on(database.journal().append(List.of(event(1, 1), event(1, 2))));

    var found = Wait.on(database
        .journal()
        .events(
            List.of(
                new Known(first, 1, 2),
                Known.nothingOf(call),
                Known.nothingOf(new CallId(UUID.randomUUID()))),
            lost));
    assertEquals(
        Map.of(
            first, List.of("note 2", "event 3"),
            call, List.of("event 1", "event 2")),
        found.entrySet().stream()
            .collect(Collectors.toMap(
                Map.Entry::getKey,
                each -> each.getValue().stream()
                    .map(row -> row.kind() + " " + row.seq())
                    .toList())));
  }

  private List<JournalRow> eventsFor(NodeId node) {
    return Wait.on(database.journal().events(List.of(Known.nothingOf(call)), node))
        .getOrDefault(call, List.of());
  }

  private void claimed() {
    Wait.on(database
        .claims()
        .claim(new Claim(
            call,
            Database.PLATFORM_ENDPOINT,
            "rtc_" + call,
            "realtime.call.incoming",
            null,
            "wh_1",
            "{}",
            lost,
            NOON)));
  }

  private JournalRow event(int epoch, int seq) {
    return new JournalRow(call, epoch, seq, NOON, "event", "{\"n\": " + seq + "}");
  }

  private JournalRow fact(int epoch, int seq) {
    return new JournalRow(call, epoch, seq, NOON, "note", "{\"code\":\"silence\",\"detail\":\"\"}");
  }
}
