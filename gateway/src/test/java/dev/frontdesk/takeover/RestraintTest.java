package dev.frontdesk.takeover;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RestraintTest {
  private static final Duration LEASE = Duration.ofSeconds(4);

  private final AtomicLong clock = new AtomicLong(-1);
  private final Restraint restraint = new Restraint(clock::get, LEASE);

  @Test
  void whoeverGaveNoWordMayTake() {
    assertTrue(restraint.begin());
  }

  @Test
  void theWordHoldsForALeaseFromWhenItWasLastGiven() {
    assertTrue(restraint.promise());
    clock.addAndGet(LEASE.toNanos() - 1);
    assertFalse(restraint.begin());
    assertTrue(restraint.promise());
    clock.addAndGet(LEASE.toNanos() - 1);
    assertFalse(restraint.begin());
    clock.addAndGet(1);
    assertTrue(restraint.begin());
  }

  @Test
  void noWordIsGivenWhileSomethingIsBeingTaken() {
    assertTrue(restraint.begin());
    assertTrue(restraint.begin());
    restraint.end();
    assertFalse(restraint.promise());
    restraint.end();
    assertTrue(restraint.promise());
  }
}
