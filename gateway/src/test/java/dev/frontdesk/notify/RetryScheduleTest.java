package dev.frontdesk.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryScheduleTest {
  private static final RandomGenerator LOWEST = () -> 0L;
  private static final RandomGenerator HIGHEST = () -> -1L;

  private static Duration after(RandomGenerator random, int attempt, Duration wished) {
    return new RetrySchedule(random).after(attempt, wished).orElseThrow();
  }

  @Test
  void tenAttemptsTakeSeventyFiveHoursAndALittle() {
    Duration whole = Duration.ZERO;
    for (int attempt = 1; attempt < 10; attempt++) {
      whole = whole.plus(after(LOWEST, attempt, Duration.ZERO));
    }
    assertEquals(Duration.parse("PT75H35M5S"), whole);
    assertEquals(Optional.empty(), new RetrySchedule(LOWEST).after(10, Duration.ZERO));
  }

  @Test
  void jitterAddsATenthAtMost() {
    Duration latest = after(HIGHEST, 4, Duration.ZERO);
    assertTrue(latest.compareTo(Duration.ofMinutes(131)) > 0, latest::toString);
    assertTrue(latest.compareTo(Duration.ofMinutes(132)) <= 0, latest::toString);
  }

  @Test
  void theReceiverMayWishForLaterButNotForSooner() {
    assertEquals(Duration.ofHours(1), after(LOWEST, 1, Duration.ofHours(1)));
    assertEquals(Duration.ofMinutes(5), after(LOWEST, 2, Duration.ofSeconds(1)));
    assertEquals(Duration.ofHours(24), after(LOWEST, 1, Duration.ofDays(400)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "120                           | PT2M",
        "Sat, 21 Nov 2026 12:01:00 GMT | PT1M",
        "Sat, 21 Nov 2026 11:00:00 GMT | PT0S",
        "-5                            | PT0S",
        "soon                          | PT0S",
        "-                             | PT0S"
      })
  void retryAfterIsSecondsOrADate(String header, Duration expected) {
    assertEquals(expected, RetryAfter.of(header, Instant.parse("2026-11-21T12:00:00Z")));
  }
}
