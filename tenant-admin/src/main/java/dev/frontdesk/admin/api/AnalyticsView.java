package dev.frontdesk.admin.api;

import dev.frontdesk.store.AnalyticsStore.Analytics;
import dev.frontdesk.store.AnalyticsStore.Count;
import dev.frontdesk.store.AnalyticsStore.Quarter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Figures of some days, as the API shows them.
 *
 * @param answerRate answered of all, 0 to 1; null: there were none
 * @param averageSeconds from answer to end
 * @param days every day, also without calls
 * @param peakHours calls by day of the week, Monday first, and hour of the day
 * @param costMicros null: not for the asker's eyes
 */
record AnalyticsView(
    LocalDate from,
    LocalDate to,
    String zone,
    long calls,
    long answered,
    @Nullable BigDecimal answerRate,
    long live,
    @Nullable Double averageSeconds,
    @Nullable Double medianSeconds,
    @Nullable Double p95Seconds,
    List<Outcome> outcomes,
    Transfers transfers,
    long messages,
    @Nullable Long costMicros,
    long chargedMicros,
    List<Day> days,
    List<List<Long>> peakHours,
    List<Word> words) {

  private static final int WEEK = 7;
  private static final int HOURS = 24;

  record Outcome(String outcome, long calls) {}

  record Day(LocalDate day, long calls, long answered) {}

  record Word(String word, long utterances) {}

  /**
   * Attempts.
   *
   * @param pending nothing final was seen of them (yet)
   * @param rate handed over or confirmed, of all, 0 to 1; null: there were none
   */
  record Transfers(
      long asked,
      long confirmed,
      long handedOver,
      long failed,
      long pending,
      @Nullable BigDecimal rate) {
    static Transfers of(List<Count> attempts) {
      // Of a call that was moved the attempts count in the one that it became.
      long asked = attempts.stream().mapToLong(Count::times).sum() - times(attempts, "moved");
      long confirmed = times(attempts, "confirmed");
      long handedOver = times(attempts, "handed-over");
      long pending = times(attempts, "") + times(attempts, "taken");
      return new Transfers(
          asked,
          confirmed,
          handedOver,
          asked - confirmed - handedOver - pending,
          pending,
          AnalyticsView.rate(confirmed + handedOver, asked));
    }

    private static long times(List<Count> attempts, String outcome) {
      return attempts.stream()
          .filter(each -> each.what().equals(outcome))
          .mapToLong(Count::times)
          .sum();
    }
  }

  static AnalyticsView of(Days days, Analytics found, Role asker) {
    var totals = found.totals();
    return new AnalyticsView(
        days.from(),
        days.to(),
        days.zone().getId(),
        totals.calls(),
        totals.answered(),
        rate(totals.answered(), totals.calls()),
        totals.live(),
        totals.averageSeconds(),
        totals.medianSeconds(),
        totals.p95Seconds(),
        found.outcomes().stream()
            .map(each -> new Outcome(each.what(), each.times()))
            .toList(),
        Transfers.of(found.transfers()),
        found.messages(),
        asker.seesCost() ? (Long) totals.costMicros() : null,
        found.chargedMicros(),
        byDay(days, found.quarters()),
        byHour(days, found.quarters()),
        found.words().stream().map(each -> new Word(each.what(), each.times())).toList());
  }

  private static @Nullable BigDecimal rate(long some, long all) {
    return all == 0
        ? null
        : BigDecimal.valueOf(some).divide(BigDecimal.valueOf(all), new MathContext(4));
  }

  private static List<Day> byDay(Days days, List<Quarter> quarters) {
    var found = new TreeMap<LocalDate, Day>();
    for (LocalDate day = days.from(); !day.isAfter(days.to()); day = day.plusDays(1)) {
      found.put(day, new Day(day, 0, 0));
    }
    for (Quarter quarter : quarters) {
      found.computeIfPresent(
          quarter.at().atZone(days.zone()).toLocalDate(),
          (day, known) ->
              new Day(day, known.calls() + quarter.calls(), known.answered() + quarter.answered()));
    }
    return List.copyOf(found.values());
  }

  private static List<List<Long>> byHour(Days days, List<Quarter> quarters) {
    long[][] calls = new long[WEEK][HOURS];
    for (Quarter quarter : quarters) {
      ZonedDateTime at = quarter.at().atZone(days.zone());
      calls[at.getDayOfWeek().getValue() - 1][at.getHour()] += quarter.calls();
    }
    var week = new ArrayList<List<Long>>();
    for (long[] day : calls) {
      week.add(java.util.Arrays.stream(day).boxed().toList());
    }
    return week;
  }
}
