package dev.frontdesk.session;

import dev.frontdesk.bus.Address;
import dev.frontdesk.bus.Bus;
import dev.frontdesk.bus.BusMessage.LegArrived;
import dev.frontdesk.bus.BusMessage.Taken;
import dev.frontdesk.model.CallId;
import dev.frontdesk.model.NodeId;
import dev.frontdesk.store.ClaimStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches a call whose media stream comes in here from the node that holds it: the balancer before us knows no owners, and sound is not
 * carried from node to node. If the holder is lost, whoever takes the call over is asked next. A stream that stays without a call is
 * given up: its caller would hear nothing.
 */
public final class Fetching {
  private static final Logger LOG = LoggerFactory.getLogger(Fetching.class);
  private static final Duration ASKED_AGAIN_AFTER = Duration.ofMillis(250);

  /** A holder that is lost says nothing; whoever takes the call over is to be asked soon. */
  private static final Duration HEARD_WITHIN = Duration.ofMillis(300);

  /** As long as a call waits for its stream at most; then nobody holds it any more. */
  private static final Duration FETCHED_WITHIN = Duration.ofSeconds(15);

  /** As long as the claim of a live call may not be written down yet. */
  private static final Duration CLAIMED_WITHIN = Duration.ofSeconds(5);

  private final Vertx vertx;
  private final NodeId node;
  private final Bus bus;
  private final ClaimStore claims;
  private final HeldCalls held;
  private final Map<CallId, Runnable> under = new ConcurrentHashMap<>();

  public Fetching(Vertx vertx, NodeId node, Bus bus, ClaimStore claims, HeldCalls held) {
    this.vertx = vertx;
    this.node = node;
    this.bus = bus;
    this.claims = claims;
    this.held = held;
  }

  /**
   * The stream of {@code call} has started here. May be told from any thread, and more than once.
   *
   * @param nobody run if the call is over, or did not come here in time
   */
  public void fetch(CallId call, Runnable nobody) {
    if (held.driver(call).isEmpty() && under.put(call, nobody) == null) {
      ask(call, System.nanoTime());
    }
  }

  private void ask(CallId call, long begun) {
    if (held.driver(call).isPresent()) {
      under.remove(call);
    } else if (isLate(begun, FETCHED_WITHIN)) {
      giveUp(call, "a call whose media stream came here did not follow it");
    } else {
      claims
          .owner(call)
          .compose(owner -> told(call, owner))
          .otherwise(true)
          .onSuccess(held -> next(call, begun, held));
    }
  }

  private void next(CallId call, long begun, boolean held) {
    if (held || !isLate(begun, CLAIMED_WITHIN)) {
      vertx.setTimer(ASKED_AGAIN_AFTER.toMillis(), later -> ask(call, begun));
    } else {
      giveUp(call, "a media stream has come whose call is over");
    }
  }

  private void giveUp(CallId call, String why) {
    LOG.atWarn().addKeyValue("call", call).log(why);
    Runnable nobody = under.remove(call);
    if (nobody != null) {
      nobody.run();
    }
  }

  private static boolean isLate(long begun, Duration within) {
    return System.nanoTime() - begun > within.toNanos();
  }

  /** @return whether anybody holds the call */
  private Future<Boolean> told(CallId call, Optional<NodeId> owner) {
    return owner.isEmpty() ? Future.succeededFuture(false) : told(call, owner.get());
  }

  /** Our own calls come to be driven here by themselves: they were just decided, or taken over. */
  private Future<Boolean> told(CallId call, NodeId owner) {
    return owner.equals(node)
        ? Future.succeededFuture(true)
        : bus.ask(
                Address.LEG_ARRIVED.on(owner),
                new LegArrived(call, node),
                Taken.class,
                HEARD_WITHIN)
            .map(true);
  }
}
