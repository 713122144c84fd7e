package dev.frontdesk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.model.EndpointId;
import dev.frontdesk.policy.Breaker;
import dev.frontdesk.policy.Breaker.State;
import dev.frontdesk.provider.Outages.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BreakersTest {
  private static final EndpointId ONE = new EndpointId(new UUID(0, 1));
  private static final EndpointId OTHER = new EndpointId(new UUID(0, 2));

  private volatile Instant now = Instant.parse("2026-11-21T12:00:00Z");
  private final Breakers breakers =
      new Breakers(new Breaker.Rules(2, Duration.ofSeconds(15)), () -> now);

  @Test
  void ofManyWhoAskAtOnceOneIsLetThrough() {
    open(ONE);
    now = now.plusSeconds(15);
    long admitted =
        IntStream.range(0, 1_000).parallel().filter(i -> breakers.admits(ONE)).count();
    assertEquals(1, admitted);
    assertEquals(1, breakers.in(State.HALF_OPEN));
  }

  @Test
  void lookingLetsNobodyThrough() {
    open(ONE);
    assertTrue(breakers.isOpen(ONE));
    now = now.plusSeconds(15);
    assertFalse(breakers.isOpen(ONE));
    assertFalse(breakers.isOpen(ONE));
    assertTrue(breakers.admits(ONE));
    assertTrue(breakers.isOpen(ONE));
  }

  @Test
  void anotherEndpointIsNotMeant() {
    open(ONE);
    assertTrue(breakers.admits(OTHER));
    assertEquals(2, breakers.of(Trouble.OVER_LIMIT));
    assertEquals(0, breakers.of(Trouble.UNREACHABLE));
  }

  @Test
  void anEndpointThatTakesCallsAndIsSilentInThemStaysOpenUntilItAnswers() {
    for (int call = 0; call < 2; call++) {
      breakers.took(ONE);
      breakers.silent(ONE, Trouble.OVER_LIMIT);
    }
    assertEquals(1, breakers.in(State.OPEN));
    now = now.plusSeconds(15);
    assertTrue(breakers.admits(ONE));
    breakers.took(ONE);
    assertEquals(1, breakers.in(State.HALF_OPEN));
    breakers.worked(ONE);
    assertEquals(0, breakers.in(State.HALF_OPEN));
  }

  @Test
  void anEndpointThatDidNotTakeCallsWorksOnceItTakesOne() {
    open(ONE);
    breakers.took(ONE);
    assertEquals(0, breakers.in(State.OPEN));
  }

  @Test
  void anEndpointThatTakesNoCallsIsLeftAloneThoughItAnswersInThoseItHas() {
    breakers.failed(ONE, Trouble.OVER_LIMIT);
    breakers.worked(ONE);
    breakers.failed(ONE, Trouble.OVER_LIMIT);
    breakers.worked(ONE);
    assertEquals(1, breakers.in(State.OPEN));
    assertTrue(breakers.isOpen(ONE));
  }

  @Test
  void whatIsBothIsOpenUntilBothAreOver() {
    open(ONE);
    breakers.silent(ONE, Trouble.SERVER_ERROR);
    breakers.silent(ONE, Trouble.SERVER_ERROR);
    breakers.took(ONE);
    assertTrue(breakers.isOpen(ONE));
    breakers.worked(ONE);
    assertFalse(breakers.isOpen(ONE));
    assertEquals(0, breakers.in(State.OPEN));
  }

  @Test
  void nothingIsKeptOfAnEndpointThatWorks() {
    open(ONE);
    breakers.took(ONE);
    assertTrue(breakers.admits(ONE));
    assertEquals(0, breakers.in(State.OPEN));
  }

  private void open(EndpointId endpoint) {
    breakers.failed(endpoint, Trouble.OVER_LIMIT);
    breakers.failed(endpoint, Trouble.OVER_LIMIT);
    assertEquals(1, breakers.in(State.OPEN));
  }
}
