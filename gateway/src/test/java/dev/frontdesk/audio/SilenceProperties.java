package dev.frontdesk.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** How much silence belongs before a frame. */
class SilenceProperties {
  private static final int FRAME = 160; // bytes: 20 ms

  private final Silence silence = new Silence();

  @Property
  void isWhatIsMissingBeyondTheToleranceAndAtMostTenSeconds(
      @ForAll @LongRange(max = 100_000) long begin, @ForAll @LongRange(max = 30_000) long gap) {
    var fresh = new Silence();
    fresh.missingBefore(begin, FRAME);
    assertEquals(
        gap <= 60 ? 0 : Math.min(gap, 10_000), fresh.missingBefore(begin + 20 + gap, FRAME));
  }

  /** So that the model's time does not run ahead of the caller's. */
  @Property
  void isNeverMoreThanTheTimeThatHasPassed(
      @ForAll @Size(min = 1, max = 50) List<@IntRange(max = 9_000) Integer> steps) {
    var fresh = new Silence();
    long at = 0;
    long sent = 0;
    for (int step : steps) {
      at += step;
      sent += fresh.missingBefore(at, FRAME) + 20;
    }
    assertTrue(sent <= at + 20L * steps.size(), sent + " ms sent by " + at);
  }

  @Example
  void aFrameThatIsLateOrTwiceIsNoGap() {
    silence.missingBefore(1_000, FRAME);
    assertEquals(0, silence.missingBefore(900, FRAME));
    assertEquals(0, silence.missingBefore(1_000, FRAME));
    assertEquals(300, silence.missingBefore(1_320, FRAME), "counted from what came last in time");
  }

  @Example
  void anotherStreamHasATimeOfItsOwn() {
    silence.missingBefore(5_000, FRAME);
    silence.restart();
    assertEquals(0, silence.missingBefore(300_000, FRAME));
    silence.restart();
    assertEquals(0, silence.missingBefore(0, FRAME));
    assertEquals(980, silence.missingBefore(1_000, FRAME));
  }

  /** A carrier that begins its time anew without saying so: the gap after that is one again. */
  @Example
  void aTimeThatJumpsFarBackBeginsAnew() {
    silence.missingBefore(60_000, FRAME);
    assertEquals(0, silence.missingBefore(0, FRAME));
    assertEquals(980, silence.missingBefore(1_000, FRAME));
  }

  @Example
  void whatHasNoTimeSaysNothing() {
    silence.missingBefore(0, FRAME);
    assertEquals(0, silence.missingBefore(-1, FRAME));
    assertEquals(80, silence.missingBefore(100, FRAME));
  }

  @Property
  void isWrittenInWholeThreesOfMilliseconds(@ForAll @LongRange(max = 10_000) long ms) {
    long[] chars = {0};
    Silence.write(ms, (base64, from, to) -> {
      assertTrue(to - from <= 333 * 32);
      for (int at = from; at < to; at++) {
        assertEquals('/', base64[at]);
      }
      chars[0] += to - from;
    });
    assertEquals(ms / 3 * 32, chars[0]);
  }
}
