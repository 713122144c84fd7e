package dev.frontdesk.session;

import dev.frontdesk.bus.Rendezvous;
import dev.frontdesk.model.CallId;
import dev.frontdesk.model.NodeId;
import dev.frontdesk.store.ClaimStore;
import dev.frontdesk.store.LeaseStore;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Gives all calls of this node to others, many at once, until none is left: each to the node that wins it by rendezvous, to the next
 * one if that fails. A call in which an answer is awaited is left alone for a while. With nobody to give them to, calls end in their
 * own time.
 *
 * <p>Calls whose media passes through this node go where their stream goes: the carrier is asked to open another one, which the balancer
 * sends to a node that does not drain, and that node fetches the call ({@link Fetching}).
 */
public final class Drain {
  private static final long LOOK_EVERY_MS = 100;
  private static final long TRIED_AGAIN_AFTER = Duration.ofSeconds(2).toNanos();
  private static final int MOST_AT_ONCE = 64;
  private static final String SESSIONS = "SESSIONS";
  private static final long SETTLES = Duration.ofSeconds(3).toNanos();

  /** What was claimed for this node and is written down, others offer again once it is gone. */
  private static final long LEAVES_WITHOUT_THE_DATABASE = Duration.ofSeconds(5).toNanos();

  private final Vertx vertx;
  private final NodeId node;
  private final HeldCalls held;
  private final LeaseStore leases;
  private final ClaimStore claims;
  private final BooleanSupplier mayLeave;

  /** When a node last did not take a call. */
  private final Map<CallId, Map<NodeId, Long>> failed = new HashMap<>();

  private final Set<CallId> moving = new HashSet<>();
  private final Promise<Integer> done = Promise.promise();
  private long begun;
  private long longest;
  private long timer;
  private boolean looking;

  /** @param mayLeave whether nobody decides any more on calls that are to come here */
  public Drain(
      Vertx vertx,
      NodeId node,
      HeldCalls held,
      LeaseStore leases,
      ClaimStore claims,
      BooleanSupplier mayLeave) {
    this.vertx = vertx;
    this.node = node;
    this.held = held;
    this.leases = leases;
    this.claims = claims;
    this.mayLeave = mayLeave;
  }

  /**
   * Once.
   *
   * @param wait how long calls may stay that cannot be given away
   * @return how many are left then; 0: all moved or ended
   */
  public Future<Integer> run(Duration wait) {
    vertx.getOrCreateContext().runOnContext(now -> {
      begun = System.nanoTime();
      longest = wait.toNanos();
      timer = vertx.setPeriodic(1, LOOK_EVERY_MS, tick -> look());
    });
    return done.future();
  }

  private void look() {
    if (looking) {
      return;
    }
    looking = true;
    Future<?> looked = held.count() == 0 ? leaveIfNothingComes() : giveAway();
    looked.onComplete(now -> {
      looking = false;
      if (System.nanoTime() - begun >= longest) {
        finish(held.count());
      }
    });
  }

  private Future<?> leaveIfNothingComes() {
    return claims.open(node).onComplete(open -> {
      boolean none = open.succeeded()
          ? open.result() == 0
          : System.nanoTime() - begun >= LEAVES_WITHOUT_THE_DATABASE;
      if (none && held.count() == 0 && mayLeave.getAsBoolean()) {
        finish(0);
      }
    });
  }

  private void finish(int left) {
    vertx.cancelTimer(timer);
    done.tryComplete(left);
  }

  private Future<?> giveAway() {
    return leases.alive(SESSIONS).onSuccess(alive -> {
      List<NodeId> heirs = alive.stream().filter(heir -> !heir.equals(node)).toList();
      if (!heirs.isEmpty()) {
        held.calls().forEach(call -> giveTo(heirs, call));
      }
    });
  }

  private void giveTo(List<NodeId> heirs, CallId call) {
    if (moving.size() >= MOST_AT_ONCE || moving.contains(call)) {
      return;
    }
    Map<NodeId, Long> refused = failed.getOrDefault(call, Map.of());
    List<NodeId> untried =
        heirs.stream().filter(heir -> !refused.containsKey(heir)).toList();
    List<NodeId> fresh = untried.isEmpty()
        ? heirs.stream().filter(heir -> mayBeTried(heir, call)).toList()
        : untried;
    if (fresh.isEmpty()) {
      return;
    }
    NodeId heir = Rendezvous.winner(call, fresh).orElseThrow();
    boolean settledOnly = System.nanoTime() - begun < SETTLES;
    moving.add(call);
    held.handOver(call, heir, settledOnly).onComplete(tried -> {
      moving.remove(call);
      if (tried.succeeded() && tried.result() == Handed.NOT_TAKEN) {
        failed.computeIfAbsent(call, first -> new HashMap<>()).put(heir, System.nanoTime());
      }
    });
  }

  private boolean mayBeTried(NodeId heir, CallId call) {
    Long last = failed.getOrDefault(call, Map.of()).get(heir);
    return last == null || System.nanoTime() - last >= TRIED_AGAIN_AFTER;
  }

  /** What became of one try. */
  enum Handed {
    MOVED,
    /** An answer is awaited in the call, or it is on its way already. */
    NOT_NOW,
    NOT_TAKEN
  }
}
