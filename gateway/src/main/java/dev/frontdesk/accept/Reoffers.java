package dev.frontdesk.accept;

import dev.frontdesk.accept.Holders.Holder;
import dev.frontdesk.bus.Address;
import dev.frontdesk.bus.Bus;
import dev.frontdesk.bus.BusMessage.CallLost;
import dev.frontdesk.bus.BusMessage.CallOffered;
import dev.frontdesk.bus.BusMessage.Taken;
import dev.frontdesk.bus.Offer;
import dev.frontdesk.bus.RecordCodec;
import dev.frontdesk.model.NodeId;
import dev.frontdesk.store.ClaimStore;
import dev.frontdesk.store.OpenOffer;
import dev.frontdesk.store.StoreUnavailable;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds claims that got no decision within a second (the offer was lost, or whoever had it died) and offers them here. The database
 * hands each to one node.
 */
public final class Reoffers {
  static final long EVERY_MS = 500;
  private static final Logger LOG = LoggerFactory.getLogger(Reoffers.class);
  private static final Duration UNDECIDED_FOR = Duration.ofSeconds(1);
  private static final int MOST_AT_ONCE = 50;
  private static final Duration TOLD_WITHIN = Duration.ofSeconds(2);

  private final ClaimStore claims;
  private final RecordCodec codec;
  private final NodeId node;
  private final Bus bus;
  private final Holders holders;
  private boolean sweeping;

  /**
   * @param node that is to hold what its owner lost
   * @param others that hold calls, as far as they are known
   */
  public Reoffers(
      ClaimStore claims, RecordCodec codec, NodeId node, Bus bus, Supplier<List<NodeId>> others) {
    this.claims = claims;
    this.codec = codec;
    this.node = node;
    this.bus = bus;
    this.holders = new Holders(node, bus, others);
  }

  /** Whether somebody has to do with the call; if it is driven by another node than its claim says, the claim is put right. */
  Future<Boolean> isHeld(CallOffered offer) {
    return holders
        .of(offer.call(), offer.owner())
        .onSuccess(found -> found
            .filter(Holder::driven)
            .filter(holder -> !holder.node().equals(offer.owner()))
            .ifPresent(holder -> give(offer, holder.node())))
        .map(Optional::isPresent);
  }

  private void give(CallOffered offer, NodeId holder) {
    claims
        .fence(offer.call(), offer.epoch(), holder)
        .onFailure(Reoffers::complain)
        .onSuccess(fenced -> fenced.ifPresent(epoch -> bus.ask(
                Address.CALL_LOST.on(holder),
                new CallLost(offer.call(), epoch, offer.owner(), null),
                Taken.class,
                TOLD_WITHIN)
            .onFailure(cause -> LOG.atWarn()
                .addKeyValue("call", offer.call())
                .log("its driver does not know that it owns the call: {}", cause.getMessage()))));
  }

  /** @param offered told each offer, and which node had it until now */
  void sweep(BiConsumer<CallOffered, NodeId> offered) {
    if (sweeping) {
      return;
    }
    sweeping = true;
    claims
        .unanswered(UNDECIDED_FOR, node, MOST_AT_ONCE)
        .onSuccess(found -> offer(found, offered))
        .onFailure(Reoffers::complain)
        .onComplete(done -> sweeping = false);
  }

  private void offer(List<OpenOffer> found, BiConsumer<CallOffered, NodeId> offered) {
    for (OpenOffer open : found) {
      Offer offer = codec.read(open.offer(), Offer.class);
      offered.accept(
          new CallOffered(open.call(), open.epoch(), open.owner(), offer, true), open.former());
    }
  }

  private static void complain(Throwable cause) {
    if (!(cause instanceof StoreUnavailable)) {
      LOG.atError().setCause(cause).log("open offers could not be read");
    }
  }
}
