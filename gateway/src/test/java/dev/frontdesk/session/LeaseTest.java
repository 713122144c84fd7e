package dev.frontdesk.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Time is in nanoseconds; the lease lasts a hundred. */
class LeaseTest {
  private final AtomicLong now = new AtomicLong(1_000);
  private final Lease lease = new Lease(now::get, Duration.ofNanos(100));

  @Test
  void itHoldsWhileItIsRenewedInTime() {
    int term = lease.term();
    now.addAndGet(90);
    lease.renew(now.get());
    now.addAndGet(90);
    assertTrue(lease.holds(term));
    now.addAndGet(11);
    assertFalse(lease.holds(term));
  }

  @Test
  void whatWasTakenBeforeItRanOutIsNotHeldByANewTerm() {
    int term = lease.term();
    now.addAndGet(101);
    lease.renew(now.get());
    assertFalse(lease.holds(term));
    assertTrue(lease.holds(lease.term()));
  }

  @Test
  void anAnswerThatWasReadLateExtendsNothing() {
    long asked = now.addAndGet(10);
    now.addAndGet(200);
    lease.renew(asked);
    assertFalse(lease.holds(lease.term()), "it ran out at " + (asked + 100));
  }

  @Test
  void anAnswerThatWasOvertakenTakesNothingBack() {
    int term = lease.term();
    now.addAndGet(50);
    lease.renew(now.get());
    lease.renew(now.get() - 40);
    now.addAndGet(90);
    assertTrue(lease.holds(term));
    assertEquals(term, lease.term());
  }
}
