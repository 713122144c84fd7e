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
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The circuit breakers of this node, one for each endpoint that failed lately; of all others nothing is kept. */
final class Breakers implements Outages {
  private static final Logger LOG = LoggerFactory.getLogger(Breakers.class);

  private final Breaker.Rules rules;
  private final InstantSource clock;
  private final Map<EndpointId, Failing> failing = new ConcurrentHashMap<>();
  private final Map<Trouble, LongAdder> troubles = new EnumMap<>(Trouble.class);

  /**
   * Two breakers, for neither proves the other wrong: an endpoint over its limit answers in the calls it has and takes no more, and one
   * that takes every call may be silent in all.
   */
  private record Failing(Breaker taking, Breaker answering) {
    static final Failing NOT = new Failing(Breaker.CLOSED, Breaker.CLOSED);

    boolean admits(Breaker.Rules rules, Instant now) {
      return taking.admits(rules, now) && answering.admits(rules, now);
    }

    Failing trying(Instant now) {
      return new Failing(taking.trying(now), answering.trying(now));
    }

    State state() {
      return taking.state() == State.CLOSED || answering.state() == State.OPEN
          ? answering.state()
          : taking.state();
    }

    int failures() {
      return Math.max(taking.failures(), answering.failures());
    }
  }

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
    return known != null && !known.admits(rules, clock.instant());
  }

  @Override
  public boolean admits(EndpointId endpoint) {
    Instant now = clock.instant();
    boolean[] admitted = {true};
    failing.computeIfPresent(endpoint, (id, known) -> {
      admitted[0] = known.admits(rules, now);
      return admitted[0] ? known.trying(now) : known;
    });
    return admitted[0];
  }

  @Override
  public void took(EndpointId endpoint) {
    well(endpoint, known -> new Failing(Breaker.CLOSED, known.answering()));
  }

  @Override
  public void worked(EndpointId endpoint) {
    well(endpoint, known -> new Failing(known.taking(), Breaker.CLOSED));
  }

  private void well(EndpointId endpoint, UnaryOperator<Failing> change) {
    failing.computeIfPresent(endpoint, (id, known) -> {
      Failing after = change.apply(known);
      if (known.state() != State.CLOSED && after.state() == State.CLOSED) {
        LOG.atInfo().addKeyValue("endpoint", endpoint).log("the provider answers again");
      }
      return after.equals(Failing.NOT) ? null : after;
    });
  }

  @Override
  public void failed(EndpointId endpoint, Trouble trouble) {
    Instant now = clock.instant();
    badly(
        endpoint,
        trouble,
        known -> new Failing(known.taking().failed(rules, now), known.answering()));
  }

  @Override
  public void silent(EndpointId endpoint, Trouble trouble) {
    Instant now = clock.instant();
    badly(
        endpoint,
        trouble,
        known -> new Failing(known.taking(), known.answering().failed(rules, now)));
  }

  private void badly(EndpointId endpoint, Trouble trouble, UnaryOperator<Failing> change) {
    adder(trouble).increment();
    failing.compute(endpoint, (id, known) -> {
      Failing before = known == null ? Failing.NOT : known;
      Failing after = change.apply(before);
      if (after.state() == State.OPEN && before.state() != State.OPEN) {
        LOG.atWarn()
            .addKeyValue("endpoint", endpoint)
            .addKeyValue("failures", after.failures())
            .log("the provider is not asked for a while: {}", trouble);
      }
      return after;
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
    return (int) failing.values().stream().filter(each -> each.state() == state).count();
  }

  long of(Trouble trouble) {
    return adder(trouble).sum();
  }

  private LongAdder adder(Trouble trouble) {
    return Objects.requireNonNull(troubles.get(trouble));
  }
}
