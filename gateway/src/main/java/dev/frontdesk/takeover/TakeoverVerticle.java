package dev.frontdesk.takeover;

import dev.frontdesk.bus.Address;
import dev.frontdesk.bus.Bus;
import dev.frontdesk.bus.BusMessage.CallLost;
import dev.frontdesk.bus.BusMessage.Taken;
import dev.frontdesk.model.CallId;
import dev.frontdesk.model.NodeId;
import dev.frontdesk.store.ClaimStore;
import dev.frontdesk.store.LeaseStore;
import dev.frontdesk.store.Orphan;
import dev.frontdesk.store.StoreUnavailable;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the calls of lost nodes over: looks for them four times a second, and at once when a node's process is known to be gone. */
public final class TakeoverVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(TakeoverVerticle.class);
  private static final long EVERY_MS = 250;
  private static final Duration TAKEN_WITHIN = Duration.ofSeconds(5);

  /** A fence whose answer never came may still be carried out, about as long. */
  private static final long LATE_MS = 2_000;

  private final NodeId node;
  private final Bus bus;
  private final ClaimStore claims;
  private final LeaseStore leases;
  private final Membership membership;
  private final TakeoverCount count;
  private final Restraint restraint;
  private final BooleanSupplier yields;
  private final Orphans orphans;

  /** Fenced for this node, and not yet taken by its Sessions. */
  private final Map<CallId, CallLost> owed = new HashMap<>();

  private final Set<CallId> telling = new HashSet<>();
  private boolean sweeping;

  /** @param yields whether orphans are left to others, because this node drains */
  public TakeoverVerticle(
      NodeId node,
      Bus bus,
      ClaimStore claims,
      LeaseStore leases,
      Membership membership,
      TakeoverCount count,
      Restraint restraint,
      BooleanSupplier yields) {
    this.node = node;
    this.bus = bus;
    this.claims = claims;
    this.leases = leases;
    this.membership = membership;
    this.count = count;
    this.restraint = restraint;
    this.yields = yields;
    this.orphans = new Orphans(node, claims, leases, System::nanoTime);
  }

  @Override
  public Future<?> start() {
    vertx.setPeriodic(EVERY_MS, tick -> sweep());
    membership.onGone(lost -> context.runOnContext(now -> gone(lost)));
    return Future.succeededFuture();
  }

  /**
   * The lease of a process that is gone is not waited for. Should it live all the same, because something refused the connection in its
   * name, nothing is done twice: the fence moves the epoch, so whatever effect it asks for is stale and refused; it renews its lease
   * within half a second, so no more of its calls are taken; and it lets go of those that were, once it hears of their new owner.
   */
  private void gone(NodeId lost) {
    LOG.atWarn().addKeyValue("lost", lost).log("the process of a node is gone");
    leases.release(lost).onFailure(TakeoverVerticle::complain).onSuccess(done -> sweep());
  }

  private void sweep() {
    if (sweeping) {
      return;
    }
    List.copyOf(owed.values()).stream()
        .filter(lost -> !telling.contains(lost.call()))
        .forEach(this::hand);
    if (yields.getAsBoolean()) {
      return;
    }
    sweeping = true;
    orphans.mine().compose(this::take).onFailure(TakeoverVerticle::complain).onComplete(swept -> {
      sweeping = false;
      if (swept.succeeded() && swept.result() == Orphans.MOST_AT_ONCE) {
        sweep();
      }
    });
  }

  /** @return how many were there to be taken */
  private Future<Integer> take(List<Orphan> mine) {
    if (mine.isEmpty() || !restraint.begin()) {
      return Future.succeededFuture(0);
    }
    return claims
        .take(mine, node)
        .onFailure(cause -> vertx.setTimer(LATE_MS, late -> restraint.end()))
        .onSuccess(taken -> {
          restraint.end();
          Map<CallId, NodeId> owners =
              mine.stream().collect(Collectors.toMap(Orphan::call, Orphan::owner));
          taken.forEach(each -> taken(each, owners.getOrDefault(each.call(), node)));
        })
        .map(mine.size());
  }

  private void taken(ClaimStore.Taken call, NodeId lost) {
    count.add(call.call());
    LOG.atInfo()
        .addKeyValue("call", call.call())
        .addKeyValue("lost", lost)
        .addKeyValue("epoch", call.epoch())
        .log("call taken over");
    hand(new CallLost(call.call(), call.epoch(), lost, call.offer()));
  }

  /** Told again with the next sweep, until Sessions has it. */
  private void hand(CallLost lost) {
    var again = new CallLost(lost.call(), lost.epoch(), lost.lost(), null);
    owed.put(lost.call(), again);
    telling.add(lost.call());
    bus.ask(Address.CALL_LOST.on(node), lost, Taken.class, TAKEN_WITHIN)
        .onComplete(told -> telling.remove(lost.call()))
        .onSuccess(taken -> owed.remove(lost.call(), again))
        .onFailure(cause -> LOG.atWarn()
            .addKeyValue("call", lost.call())
            .log("a call that was taken over is not driven yet: {}", cause.getMessage()));
  }

  /** With the database away nobody takes anything over; others say that it is away. */
  private static void complain(Throwable cause) {
    if (!(cause instanceof StoreUnavailable)) {
      LOG.atError().setCause(cause).log("lost calls could not be taken over");
    }
  }
}
