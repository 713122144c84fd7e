package dev.frontdesk.webhook;

import dev.frontdesk.bus.Address;
import dev.frontdesk.bus.Bus;
import dev.frontdesk.bus.BusMessage.CallOffered;
import dev.frontdesk.bus.Offer;
import dev.frontdesk.call.Origin;
import dev.frontdesk.model.EndpointId;
import dev.frontdesk.model.NodeId;
import dev.frontdesk.provider.Providers;
import dev.frontdesk.provider.Providers.Connection;
import dev.frontdesk.provider.Webhooks;
import dev.frontdesk.provider.Webhooks.Incoming;
import dev.frontdesk.store.Claimed;
import dev.frontdesk.webhook.WebhookCounts.End;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes one delivery: genuine? a call? ours? Then it is offered, and only then answered with 2xx. */
public final class Reception {
  private static final Logger LOG = LoggerFactory.getLogger(Reception.class);
  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int UNAUTHORIZED = 401;
  private static final int UNAVAILABLE = 503;

  private final Providers providers;
  private final Claims claims;
  private final Bus bus;
  private final WebhookCounts counts;
  private final InstantSource clock;
  private final Function<NodeId, Address<CallOffered>> desks;

  /** @param desks where calls of that owner are best decided: at the owner's, if it can */
  public Reception(
      Providers providers,
      Claims claims,
      Bus bus,
      WebhookCounts counts,
      InstantSource clock,
      Function<NodeId, Address<CallOffered>> desks) {
    this.providers = providers;
    this.claims = claims;
    this.bus = bus;
    this.counts = counts;
    this.clock = clock;
    this.desks = desks;
  }

  /** @return the HTTP status to answer with */
  Future<Integer> receive(
      Optional<EndpointId> named,
      Function<String, @Nullable String> header,
      byte[] body,
      Instant receivedAt) {
    Optional<Connection> connection = named.flatMap(providers::of);
    if (connection.isEmpty()) {
      return end(End.UNKNOWN_ENDPOINT, UNAUTHORIZED); // no hint which endpoints there are
    }
    Webhooks adapter = connection.get().provider().webhooks();
    return switch (adapter.check(connection.get().endpoint(), header, body, receivedAt)) {
      case INCOMPLETE -> end(End.MISSING_HEADER, BAD_REQUEST);
      case REFUSED -> end(End.BAD_SIGNATURE, UNAUTHORIZED);
      case GENUINE -> genuine(connection.get(), adapter, header, body, receivedAt);
    };
  }

  private Future<Integer> genuine(
      Connection connection,
      Webhooks adapter,
      Function<String, @Nullable String> header,
      byte[] body,
      Instant receivedAt) {
    Instant verifiedAt = clock.instant();
    Webhooks.Delivery delivery = adapter.read(connection.endpoint(), body);
    if (delivery instanceof Incoming incoming) {
      String id = header.apply("webhook-id");
      return claim(connection, incoming, id == null ? "" : id, receivedAt, verifiedAt);
    }
    if (delivery instanceof Webhooks.Ignored) {
      return end(End.IGNORED_TYPE, OK);
    }
    LOG.atWarn()
        .addKeyValue("endpoint", connection.endpoint().id())
        .log("a genuine delivery is malformed: {}", delivery);
    return end(End.MALFORMED, BAD_REQUEST);
  }

  private Future<Integer> claim(
      Connection connection,
      Incoming incoming,
      String webhookId,
      Instant receivedAt,
      Instant verifiedAt) {
    var origin = new Origin(
        connection.endpoint().id(),
        connection.provider().name(),
        incoming.providerCall(),
        incoming.carrierCall(),
        incoming.caller(),
        incoming.callerName(),
        incoming.dialled().isEmpty() ? null : incoming.dialled().get(0),
        receivedAt,
        verifiedAt,
        verifiedAt);
    var offer = new Offer(origin, incoming.dialled(), incoming.attestation());
    return claims
        .claim(offer, incoming.type(), webhookId)
        .compose(held -> offer(held.claimed(), held.owner(), offer))
        .recover(this::notDurable);
  }

  private Future<Integer> offer(Claimed claimed, NodeId owner, Offer offer) {
    if (!claimed.fresh()) {
      return end(End.DUPLICATE, OK);
    }
    var claimedOffer =
        new Offer(offer.origin().claimedAt(clock.instant()), offer.dialled(), offer.attestation());
    bus.send(
        desks.apply(owner),
        new CallOffered(claimed.call(), claimed.epoch(), owner, claimedOffer, false));
    return end(End.CLAIMED, OK);
  }

  /** Neither the database nor the spool took the claim: the provider will deliver again. */
  private Future<Integer> notDurable(Throwable cause) {
    LOG.atError().setCause(cause).log("a claim could not be made durable");
    return end(End.NOT_DURABLE, UNAVAILABLE);
  }

  private Future<Integer> end(End end, int status) {
    counts.count(end);
    return Future.succeededFuture(status);
  }
}
