package dev.frontdesk.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.policy.Breaker.Rules;
import dev.frontdesk.policy.Breaker.State;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BreakerTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final Rules RULES = new Rules(3, Duration.ofSeconds(15));

  @Test
  void opensAfterSoManyFailuresInARow() {
    Breaker twice = Breaker.CLOSED.failed(RULES, NOON).failed(RULES, NOON);
    assertTrue(twice.admits(RULES, NOON));
    Breaker open = twice.failed(RULES, NOON);
    assertEquals(new Breaker(State.OPEN, 3, NOON), open);
    assertFalse(open.admits(RULES, NOON.plusSeconds(14)));
  }

  @Test
  void aSuccessInBetweenForgetsThem() {
    Breaker mended = Breaker.CLOSED.failed(RULES, NOON).failed(RULES, NOON).worked();
    assertEquals(Breaker.CLOSED, mended);
  }

  @Test
  void isTriedByOneCallWhenItsTimeIsOver() {
    Instant later = NOON.plusSeconds(15);
    Breaker open = open();
    assertTrue(open.admits(RULES, later));
    Breaker tried = open.trying(later);
    assertFalse(tried.admits(RULES, later.plusSeconds(1)));
    assertEquals(Breaker.CLOSED, tried.worked());
    assertEquals(
        new Breaker(State.OPEN, 4, later.plusSeconds(2)),
        tried.failed(RULES, later.plusSeconds(2)));
  }

  @Test
  void aTriedCallThatNeverTellsIsFollowedByAnother() {
    Breaker tried = open().trying(NOON.plusSeconds(15));
    assertTrue(tried.admits(RULES, NOON.plusSeconds(30)));
  }

  @Test
  void whatFailsLateKeepsItOpenNoLonger() {
    assertEquals(open(), open().failed(RULES, NOON.plusSeconds(10)));
  }

  private static Breaker open() {
    return Breaker.CLOSED.failed(RULES, NOON).failed(RULES, NOON).failed(RULES, NOON);
  }
}
