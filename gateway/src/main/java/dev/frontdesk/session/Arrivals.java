package dev.frontdesk.session;

import dev.frontdesk.bus.BusMessage.CallGiven;
import dev.frontdesk.bus.BusMessage.CallHeld;
import dev.frontdesk.bus.BusMessage.CallReleased;
import dev.frontdesk.model.CallId;
import dev.frontdesk.provider.Providers;
import dev.frontdesk.store.ClaimStore;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;

/**
 * Calls that other nodes give to this Sessions instance: fenced, heard through a sideband of our own, and driven once the other node has
 * closed its one. If it does not say so, it is gone, and it cannot drive the call under its epoch any more.
 */
final class Arrivals {
  private static final Duration RELEASED_WITHIN = Duration.ofSeconds(3);

  private final Shell shell;
  private final ClaimStore claims;
  private final Providers providers;
  private final HeldCalls held;
  private final LiveCalls calls;
  private final Commands commands;
  private final BooleanSupplier draining;

  /** @param draining whether this node gives its own calls away */
  Arrivals(
      Shell shell,
      ClaimStore claims,
      Providers providers,
      HeldCalls held,
      LiveCalls calls,
      Commands commands,
      BooleanSupplier draining) {
    this.shell = shell;
    this.claims = claims;
    this.providers = providers;
    this.held = held;
    this.calls = calls;
    this.commands = commands;
    this.draining = draining;
  }

  /** @return held here under a new epoch; fails if it is not, or not known to be */
  Future<CallHeld> given(CallGiven given) {
    var connection = providers.of(given.origin().endpoint());
    CallId id = given.call().id();
    if (draining.getAsBoolean() || connection.isEmpty() || held.driver(id).isPresent()) {
      return Future.failedFuture(
          draining.getAsBoolean() ? "this node drains too" : "not to be taken here");
    }
    if (!shell.lease().isRunning()) { // others would take it as soon as it is fenced for us
      return Future.failedFuture("this node has no lease");
    }
    var line = new Line(connection.get().endpoint(), connection.get().provider(), given.opening());
    return claims
        .fence(id, given.call().epoch(), shell.node())
        .compose(epoch -> arrived(given, line, epoch));
  }

  private Future<CallHeld> arrived(CallGiven given, Line line, OptionalInt epoch) {
    CallId id = given.call().id();
    if (epoch.isEmpty() || !held.takeOver(id, epoch.getAsInt(), commands)) {
      return Future.failedFuture("another node has it, or it has ended");
    }
    var live = new LiveCall(shell, line, given.call().under(epoch.getAsInt()), given.origin());
    live.freeze(given.from(), given.seen());
    calls.add(live);
    return live.hear().map(heard -> {
      shell
          .vertx()
          .setTimer(
              RELEASED_WITHIN.toMillis(),
              late -> commands.released(new CallReleased(id, List.of(), false)));
      return new CallHeld(id, epoch.getAsInt());
    });
  }
}
