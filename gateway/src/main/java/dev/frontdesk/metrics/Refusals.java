package dev.frontdesk.metrics;

import dev.frontdesk.call.Call;
import dev.frontdesk.call.EndReason;
import dev.frontdesk.call.Fact;
import dev.frontdesk.policy.Rule;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Calls that were not answered, by what decided it: the last reason of the front desk. */
final class Refusals {
  private static final String OTHER = "other";
  private static final List<String> OF_ACCEPTANCE =
      List.of("unknown-number", "rate-limited", "accept-failed", OTHER);

  private final Map<String, Counter> byReason = new HashMap<>();

  Refusals(MeterRegistry registry) {
    Stream.concat(Arrays.stream(Rule.values()).map(Word::of), OF_ACCEPTANCE.stream())
        .forEach(reason -> byReason.put(
            reason,
            Counter.builder("frontdesk.calls.refused")
                .description("Calls that were not answered, by the reason that decided it.")
                .tag("reason", reason)
                .register(registry)));
  }

  void opened(Call call, Fact.Opened opened) {
    if (call.phase() == Call.Phase.ENDED && call.ending() != EndReason.ABANDONED) {
      Counter of = byReason.get(deciding(opened.reasons()));
      (of == null ? Objects.requireNonNull(byReason.get(OTHER)) : of).increment();
    }
  }

  private static String deciding(List<String> reasons) {
    if (reasons.isEmpty()) {
      return OTHER;
    }
    String last = reasons.get(reasons.size() - 1);
    int detail = last.indexOf(':');
    return detail < 0 ? last : last.substring(0, detail);
  }
}
