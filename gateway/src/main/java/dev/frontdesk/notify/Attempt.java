package dev.frontdesk.notify;

import dev.frontdesk.model.Secret;
import dev.frontdesk.outward.OutwardAnswer;
import dev.frontdesk.outward.OutwardClient;
import dev.frontdesk.outward.OutwardFailure;
import dev.frontdesk.outward.OutwardRequest;
import dev.frontdesk.outward.OutwardUrl;
import dev.frontdesk.provider.StandardWebhook;
import dev.frontdesk.store.OutboxStore.Delivery;
import dev.frontdesk.store.OutboxStore.Outcome;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One attempt of a delivery to a webhook: signed, sent, judged. */
final class Attempt implements Sender {
  static final Duration LONGEST = Duration.ofSeconds(15);
  private static final int MOST_BYTES = 64 * 1024;
  private static final int GONE = 410;
  private static final Set<Integer> THROTTLING = Set.of(429, 502, 503, 504);

  private final OutwardClient client;
  private final InstantSource clock;
  private final RetrySchedule schedule;

  Attempt(OutwardClient client, InstantSource clock, RetrySchedule schedule) {
    this.client = client;
    this.clock = clock;
    this.schedule = schedule;
  }

  @Override
  public Future<Outcome> of(Delivery delivery) {
    return sent(delivery)
        .map(answer -> judged(delivery, answer))
        .recover(cause ->
            Future.succeededFuture(failed(delivery, null, Judging.reason(cause), Duration.ZERO)));
  }

  private Future<OutwardAnswer> sent(Delivery delivery) {
    if (delivery.secrets().isEmpty()) {
      return Future.failedFuture(new IllegalStateException("there is no secret to sign with"));
    }
    try {
      Buffer body = EventBody.of(delivery);
      return client.send(new OutwardRequest(
          HttpMethod.POST,
          OutwardUrl.of(delivery.url(), client.allow()),
          headers(delivery, body),
          body,
          LONGEST,
          MOST_BYTES));
    } catch (OutwardFailure refused) {
      return Future.failedFuture(refused);
    }
  }

  private Map<String, String> headers(Delivery delivery, Buffer body) {
    String id = "msg_" + delivery.event().toString().replace("-", "");
    long now = clock.instant().getEpochSecond();
    return Map.of(
        "content-type",
        "application/json",
        "user-agent",
        "Frontdesk",
        "webhook-id",
        id,
        "webhook-timestamp",
        Long.toString(now),
        "webhook-signature",
        signatures(delivery.secrets(), id, now, body.getBytes()));
  }

  /** By all of them, while a secret is replaced. */
  static String signatures(List<Secret> secrets, String id, long timestamp, byte[] body) {
    return secrets.stream()
        .map(secret -> StandardWebhook.sign(secret, id, timestamp, body))
        .collect(Collectors.joining(" "));
  }

  private Outcome judged(Delivery delivery, OutwardAnswer answer) {
    int status = answer.status();
    if (status / 100 == 2) {
      return new Outcome(status, null, null, false);
    }
    String reason = "answered " + status;
    if (status == GONE) {
      return new Outcome(status, reason, null, true);
    }
    Instant now = clock.instant();
    Duration wished =
        THROTTLING.contains(status) ? RetryAfter.of(answer.retryAfter(), now) : Duration.ZERO;
    return failed(delivery, status, reason, wished);
  }

  private Outcome failed(
      Delivery delivery, @Nullable Integer status, String reason, Duration wished) {
    return new Outcome(
        status, reason, schedule.after(delivery.attempt(), wished).orElse(null), false);
  }
}
