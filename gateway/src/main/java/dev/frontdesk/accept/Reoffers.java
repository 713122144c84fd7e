package dev.frontdesk.accept;

import dev.frontdesk.bus.BusMessage.CallOffered;
import dev.frontdesk.bus.Offer;
import dev.frontdesk.bus.RecordCodec;
import dev.frontdesk.model.NodeId;
import dev.frontdesk.store.ClaimStore;
import dev.frontdesk.store.OpenOffer;
import dev.frontdesk.store.StoreUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
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

  private final ClaimStore claims;
  private final RecordCodec codec;
  private final NodeId node;
  private boolean sweeping;

  /** @param node that is to hold what its owner lost */
  public Reoffers(ClaimStore claims, RecordCodec codec, NodeId node) {
    this.claims = claims;
    this.codec = codec;
    this.node = node;
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
