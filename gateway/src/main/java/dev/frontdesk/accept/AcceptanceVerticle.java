package dev.frontdesk.accept;

import dev.frontdesk.bus.Address;
import dev.frontdesk.bus.Bus;
import dev.frontdesk.bus.BusMessage.CallOffered;
import dev.frontdesk.bus.BusMessage.Hold;
import dev.frontdesk.bus.BusMessage.HoldAsked;
import dev.frontdesk.model.CallId;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides every call that is offered here, and those that were offered somewhere and got no decision; previews others. */
public final class AcceptanceVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(AcceptanceVerticle.class);

  private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(1);

  private final Bus bus;
  private final Desk desk;
  private final Previews previews;
  private final LoadBook loads;
  private final Reoffers reoffers;
  private final Set<CallId> deciding = new HashSet<>();

  public AcceptanceVerticle(
      Bus bus, Desk desk, Previews previews, LoadBook loads, Reoffers reoffers) {
    this.bus = bus;
    this.desk = desk;
    this.previews = previews;
    this.loads = loads;
    this.reoffers = reoffers;
  }

  @Override
  public Future<?> start() {
    vertx.setPeriodic(Reoffers.EVERY_MS, tick -> reoffers.sweep(this::offeredAgain));
    return Future.all(
        bus.listen(Address.CALL_OFFERED, this::offered),
        bus.answer(Address.PREVIEW, previews::make),
        bus.answer(Address.TOOLS, previews::tools),
        bus.listen(Address.NODE_LOAD, loads::told));
  }

  /** After an outage a claim may look open because its decision waits in a spool; whoever drives the call knows better. */
  private void offeredAgain(CallOffered offer) {
    bus.ask(
            Address.HOLD_ASKED.on(offer.owner()),
            new HoldAsked(offer.call()),
            Hold.class,
            ANSWERED_WITHIN)
        .map(Hold::here)
        .otherwise(false)
        .onSuccess(held -> {
          if (!held) {
            LOG.atInfo()
                .addKeyValue("call", offer.call())
                .addKeyValue("epoch", offer.epoch())
                .log("offered again");
            offered(offer);
          }
        });
  }

  private void offered(CallOffered offer) {
    if (deciding.add(offer.call())) {
      desk.decide(offer)
          .onFailure(cause -> LOG.atError()
              .addKeyValue("call", offer.call())
              .setCause(cause)
              .log("call not decided"))
          .onComplete(done -> deciding.remove(offer.call()));
    }
  }
}
