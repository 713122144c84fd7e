package dev.frontdesk.launcher.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.frontdesk.model.OpeningHours.State;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorldClockTest {
  @ParameterizedTest
  @ValueSource(strings = {"2026-01-15T00:00:00Z", "2026-07-15T00:00:00Z", "2026-03-29T00:00:00Z"})
  void atAnyMinuteOneBusinessIsOpenAndOneIsClosedForTheNextMinutes(String day) {
    for (int minute = 0; minute < 24 * 60; minute++) {
      Instant now = Instant.parse(day).plus(Duration.ofMinutes(minute));
      var clock = new WorldClock(now);
      assertEquals(State.OPEN, clock.open().at(now.plusSeconds(300)), now.toString());
      assertEquals(State.CLOSED, clock.closed().at(now.plusSeconds(300)), now.toString());
    }
  }
}
