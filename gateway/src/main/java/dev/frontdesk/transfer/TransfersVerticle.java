package dev.frontdesk.transfer;

import dev.frontdesk.bus.Address;
import dev.frontdesk.bus.Bus;
import dev.frontdesk.bus.BusMessage.AttemptAsked;
import dev.frontdesk.bus.BusMessage.AttemptSeen;
import dev.frontdesk.bus.BusMessage.TargetAsked;
import dev.frontdesk.provider.Providers;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** Carries out the transfer attempts that calls ask for. */
public final class TransfersVerticle extends VerticleBase {
  private final Bus bus;
  private final Refer refer;
  private final TargetWork targets;

  public TransfersVerticle(Bus bus, Providers providers, Moving moving) {
    this.bus = bus;
    this.refer = new Refer(bus, providers, moving);
    this.targets = new TargetWork(bus, providers);
  }

  @Override
  public Future<?> start() {
    return Future.all(
        bus.answer(Address.ATTEMPT_ASKED, this::attempt),
        bus.answer(Address.TARGET_ASKED, this::target));
  }

  private Future<AttemptSeen> target(TargetAsked asked) {
    return targets.perform(asked);
  }

  private Future<AttemptSeen> attempt(AttemptAsked asked) {
    return refer.perform(asked);
  }
}
