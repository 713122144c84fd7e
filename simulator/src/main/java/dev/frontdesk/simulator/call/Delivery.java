package dev.frontdesk.simulator.call;

import dev.frontdesk.simulator.provider.WebhookKey;
import dev.frontdesk.simulator.provider.WebhookSender;
import dev.frontdesk.simulator.script.Misbehaviour.Deliveries;
import dev.frontdesk.simulator.script.Misbehaviour.Signature;
import io.vertx.core.Future;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Announces one call by webhook: once, or as often and as wrongly as its script says. */
final class Delivery {
  private static final Duration STALE = Duration.ofMinutes(10);
  private static final String FORGED = "v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

  private final Scene scene;
  private final String callId;
  private final String sipCallId;
  private final Supplier<URI> webhook;
  private final WebhookKey key;
  private final WebhookSender sender;
  private final Duration retryAfter;
  private final Deliveries how;

  /**
   * @param webhook asked anew for each attempt, as a balancer is
   * @param retryAfter how long the provider waits before it tries again after a 5xx or no answer
   */
  Delivery(
      Scene scene,
      String callId,
      Supplier<URI> webhook,
      WebhookKey key,
      WebhookSender sender,
      Duration retryAfter) {
    this.scene = scene;
    this.callId = callId;
    this.webhook = webhook;
    this.key = key;
    this.sender = sender;
    this.retryAfter = retryAfter;
    how = scene.script.misbehaviour().deliveries();
    sipCallId = scene.ids.next("") + "@carrier.example.com";
  }

  /**
   * Sends what is to be sent.
   *
   * @return the status of the first answer to the first delivery; fails if the gateway cannot be reached
   */
  Future<Integer> begin() {
    if (how.carrierRetry() != null) {
      return retriedByCarrier(how.carrierRetry());
    }
    return announce();
  }

  private Future<Integer> retriedByCarrier(Duration later) {
    scene.witness.misbehaved("the carrier's first attempt is dead");
    String deadId = scene.ids.next("rtc_u0_");
    scene.witness.announced();
    byte[] body = Announcement.realtime(scene.ids, deadId, scene.script.invite(), sipCallId);
    var second = io.vertx.core.Promise.<Integer>promise();
    post(scene.ids.next("wh_"), body, Instant.now())
        .onComplete(any -> scene.clock.after(later, () -> announce().onComplete(second)));
    return second.future();
  }

  private Future<Integer> announce() {
    byte[] body = Announcement.realtime(scene.ids, callId, scene.script.invite(), sipCallId);
    String id = scene.ids.next("wh_");
    scene.witness.announced();
    Future<Integer> first = post(id, body, sentAt());
    for (int copy = 1; copy < how.copies(); copy++) {
      extra("the same delivery at once", id, body);
    }
    if (how.liveTwin()) {
      byte[] twin = Announcement.live(scene.ids, scene.script.invite(), sipCallId);
      extra("the other webhook type", scene.ids.next("wh_"), twin);
    }
    if (how.again() != null) {
      scene.clock.after(how.again(), () -> extra("the same delivery later", id, body));
    }
    if (how.renewed() != null) {
      scene.clock.after(
          how.renewed(),
          () -> extra("another delivery of the same call", scene.ids.next("wh_"), body));
    }
    return first
        .map(this::known)
        .recover(cause -> retry(id, body))
        .compose(status -> status >= 500 ? retry(id, body) : Future.succeededFuture(status));
  }

  /** The provider would try for 72 hours; a ringing call is worth one more attempt. */
  private Future<Integer> retry(String id, byte[] body) {
    var again = io.vertx.core.Promise.<Integer>promise();
    scene.clock.after(
        retryAfter, () -> post(id, body, sentAt()).map(this::known).onComplete(again));
    return again.future();
  }

  private Integer known(Integer status) {
    scene.witness.acknowledged(status);
    return status;
  }

  private void extra(String what, String id, byte[] body) {
    scene.witness.misbehaved(what);
    post(id, body, sentAt()).onFailure(cause -> scene.witness.misbehaved(what + ": no answer"));
  }

  private Instant sentAt() {
    return how.signature() == Signature.STALE ? Instant.now().minus(STALE) : Instant.now();
  }

  private Future<Integer> post(String id, byte[] body, Instant at) {
    return sender.post(webhook.get(), id, at.getEpochSecond(), signature(id, body, at), body);
  }

  private @Nullable String signature(String id, byte[] body, Instant at) {
    String good = key.sign(id, at.getEpochSecond(), body);
    return switch (how.signature()) {
      case GOOD, STALE -> good;
      case BAD -> FORGED;
      case ROTATED -> FORGED + " " + good;
      case MISSING -> null;
    };
  }
}
