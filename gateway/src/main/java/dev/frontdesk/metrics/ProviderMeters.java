package dev.frontdesk.metrics;

import dev.frontdesk.model.Endpoint;
import dev.frontdesk.provider.Answer;
import dev.frontdesk.provider.CallControl;
import dev.frontdesk.provider.Provider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Times what is asked of a provider, and what it answered; tries of one request count once. */
public final class ProviderMeters implements CallControl {
  private enum Action {
    ACCEPT,
    REJECT,
    REFER,
    HANG_UP
  }

  private final CallControl timed;
  private final Map<Action, Map<Answer.Kind, Timer>> timers = new EnumMap<>(Action.class);

  private ProviderMeters(CallControl timed, MeterRegistry registry) {
    this.timed = timed;
    for (Action action : Action.values()) {
      var byResult = new EnumMap<Answer.Kind, Timer>(Answer.Kind.class);
      for (Answer.Kind kind : Answer.Kind.values()) {
        byResult.put(
            kind,
            Buckets.timer(
                registry,
                "frontdesk.provider.request",
                "Call-control requests to the provider, with what it made of them.",
                Buckets.REQUEST,
                "action",
                Word.of(action),
                "result",
                Word.of(kind)));
      }
      timers.put(action, byResult);
    }
  }

  /** The same provider, timed. */
  public static Provider timed(Provider provider, MeterRegistry registry) {
    return new Provider(
        provider.name(),
        provider.capabilities(),
        provider.webhooks(),
        provider.sessions(),
        new ProviderMeters(provider.control(), registry),
        provider.model(),
        new SidebandMeters(provider.sidebands(), registry),
        provider.test(),
        provider.text());
  }

  @Override
  public Future<Answer> accept(
      Endpoint endpoint, String providerCall, Buffer session, Duration budget) {
    long begun = System.nanoTime();
    return timed
        .accept(endpoint, providerCall, session, budget)
        .onSuccess(answer -> record(Action.ACCEPT, answer, begun));
  }

  @Override
  public Future<Answer> reject(Endpoint endpoint, String providerCall, int sipCode) {
    long begun = System.nanoTime();
    return timed
        .reject(endpoint, providerCall, sipCode)
        .onSuccess(answer -> record(Action.REJECT, answer, begun));
  }

  @Override
  public Future<Answer> refer(Endpoint endpoint, String providerCall, String targetUri) {
    long begun = System.nanoTime();
    return timed
        .refer(endpoint, providerCall, targetUri)
        .onSuccess(answer -> record(Action.REFER, answer, begun));
  }

  @Override
  public Future<Answer> hangUp(Endpoint endpoint, String providerCall) {
    long begun = System.nanoTime();
    return timed
        .hangUp(endpoint, providerCall)
        .onSuccess(answer -> record(Action.HANG_UP, answer, begun));
  }

  private void record(Action action, Answer answer, long begun) {
    Objects.requireNonNull(Objects.requireNonNull(timers.get(action)).get(answer.kind()))
        .record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
  }
}
