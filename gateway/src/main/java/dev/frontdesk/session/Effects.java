package dev.frontdesk.session;

import dev.frontdesk.bus.Address;
import dev.frontdesk.bus.Bus;
import dev.frontdesk.bus.BusMessage.EffectAsked;
import dev.frontdesk.bus.BusMessage.EffectEnded;
import dev.frontdesk.bus.BusMessage.EffectVerdict;
import dev.frontdesk.call.Call;
import dev.frontdesk.model.NodeId;
import io.vertx.core.Future;
import java.time.Duration;

/** Asks whether an effect with consequences may be performed, under the epoch of the call. What is kept of it is masked. */
final class Effects {
  private static final Duration VERDICT_WITHIN = Duration.ofSeconds(6);

  private final Bus bus;
  private final NodeId node;

  Effects(Bus bus, NodeId node) {
    this.bus = bus;
    this.node = node;
  }

  Future<EffectVerdict> claim(Call call, String effect, String kind, String payload) {
    if (call.plan() == null) {
      return Future.failedFuture("no effects before the plan");
    }
    return bus.ask(
        Address.EFFECT_ASKED.on(node),
        new EffectAsked(
            call.id(),
            call.epoch(),
            call.plan().tenant(),
            effect,
            kind,
            Masking.of(call).json(payload)),
        EffectVerdict.class,
        VERDICT_WITHIN);
  }

  void ended(Call call, String effect, String result) {
    bus.send(
        Address.EFFECT_ENDED.on(node),
        new EffectEnded(call.id(), effect, Masking.of(call).json(result)));
  }
}
