package dev.frontdesk.accept;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.model.CallId;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A call that is offered twice is accepted once. */
class DecidingTest {
  private static final CallId CALL = new CallId(new UUID(1, 2));

  private long nanos = Long.MAX_VALUE - 5; // the clock may overflow
  private final Deciding deciding = new Deciding(() -> nanos);

  @Test
  void whileOneDecidesNobodyElseDoes() {
    assertTrue(deciding.beginFirst(CALL));
    assertFalse(deciding.beginFirst(CALL));
    assertFalse(deciding.beginAgain(CALL, deciding.now()));
    assertFalse(deciding.begin(CALL));
    assertTrue(deciding.isUnderWay(CALL));
    deciding.end(CALL);
    assertTrue(deciding.isIdle());
  }

  @Test
  void aSlowOfferOfACallThatWasDecidedIsLate() {
    decide();
    assertFalse(deciding.beginFirst(CALL));
    assertTrue(deciding.isIdle());
  }

  @Test
  void aCallThatWasDecidedWhileOthersWereAskedIsNotDecidedAgain() {
    long asked = deciding.now();
    nanos += 10;
    decide();
    assertFalse(deciding.beginAgain(CALL, asked));
    assertTrue(deciding.isIdle());
  }

  @Test
  void aDecisionThatNothingCameOfIsMadeAgain() {
    decide();
    nanos += 10;
    assertTrue(deciding.beginAgain(CALL, deciding.now()));
  }

  @Test
  void ofSeveralThatBeginAtOnceOneDecides() {
    long ours = IntStream.range(0, 64)
        .parallel()
        .filter(each -> deciding.beginFirst(CALL))
        .count();
    assertEquals(1, ours);
  }

  private void decide() {
    assertTrue(deciding.beginFirst(CALL));
    deciding.decided(CALL);
    deciding.end(CALL);
  }
}
