package dev.frontdesk.simulator.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoadOptionsTest {
  private static final LoadOptions TEN_A_SECOND = LoadOptions.defaults(
          URI.create("http://127.0.0.1:1/"))
      .playing(100, 10, Duration.ofSeconds(1));

  @Test
  void callsAreDueAtAnEvenRate() {
    assertEquals(0, TEN_A_SECOND.dueNanos(0, Duration.ZERO));
    assertEquals(2_000_000_000L, TEN_A_SECOND.dueNanos(20, Duration.ZERO));
  }

  @Test
  void aRampBeginsSlowlyAndEndsAtTheFullRate() {
    Duration ramp = Duration.ofSeconds(4);
    long firstGap = TEN_A_SECOND.dueNanos(1, ramp) - TEN_A_SECOND.dueNanos(0, ramp);
    long lateGap = TEN_A_SECOND.dueNanos(41, ramp) - TEN_A_SECOND.dueNanos(40, ramp);
    assertTrue(firstGap > 5 * lateGap);
    assertEquals(100_000_000L, lateGap);
  }

  @Test
  void ourOwnProcessHasFigures() {
    boolean linux = System.getProperty("os.name").equals("Linux");
    assertEquals(linux, ProcessFigures.of(ProcessHandle.current().pid()).isPresent());
    assertTrue(ProcessFigures.of(Long.MAX_VALUE).isEmpty());
  }
}
