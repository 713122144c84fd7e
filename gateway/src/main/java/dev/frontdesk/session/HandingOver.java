package dev.frontdesk.session;

import dev.frontdesk.bus.Address;
import dev.frontdesk.bus.BusMessage.CallGiven;
import dev.frontdesk.bus.BusMessage.CallHeld;
import dev.frontdesk.bus.BusMessage.CallReleased;
import dev.frontdesk.bus.BusMessage.Taken;
import dev.frontdesk.model.NodeId;
import dev.frontdesk.store.ClaimStore;
import dev.frontdesk.store.StoreUnavailable;
import io.vertx.core.Future;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives one call to another node: frozen here, written down, fenced and heard there, closed here, driven there. Whatever fails on the
 * way, the epoch says whose the call is: if it moved, nothing more is done for it here; if not, it is fenced anew and goes on here.
 */
final class HandingOver {
  private static final Logger LOG = LoggerFactory.getLogger(HandingOver.class);
  private static final Duration WRITTEN_WITHIN = Duration.ofSeconds(2);
  private static final Duration HELD_WITHIN = Duration.ofSeconds(7);
  private static final Duration CLOSED_WITHIN = Duration.ofMillis(500);
  private static final Duration RELEASED_WITHIN = Duration.ofSeconds(1);
  private static final Duration FENCE_AGAIN_AFTER = Duration.ofMillis(500);

  private final Shell shell;
  private final ClaimStore claims;
  private final HeldCalls held;

  HandingOver(Shell shell, ClaimStore claims, HeldCalls held) {
    this.shell = shell;
    this.claims = claims;
    this.held = held;
  }

  /** @return whether it is another node's now; never fails */
  Future<Boolean> to(NodeId heir, LiveCall live) {
    live.freeze();
    return Future.succeededFuture() // whatever is thrown from here on, the call is not left frozen
        .compose(begun -> written())
        .compose(kept -> given(heir, live), unwritten -> stayed(heir, live))
        .onFailure(cause -> LOG.atError()
            .addKeyValue("call", live.call().id())
            .setCause(cause)
            .log("hand-over failed"))
        .otherwise(false);
  }

  /** Who takes the call up reads what happened until now. */
  private Future<Void> written() {
    return shell.journal().kept().timeout(WRITTEN_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
  }

  private Future<Boolean> given(NodeId heir, LiveCall live) {
    var given =
        new CallGiven(shell.node(), live.call(), live.origin(), live.line().opening(), live.seen());
    return shell
        .bus()
        .ask(Address.CALL_GIVEN.on(heir), given, CallHeld.class, HELD_WITHIN)
        .compose(taken -> released(heir, live), cause -> refused(heir, live, cause));
  }

  private Future<Boolean> refused(NodeId heir, LiveCall live, Throwable cause) {
    LOG.atWarn()
        .addKeyValue("call", live.call().id())
        .addKeyValue("heir", heir)
        .log("a call could not be handed over: {}", cause.getMessage());
    boolean neverHeard =
        cause instanceof ReplyException reply && reply.failureType() == ReplyFailure.NO_HANDLERS;
    return neverHeard ? stayed(heir, live) : fenced(heir, live);
  }

  /** Nobody was told of the call; but a lease that ran out meanwhile may have made it somebody's. */
  private Future<Boolean> stayed(NodeId heir, LiveCall live) {
    return live.isHeld() ? thawed(live, live.call().epoch()) : fenced(heir, live);
  }

  /** The other node may have fenced it before it failed: only the fence tells. */
  private Future<Boolean> fenced(NodeId heir, LiveCall live) {
    return claims
        .fence(live.call().id(), live.call().epoch(), shell.node())
        .compose(
            epoch -> settled(heir, live, epoch),
            cause -> cause instanceof StoreUnavailable
                ? shell
                    .vertx()
                    .timer(FENCE_AGAIN_AFTER.toMillis())
                    .compose(later -> fenced(heir, live))
                : Future.failedFuture(cause));
  }

  private Future<Boolean> settled(NodeId heir, LiveCall live, OptionalInt epoch) {
    return epoch.isPresent() ? thawed(live, epoch.getAsInt()) : released(heir, live);
  }

  private Future<Boolean> thawed(LiveCall live, int epoch) {
    Frozen kept = live.frozen();
    live.thaw(epoch);
    if (kept != null) {
      kept.answer(asked -> held.command(asked));
    }
    return Future.succeededFuture(false);
  }

  /** Closed before the other node hears of it: a provider that takes one sideband only takes that node's next. */
  private Future<Boolean> released(NodeId heir, LiveCall live) {
    Frozen kept = live.frozen();
    held.moved(live.call().id(), heir);
    Future<Void> closed = live.leave().timeout(CLOSED_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    if (kept == null) {
      return Future.succeededFuture(true);
    }
    var release = new CallReleased(live.call().id(), kept.forAnother(), kept.isWhole());
    return closed
        .transform(done -> release(heir, release))
        .recover(lost -> release(heir, release))
        .onFailure(cause -> LOG.atWarn()
            .addKeyValue("call", live.call().id())
            .log("a call that moved was not released: {}", cause.getMessage()))
        .transform(done -> {
          kept.answer(asked -> Orders.forward(shell.bus(), heir, asked));
          return Future.succeededFuture(true);
        });
  }

  private Future<Taken> release(NodeId heir, CallReleased release) {
    return shell.bus().ask(Address.CALL_RELEASED.on(heir), release, Taken.class, RELEASED_WITHIN);
  }
}
