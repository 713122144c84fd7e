package dev.frontdesk.admin.api;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** How the API is used: by operation of the contract and status, never by who asks or for whom. */
final class ApiMeters {
  private static final Duration[] BOUNDS = {
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5)
  };

  private final MeterRegistry registry;
  private final Timer time;
  private final Map<Key, Counter> counters = new ConcurrentHashMap<>();

  /** What is counted together: as many as there are operations times the statuses that we answer with. */
  private record Key(String operation, int status) {}

  ApiMeters(MeterRegistry registry) {
    this.registry = registry;
    this.time = Timer.builder("frontdesk.api.request")
        .description("From a request of the admin API until its answer begins.")
        .serviceLevelObjectives(BOUNDS)
        .register(registry);
  }

  /** @param begun by the monotonic clock */
  void answered(String operation, int status, long begun) {
    time.record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
    counters.computeIfAbsent(new Key(operation, status), this::counter).increment();
  }

  private Counter counter(Key key) {
    return Counter.builder("frontdesk.api.requests")
        .description("Requests of the admin API by operation of its contract and status.")
        .tag("operation", key.operation())
        .tag("status", Integer.toString(key.status()))
        .register(registry);
  }
}
