package dev.frontdesk.session;

import dev.frontdesk.bus.BusMessage.EffectVerdict;
import dev.frontdesk.call.CallEvent;
import dev.frontdesk.provider.Answer;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.function.Supplier;

/** Ends a call for us, by hanging up or by giving the caller back to the carrier: either way it happens once. */
final class HangingUp {
  private static final String EFFECT = "hang-up";

  private final Shell shell;
  private final LiveCall live;
  private final Supplier<Future<Answer>> way;

  private HangingUp(Shell shell, LiveCall live, Supplier<Future<Answer>> way) {
    this.shell = shell;
    this.live = live;
    this.way = way;
  }

  /** @param way asks the provider or the carrier */
  static void by(Shell shell, LiveCall live, Supplier<Future<Answer>> way) {
    new HangingUp(shell, live, way).ask();
  }

  private void ask() {
    if (isOwnerless()) {
      atProvider();
      return;
    }
    shell
        .effects()
        .claim(live.call(), EFFECT, EFFECT, "{}")
        .onSuccess(verdict -> {
          if (verdict.verdict() == EffectVerdict.Verdict.STALE) {
            live.lose();
          } else {
            atProvider();
          }
        })
        .onFailure(cause -> unwritten());
  }

  /** Whose call it is was lost with its node: no effect can be written. */
  private boolean isOwnerless() {
    return live.call().plan() == null;
  }

  /** No verdict came. A hang-up that is asked for twice ends a call once: it is asked for while the call is ours as far as we know. */
  private void unwritten() {
    if (live.isHeld()) {
      atProvider();
    } else {
      live.letGo();
    }
  }

  private void atProvider() {
    way.get()
        .map(answer -> answer.done() ? "" : answer.kind() + " " + answer.reason())
        .recover(cause -> Future.succeededFuture("no answer: " + cause.getMessage()))
        .onSuccess(this::done);
  }

  private void done(String trouble) {
    if (!trouble.isEmpty() && !isOwnerless()) {
      shell
          .effects()
          .ended(live.call(), EFFECT, new JsonObject().put("trouble", trouble).encode());
    }
    live.feed(new CallEvent.HungUp(live.now(), trouble));
  }
}
