package dev.frontdesk.takeover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.OwnDatabase;
import dev.frontdesk.model.CallId;
import dev.frontdesk.model.NodeId;
import dev.frontdesk.store.ClaimStore.Moved;
import dev.frontdesk.store.ClaimStore.Taken;
import dev.frontdesk.store.Orphan;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The calls of a lost node are split among those that live; what one of them leaves lying the others take. */
class OrphansIT {
  private static final NodeId LOST = new NodeId("lost");
  private static final NodeId ONE = new NodeId("one");
  private static final NodeId OTHER = new NodeId("other");
  private static final int CALLS = 40;

  private final OwnDatabase own = new OwnDatabase();
  private final AtomicLong clock = new AtomicLong();
  private final Orphans ones = orphans(ONE);
  private final Orphans others = orphans(OTHER);

  @AfterEach
  void close() {
    own.close();
  }

  @Test
  void aNodeWhoseLeaseRunsLosesNothing() {
    calls();
    settle();
    alive(LOST, ONE);
    assertEquals(Set.of(), mine(ones));
  }

  @Test
  void eachCallIsOneSurvivorsAndNoneIsLeft() {
    calls();
    settle();
    alive(ONE, OTHER);
    Set<CallId> both = mine(ones);
    Set<CallId> rest = mine(others);
    assertTrue(!both.isEmpty() && !rest.isEmpty(), both.size() + " and " + rest.size());
    assertEquals(CALLS, both.size() + rest.size());
    both.addAll(rest);
    assertEquals(CALLS, both.size());
  }

  @Test
  void whatItsWinnerHasNotTakenWithinASecondAnyoneTakes() {
    calls();
    settle();
    alive(ONE, OTHER);
    assertTrue(mine(ones).size() < CALLS);
    clock.addAndGet(Duration.ofMillis(1_001).toNanos());
    assertEquals(CALLS, mine(ones).size());
  }

  @Test
  void aNodeLeavesItsOwnCallsAlone() {
    calls();
    Orphans lost = orphans(LOST);
    settle();
    assertEquals(Set.of(), mine(lost));
  }

  @Test
  void leasesThatLapsedWhileTheDatabaseWasAwayAreGivenTimeToBeRenewed() {
    calls();
    settle();
    own.cut();
    assertTrue(own.outcome(ones.mine()).failed());
    own.mend();
    assertEquals(Set.of(), eventually(ones));
    settle();
    alive(ONE);
    assertEquals(CALLS, mine(ones).size());
  }

  @Test
  void whoRenewsBetweenLookAndTakeKeepsItsCalls() {
    calls();
    settle();
    alive(ONE);
    List<Orphan> seen = own.await(ones.mine());
    assertEquals(CALLS, seen.size());
    alive(LOST);
    assertEquals(List.of(), own.await(own.database().claims().take(seen, ONE)));
  }

  @Test
  void twoWhoTakeAtOnceTakeEachCallOnce() {
    calls();
    settle();
    alive(ONE);
    List<Orphan> seen = own.await(ones.mine());
    var taken = own.await(Future.all(
        own.database().claims().take(seen, ONE), own.database().claims().take(seen, OTHER)));
    List<Taken> first = taken.resultAt(0);
    List<Taken> second = taken.resultAt(1);
    assertEquals(CALLS, first.size() + second.size());
    assertTrue(Stream.concat(first.stream(), second.stream())
        .allMatch(call -> call.epoch() == 2 && call.offer().equals("{}")));
    assertEquals(
        second.stream().map(Taken::call).collect(Collectors.toSet()),
        own
            .await(own.database()
                .claims()
                .moved(seen.stream().collect(Collectors.toMap(Orphan::call, Orphan::epoch)), ONE))
            .stream()
            .filter(moved -> !moved.owned())
            .map(Moved::call)
            .collect(Collectors.toSet()));
  }

  private void settle() {
    clock.addAndGet(Duration.ofSeconds(3).toNanos());
  }

  private Orphans orphans(NodeId node) {
    return new Orphans(node, own.database().claims(), own.database().leases(), clock::get);
  }

  private Set<CallId> mine(Orphans of) {
    return new HashSet<>(
        own.await(of.mine()).stream().map(Orphan::call).collect(Collectors.toSet()));
  }

  /** The first answer after the outage; connections that died in it may fail once more. */
  private Set<CallId> eventually(Orphans of) {
    var asked = own.outcome(of.mine());
    for (int tries = 1; asked.failed() && tries < 100; tries++) {
      asked = own.outcome(of.mine());
    }
    assertTrue(asked.succeeded());
    return asked.result().stream().map(Orphan::call).collect(Collectors.toSet());
  }

  private void alive(NodeId... nodes) {
    for (NodeId node : List.of(nodes)) {
      own.await(own.database().leases().renew(node, Orphans.SESSIONS, Duration.ofMinutes(1)));
    }
  }

  private void calls() {
    own.run("""
        INSERT INTO call_claim (call_id, endpoint_id, provider_call_id, webhook_type, webhook_id, offer, owner, state, received_at)
        SELECT gen_random_uuid(), '00000000-0000-0000-0000-000000000001', 'rtc_' || n, 'realtime.call.incoming', 'wh_' || n, '{}',
          '%s', 'decided', now()
        FROM generate_series(1, %d) n
        """.formatted(LOST, CALLS));
  }
}
