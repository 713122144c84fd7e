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
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Calls that were answered and calls that were not, by what decided it: the last reason of the front desk. */
final class Decisions {
  private static final String OTHER = "other";
  private static final Set<String> OF_RULES =
      Arrays.stream(Rule.values()).map(Word::of).collect(Collectors.toUnmodifiableSet());
  private static final List<String> OF_ACCEPTANCE =
      List.of("unknown-number", "rate-limited", "accept-failed", "provider-down");

  private final Map<String, Counter> answered = new HashMap<>();
  private final Map<String, Counter> refused = new HashMap<>();

  Decisions(MeterRegistry registry) {
    Stream.concat(OF_RULES.stream(), Stream.of(OTHER))
        .forEach(reason -> answered.put(
            reason,
            Counter.builder("frontdesk.calls.answered")
                .description(
                    "Calls that the provider let us accept, by the reason that decided it.")
                .tag("reason", reason)
                .register(registry)));
    Stream.of(OF_RULES.stream(), OF_ACCEPTANCE.stream(), Stream.of(OTHER))
        .flatMap(reasons -> reasons)
        .forEach(reason -> refused.put(
            reason,
            Counter.builder("frontdesk.calls.refused")
                .description("Calls that were not answered, by the reason that decided it.")
                .tag("reason", reason)
                .register(registry)));
  }

  /** An answered call is one the provider let us accept: it is opened with that. */
  void opened(Call call, Fact.Opened opened) {
    List<String> reasons = opened.reasons().stream().map(Decisions::code).toList();
    if (call.phase() != Call.Phase.ENDED) {
      count(answered, last(reasons.stream().filter(OF_RULES::contains).toList()));
    } else if (call.ending() != EndReason.ABANDONED) {
      count(refused, last(reasons));
    }
  }

  private static void count(Map<String, Counter> counters, String reason) {
    Counter of = counters.get(reason);
    (of == null ? Objects.requireNonNull(counters.get(OTHER)) : of).increment();
  }

  private static String last(List<String> reasons) {
    return reasons.isEmpty() ? OTHER : reasons.get(reasons.size() - 1);
  }

  private static String code(String reason) {
    int detail = reason.indexOf(':');
    return detail < 0 ? reason : reason.substring(0, detail);
  }
}
