package dev.frontdesk.provider.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.frontdesk.provider.realtime.Prices.Amount;
import dev.frontdesk.provider.realtime.Prices.Cost;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PricesTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
  private static final Amount MIXED = new Amount(1_000, 400, 2_000, 500, 100, 50, 300, 700, 0);

  @Test
  void chargesEachKindOfTokenAndCachedOnesLess() {
    // 600·4 + 400·0.4 + 300·24 + 1500·32 + 500·0.4 + 700·64 + 50·5 + 50·0.5
    assertEquals(new Cost(103_035, true), Prices.shipped().cost("gpt-realtime-2.1", MIXED, TODAY));
  }

  @Test
  void chargesTranscriptionBySeconds() {
    var minute = new Amount(0, 0, 0, 0, 0, 0, 0, 0, 60);
    assertEquals(new Cost(6_000, true), Prices.shipped().cost("gpt-transcribe", minute, TODAY));
    assertEquals(
        new Cost(17_000, true), Prices.shipped().cost("gpt-live-transcribe", minute, TODAY));
  }

  @Test
  void saysSoWhenAModelHasNoPrice() {
    assertEquals(new Cost(0, false), Prices.shipped().cost("gpt-of-tomorrow", MIXED, TODAY));
    assertEquals(
        new Cost(0, false),
        Prices.shipped().cost("gpt-realtime-2.1", MIXED, LocalDate.of(2026, 6, 30)));
  }

  @Test
  void takesThePriceOfTheDay() {
    Prices prices =
        Prices.of(List.of("# comment", "", "m,2026-02-01,2,,,,,,,,", "m,2026-01-01,1,,,,,,,,"));
    var one = new Amount(10, 0, 0, 0, 0, 0, 0, 0, 0);
    assertEquals(10, prices.cost("m", one, LocalDate.of(2026, 1, 31)).micros());
    assertEquals(20, prices.cost("m", one, LocalDate.of(2026, 2, 1)).micros());
  }

  @Test
  void refusesATableThatCannotBeRead() {
    assertThrows(IllegalArgumentException.class, () -> Prices.of(List.of("m,2026-01-01,1")));
  }

  @Test
  void warnsOfModelsThatEnd() {
    assertEquals(
        List.of(
            "gpt-realtime-mini ends on 2027-01-20; use gpt-realtime-2.1-mini",
            "whisper-1 ends on 2027-02-26; use gpt-transcribe"),
        Models.warnings(
            Stream.of("gpt-realtime-2.1", "gpt-realtime-mini", "whisper-1", "whisper-1"), TODAY));
    assertEquals(
        List.of("gpt-realtime has ended on 2027-01-20; use gpt-realtime-2.1"),
        Models.warnings(Stream.of("gpt-realtime"), LocalDate.of(2027, 1, 20)));
  }

  @Test
  void knowsWhichModelsReason() {
    assertEquals(
        List.of("gpt-realtime-2.1", "gpt-realtime-2"),
        Stream.of(
                "gpt-realtime-2.1",
                "gpt-realtime-2",
                "gpt-realtime-1.5",
                "gpt-realtime",
                "gpt-realtime-2025-08-28")
            .filter(Models::reasons)
            .toList());
  }
}
