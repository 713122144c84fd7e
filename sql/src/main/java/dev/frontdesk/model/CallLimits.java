package dev.frontdesk.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant allows its calls.
 *
 * @param concurrentCalls live calls at once
 * @param longestCall a call is ended politely at this length
 * @param longestSilence nobody has spoken for this long: ask, then hang up
 * @param monthlyBudgetMicros spent this much in the month (micro-dollars): refuse; null: no budget
 * @param whenExceeded how callers beyond the first or the last of these, or beyond the agency's limits, are refused
 */
public record CallLimits(
    int concurrentCalls,
    Duration longestCall,
    Duration longestSilence,
    @Nullable Long monthlyBudgetMicros,
    WhenExceeded whenExceeded) {
  public static final CallLimits DEFAULTS =
      new CallLimits(10_000, Duration.ofMinutes(55), Duration.ofSeconds(30), null);

  /** Refusing with the usual SIP codes. */
  public CallLimits(
      int concurrentCalls,
      Duration longestCall,
      Duration longestSilence,
      @Nullable Long monthlyBudgetMicros) {
    this(concurrentCalls, longestCall, longestSilence, monthlyBudgetMicros, WhenExceeded.DEFAULTS);
  }

  public CallLimits {
    Range.check("concurrent calls", concurrentCalls, 0, 100_000);
    Range.check("longest call (s)", longestCall.toSeconds(), 10, 3_480);
    Range.check("longest silence (s)", longestSilence.toSeconds(), 5, 600);
  }
}
