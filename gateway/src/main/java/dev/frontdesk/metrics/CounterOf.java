package dev.frontdesk.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** A counter for each value of an enumeration, all of them there from the start: what never happened reads 0. */
final class CounterOf<E extends Enum<E>> {
  private final Map<E, Counter> counters;

  CounterOf(MeterRegistry registry, Class<E> values, String name, String label, String help) {
    counters = new EnumMap<>(values);
    for (E value : values.getEnumConstants()) {
      counters.put(
          value,
          Counter.builder(name).description(help).tag(label, Word.of(value)).register(registry));
    }
  }

  void count(E value) {
    Objects.requireNonNull(counters.get(value)).increment();
  }
}
