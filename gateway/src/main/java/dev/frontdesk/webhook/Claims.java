package dev.frontdesk.webhook;

import dev.frontdesk.bus.Address;
import dev.frontdesk.bus.Bus;
import dev.frontdesk.bus.BusMessage.ClaimAsked;
import dev.frontdesk.bus.BusMessage.ClaimMade;
import dev.frontdesk.bus.BusMessage.JournalBatch;
import dev.frontdesk.bus.BusMessage.Taken;
import dev.frontdesk.bus.Entry;
import dev.frontdesk.bus.Offer;
import dev.frontdesk.bus.RecordCodec;
import dev.frontdesk.bus.Witnesses;
import dev.frontdesk.call.Origin;
import dev.frontdesk.model.CallId;
import dev.frontdesk.model.NodeId;
import dev.frontdesk.store.Claim;
import dev.frontdesk.store.ClaimStore;
import dev.frontdesk.store.Claimed;
import dev.frontdesk.store.StoreUnavailable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a call ours: one insert in the database. If it does not answer us, a node that it answers makes the claim and has the call; if it
 * answers nobody, the claim is in memory and in the synced spool. Better to answer the phone than to be tidy.
 */
public final class Claims {
  private static final Logger LOG = LoggerFactory.getLogger(Claims.class);
  private static final Duration SPOOLED_WITHIN = Duration.ofSeconds(3);
  private static final Duration MADE_WITHIN = Duration.ofMillis(1_500);
  private static final String CLAIM = "claim";

  /** A node whose disk is full must not cost a call. */
  private static final int OTHERS_ASKED = 2;

  private final ClaimStore store;
  private final Bus bus;
  private final RecordCodec codec;
  private final Supplier<NodeId> owners;
  private final Supplier<UUID> ids;
  private final Witnesses witnesses;
  private final ClaimsInMemory inMemory;
  private final SharedClaims shared;
  private final Map<String, Future<Held>> underWay = new ConcurrentHashMap<>();

  /**
   * @param owners names the node that is to hold the next call
   * @param witnesses asked before a claim is made without the database
   */
  public Claims(
      ClaimStore store,
      Bus bus,
      RecordCodec codec,
      Supplier<NodeId> owners,
      Supplier<UUID> ids,
      Witnesses witnesses,
      ClaimsInMemory inMemory,
      SharedClaims shared) {
    this.store = store;
    this.bus = bus;
    this.codec = codec;
    this.owners = owners;
    this.ids = ids;
    this.witnesses = witnesses;
    this.inMemory = inMemory;
    this.shared = shared;
  }

  /** A claim, new or somebody's before us, and the node that is to hold the call. */
  public record Held(Claimed claimed, NodeId owner) {}

  /**
   * Fails only if neither the database nor the spool takes it. A repeated delivery waits for what becomes of the first: the database may
   * be slow for one and away for the other.
   */
  public Future<Held> claim(Offer offer, String webhookType, String webhookId) {
    String key = ClaimsInMemory.key(offer.origin());
    Promise<Held> first = Promise.promise();
    Future<Held> before = underWay.putIfAbsent(key, first.future());
    if (before != null) {
      return before.map(held -> new Held(
          new Claimed(held.claimed().call(), held.claimed().epoch(), false), held.owner()));
    }
    return claimed(offer, webhookType, webhookId)
        .onComplete(made -> underWay.remove(key))
        .onComplete(first);
  }

  private Future<Held> claimed(Offer offer, String webhookType, String webhookId) {
    Origin origin = offer.origin();
    NodeId owner = owners.get();
    var claim = new Claim(
        new CallId(ids.get()),
        origin.endpoint(),
        origin.providerCall(),
        webhookType,
        origin.carrierCall(),
        webhookId,
        codec.text(offer),
        owner,
        origin.receivedAt());
    if (inMemory.knows(origin)) {
      return Future.succeededFuture(new Held(new Claimed(claim.call(), 1, false), owner));
    }
    return store
        .claim(claim)
        .map(claimed -> new Held(claimed, owner))
        .recover(cause -> cause instanceof StoreUnavailable
            ? withoutTheDatabase(claim, origin)
            : Future.failedFuture(cause));
  }

  private Future<Held> withoutTheDatabase(Claim claim, Origin origin) {
    return witnesses
        .whoReachesTheDatabase()
        .compose(found -> found.isPresent() ? by(found.get(), claim, origin) : here(claim, origin));
  }

  /**
   * Asked twice. If it says that it failed, or nothing, it may have made the claim all the same, and then answers the call: so if anybody
   * holds it now, it is that node.
   */
  private Future<Held> by(NodeId node, Claim claim, Origin origin) {
    return made(node, claim)
        .recover(cause -> mayHaveMadeIt(cause) ? made(node, claim) : Future.failedFuture(cause))
        .recover(cause ->
            mayHaveMadeIt(cause) ? remember(claim.by(node), origin, 0) : here(claim, origin));
  }

  private static boolean mayHaveMadeIt(Throwable cause) {
    return cause instanceof ReplyException reply && reply.failureType() != ReplyFailure.NO_HANDLERS;
  }

  private Future<Held> made(NodeId node, Claim claim) {
    var asked = new ClaimAsked(codec.text(claim.by(node)));
    return bus.ask(Address.CLAIM_ASKED.on(node), asked, ClaimMade.class, MADE_WITHIN)
        .map(made -> new Held(new Claimed(made.call(), made.epoch(), made.fresh()), node));
  }

  private Future<Held> here(Claim claim, Origin origin) {
    return remember(claim, origin, OTHERS_ASKED);
  }

  /** @param others how many other nodes may hold the call if the one of the claim has no room for it */
  private Future<Held> remember(Claim claim, Origin origin, int others) {
    String key = ClaimsInMemory.key(origin);
    var known = new Held(new Claimed(claim.call(), 1, false), claim.node());
    if (!inMemory.add(origin)) {
      return Future.succeededFuture(known);
    }
    return shared
        .first(key, claim.call())
        .compose(first -> first
            ? spooled(claim, others).onFailure(cause -> {
              inMemory.remove(origin);
              shared.forget(key);
            })
            : Future.succeededFuture(known));
  }

  private Future<Held> spooled(Claim claim, int others) {
    LOG.atWarn().addKeyValue("call", claim.call()).log("the database is away: claimed in memory");
    var entry = new Entry(claim.call(), 1, 0, claim.receivedAt(), CLAIM, codec.text(claim));
    return bus.ask(
            Address.JOURNAL.on(claim.node()),
            new JournalBatch(List.of(entry)),
            Taken.class,
            SPOOLED_WITHIN)
        .map(new Held(new Claimed(claim.call(), 1, true), claim.node()))
        .recover(cause -> {
          NodeId another = others == 0 || !hasNotTaken(cause) ? claim.node() : owners.get();
          return another.equals(claim.node())
              ? Future.failedFuture(cause)
              : spooled(claim.by(another), others - 1);
        });
  }

  /** Its disk is full, or it is gone; one that only does not answer may have taken it. */
  private static boolean hasNotTaken(Throwable cause) {
    return cause instanceof ReplyException reply && reply.failureType() != ReplyFailure.TIMEOUT;
  }
}
