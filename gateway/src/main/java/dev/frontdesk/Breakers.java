package dev.frontdesk;

import dev.frontdesk.metrics.NodeMeters;
import dev.frontdesk.model.EndpointId;
import dev.frontdesk.policy.Breaker;
import dev.frontdesk.policy.Breaker.State;
import dev.frontdesk.provider.Outages;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The circuit breakers of this node, one for each endpoint that failed lately; of all others nothing is kept. */
final class Breakers implements Outages {
  private static final Logger LOG = LoggerFactory.getLogger(Breakers.class);

  private final Breaker.Rules rules;
  private final InstantSource clock;
  private final Map<EndpointId, Failing> failing = new ConcurrentHashMap<>();
  private final Map<Trouble, LongAdder> troubles = new EnumMap<>(Trouble.class);

  /** @param silent it took calls and did not answer in them: that it takes another does not close it */
  private record Failing(Breaker breaker, boolean silent) {}

  Breakers(Breaker.Rules rules, InstantSource clock) {
    this.rules = rules;
    this.clock = clock;
    for (Trouble trouble : Trouble.values()) {
      troubles.put(trouble, new LongAdder());
    }
  }

  @Override
  public boolean isOpen(EndpointId endpoint) {
    Failing known = failing.get(endpoint);
    return known != null && !known.breaker().admits(rules, clock.instant());
  }

  @Override
  public boolean admits(EndpointId endpoint) {
    Instant now = clock.instant();
    boolean[] admitted = {true};
    failing.computeIfPresent(endpoint, (id, known) -> {
      admitted[0] = known.breaker().admits(rules, now);
      return admitted[0] ? new Failing(known.breaker().trying(now), known.silent()) : known;
    });
    return admitted[0];
  }

  @Override
  public void took(EndpointId endpoint) {
    Failing known = failing.get(endpoint);
    if (known != null && !known.silent()) {
      worked(endpoint);
    }
  }

  @Override
  public void worked(EndpointId endpoint) {
    Failing known = failing.remove(endpoint);
    if (known != null && known.breaker().state() != State.CLOSED) {
      LOG.atInfo().addKeyValue("endpoint", endpoint).log("the provider answers again");
    }
  }

  @Override
  public void failed(EndpointId endpoint, Trouble trouble) {
    failed(endpoint, trouble, false);
  }

  @Override
  public void silent(EndpointId endpoint, Trouble trouble) {
    failed(endpoint, trouble, true);
  }

  private void failed(EndpointId endpoint, Trouble trouble, boolean silent) {
    adder(trouble).increment();
    Instant now = clock.instant();
    failing.compute(endpoint, (id, known) -> {
      Breaker before = known == null ? Breaker.CLOSED : known.breaker();
      Breaker after = before.failed(rules, now);
      if (after.state() == State.OPEN && before.state() != State.OPEN) {
        LOG.atWarn()
            .addKeyValue("endpoint", endpoint)
            .addKeyValue("failures", after.failures())
            .log("the provider is not asked for a while: {}", trouble);
      }
      return new Failing(after, silent || (known != null && known.silent()));
    });
  }

  void show(NodeMeters meters) {
    meters.gauge(
        "frontdesk.provider.open",
        "Provider endpoints that failed lately and are not asked for calls just now.",
        this,
        each -> each.in(State.OPEN));
    meters.gauge(
        "frontdesk.provider.half.open",
        "Provider endpoints that one call is tried with after they failed.",
        this,
        each -> each.in(State.HALF_OPEN));
    for (Trouble trouble : Trouble.values()) {
      meters.counter(
          "frontdesk.provider.troubles",
          "What calls asked of a provider endpoint and did not get, by why.",
          "trouble",
          trouble.name().toLowerCase(Locale.ROOT).replace('_', '-'),
          this,
          each -> each.of(trouble));
    }
  }

  /** How many endpoints stand there now. */
  int in(State state) {
    return (int) failing.values().stream()
        .filter(each -> each.breaker().state() == state)
        .count();
  }

  long of(Trouble trouble) {
    return adder(trouble).sum();
  }

  private LongAdder adder(Trouble trouble) {
    return Objects.requireNonNull(troubles.get(trouble));
  }
}
