package dev.frontdesk.accept;

import dev.frontdesk.bus.Address;
import dev.frontdesk.bus.Bus;
import dev.frontdesk.bus.BusMessage.CallAnswered;
import dev.frontdesk.bus.BusMessage.CallLost;
import dev.frontdesk.bus.BusMessage.CallOffered;
import dev.frontdesk.bus.BusMessage.Taken;
import dev.frontdesk.bus.RecordCodec;
import dev.frontdesk.model.NodeId;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides every call that is offered here, and those that were offered somewhere and got no decision; previews others. */
public final class AcceptanceVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(AcceptanceVerticle.class);

  private static final Duration TAKEN_WITHIN = Duration.ofSeconds(5);

  private final NodeId node;
  private final Bus bus;
  private final Desk desk;
  private final Previews previews;
  private final Openings openings;
  private final LoadBook loads;
  private final RecordCodec codec;
  private final CallerBook callers;
  private final Reoffers reoffers;
  private final Deciding deciding;

  private volatile boolean yielding;
  private volatile @Nullable MessageConsumer<Object> offers;
  private volatile @Nullable MessageConsumer<Object> questions;

  /** @param deciding shared by all instances of the node */
  public AcceptanceVerticle(
      NodeId node,
      Bus bus,
      Desk desk,
      Previews previews,
      Openings openings,
      LoadBook loads,
      RecordCodec codec,
      CallerBook callers,
      Reoffers reoffers,
      Deciding deciding) {
    this.node = node;
    this.bus = bus;
    this.desk = desk;
    this.previews = previews;
    this.openings = openings;
    this.loads = loads;
    this.codec = codec;
    this.callers = callers;
    this.reoffers = reoffers;
    this.deciding = deciding;
  }

  @Override
  public Future<?> start() {
    vertx.setPeriodic(Reoffers.EVERY_MS, tick -> sweep());
    return Future.all(List.of(
        bus.listen(Address.CALL_OFFERED, this::offered).onSuccess(heard -> offers = heard),
        bus.listen(Address.CALL_OFFERED.on(node), this::offered),
        bus.answer(Address.CALL_ASKED, this::asked).onSuccess(heard -> questions = heard),
        bus.answer(Address.CALL_ASKED.on(node), this::asked),
        bus.answer(Address.PREVIEW, previews::make),
        bus.answer(Address.TOOLS, previews::tools),
        bus.answer(Address.OPENING, openings::make),
        bus.listen(Address.NODE_LOAD, loads::told),
        bus.listen(Address.CALLER_ANSWERED, callers::told)));
  }

  /** Offers go to other nodes from now on; what was offered here is still decided. From any thread. */
  public Future<Void> yieldOffers() {
    yielding = true;
    return left(Address.CALL_OFFERED, offers).compose(left -> left(Address.CALL_ASKED, questions));
  }

  private Future<Void> left(Address<?> at, @Nullable MessageConsumer<Object> heard) {
    return heard == null ? Future.succeededFuture() : bus.leave(at, heard);
  }

  private void sweep() {
    if (!yielding) {
      reoffers.sweep(this::offeredAgain);
    }
  }

  /** After an outage a claim may look open because its decision waits in a spool; whoever drives the call knows better. */
  private void offeredAgain(CallOffered offer, NodeId former) {
    if (!former.equals(offer.owner())) {
      lost(offer, former);
      return;
    }
    long asked = deciding.now();
    reoffers.isHeld(offer).onSuccess(held -> {
      if (!held && deciding.beginAgain(offer.call(), asked)) {
        LOG.atInfo()
            .addKeyValue("call", offer.call())
            .addKeyValue("epoch", offer.epoch())
            .log("offered again");
        decide(offer);
      }
    });
  }

  /** Whether its former owner had answered the call, Sessions finds out; if not, it offers the call again. */
  private void lost(CallOffered offer, NodeId former) {
    var lost = new CallLost(offer.call(), offer.epoch(), former, codec.text(offer.offer()));
    if (deciding.begin(offer.call())) {
      bus.ask(Address.CALL_LOST.on(offer.owner()), lost, Taken.class, TAKEN_WITHIN)
          .onComplete(told -> deciding.end(offer.call()))
          .onFailure(cause -> offered(offer));
    }
  }

  /** The carrier waits for the answer. */
  private Future<CallAnswered> asked(CallOffered offer) {
    return deciding.begin(offer.call())
        ? desk.answer(offer).onComplete(done -> deciding.end(offer.call()))
        : Future.failedFuture("the call is being decided");
  }

  private void offered(CallOffered offer) {
    boolean ours = offer.again() ? deciding.begin(offer.call()) : deciding.beginFirst(offer.call());
    if (ours) {
      decide(offer);
    }
  }

  private void decide(CallOffered offer) {
    desk.decide(offer)
        .onSuccess(done -> deciding.decided(offer.call()))
        .onFailure(cause ->
            LOG.atError().addKeyValue("call", offer.call()).setCause(cause).log("call not decided"))
        .onComplete(done -> deciding.end(offer.call()));
  }
}
