package dev.frontdesk.transfer;

import dev.frontdesk.bus.Address;
import dev.frontdesk.bus.Bus;
import dev.frontdesk.bus.BusMessage.AttemptAsked;
import dev.frontdesk.bus.BusMessage.AttemptSeen;
import dev.frontdesk.provider.Providers;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** Carries out the transfer attempts that calls ask for. */
public final class TransfersVerticle extends VerticleBase {
  private final Bus bus;
  private final Refer refer;

  public TransfersVerticle(Bus bus, Providers providers) {
    this.bus = bus;
    this.refer = new Refer(bus, providers);
  }

  @Override
  public Future<?> start() {
    return bus.answer(Address.ATTEMPT_ASKED, this::attempt);
  }

  private Future<AttemptSeen> attempt(AttemptAsked asked) {
    return refer.perform(asked);
  }
}
