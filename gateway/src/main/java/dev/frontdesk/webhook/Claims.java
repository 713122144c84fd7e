package dev.frontdesk.webhook;

import dev.frontdesk.bus.Address;
import dev.frontdesk.bus.Bus;
import dev.frontdesk.bus.BusMessage.JournalBatch;
import dev.frontdesk.bus.BusMessage.Taken;
import dev.frontdesk.bus.Entry;
import dev.frontdesk.bus.Offer;
import dev.frontdesk.bus.RecordCodec;
import dev.frontdesk.call.Origin;
import dev.frontdesk.model.CallId;
import dev.frontdesk.model.NodeId;
import dev.frontdesk.store.Claim;
import dev.frontdesk.store.ClaimStore;
import dev.frontdesk.store.Claimed;
import dev.frontdesk.store.StoreUnavailable;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a call ours: one insert in the database; while that is away, a claim in memory written to the synced spool. Better to answer
 * the phone than to be tidy.
 */
public final class Claims {
  private static final Logger LOG = LoggerFactory.getLogger(Claims.class);
  private static final Duration SPOOLED_WITHIN = Duration.ofSeconds(3);
  private static final String CLAIM = "claim";

  private final ClaimStore store;
  private final Bus bus;
  private final RecordCodec codec;
  private final Supplier<NodeId> owners;
  private final Supplier<UUID> ids;
  private final ClaimsInMemory inMemory;

  /** @param owners names the node that is to hold the next call */
  public Claims(
      ClaimStore store,
      Bus bus,
      RecordCodec codec,
      Supplier<NodeId> owners,
      Supplier<UUID> ids,
      ClaimsInMemory inMemory) {
    this.store = store;
    this.bus = bus;
    this.codec = codec;
    this.owners = owners;
    this.ids = ids;
    this.inMemory = inMemory;
  }

  /** A claim, new or somebody's before us, and the node that is to hold the call. */
  record Held(Claimed claimed, NodeId owner) {}

  Future<Held> claim(Offer offer, String webhookType, String webhookId) {
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
        .recover(cause -> cause instanceof StoreUnavailable
            ? remember(claim, origin)
            : Future.failedFuture(cause))
        .map(claimed -> new Held(claimed, owner));
  }

  private Future<Claimed> remember(Claim claim, Origin origin) {
    if (!inMemory.add(origin)) {
      return Future.succeededFuture(new Claimed(claim.call(), 1, false));
    }
    LOG.atWarn().addKeyValue("call", claim.call()).log("the database is away: claimed in memory");
    var entry = new Entry(claim.call(), 1, 0, claim.receivedAt(), CLAIM, codec.text(claim));
    return bus.ask(
            Address.JOURNAL.on(claim.node()),
            new JournalBatch(List.of(entry)),
            Taken.class,
            SPOOLED_WITHIN)
        .map(new Claimed(claim.call(), 1, true))
        .onFailure(cause -> inMemory.remove(origin));
  }
}
