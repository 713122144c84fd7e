package dev.frontdesk.takeover;

import dev.frontdesk.bus.Address;
import dev.frontdesk.bus.Bus;
import dev.frontdesk.bus.BusMessage.CallLost;
import dev.frontdesk.bus.BusMessage.Hold;
import dev.frontdesk.bus.BusMessage.HoldAsked;
import dev.frontdesk.bus.BusMessage.Taken;
import dev.frontdesk.bus.Rendezvous;
import dev.frontdesk.model.CallId;
import dev.frontdesk.model.NodeId;
import dev.frontdesk.provider.Providers;
import dev.frontdesk.store.ClaimStore;
import dev.frontdesk.store.LeaseStore;
import dev.frontdesk.store.ReaperStore;
import dev.frontdesk.store.ReaperStore.Lingering;
import dev.frontdesk.store.ReaperStore.Owned;
import dev.frontdesk.store.StoreUnavailable;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Nothing bills into the void: a call that this node owns and does not drive is fenced anew and taken up again, which shows whether it
 * lives; a call that is over for us and whose hang-up the provider did not take is hung up until it does.
 */
public final class ReaperVerticle extends VerticleBase {
  public static final Duration EVERY = Duration.ofSeconds(15);
  private static final Logger LOG = LoggerFactory.getLogger(ReaperVerticle.class);
  private static final Duration SETTLED_IN = Duration.ofSeconds(30);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);
  private static final Duration LONGEST_SESSION = Duration.ofMinutes(65); // openai.md 3.6: 60
  private static final int MOST_OWNED = 5_000;
  private static final int MOST_LINGERING = 100;

  private final NodeId node;
  private final Bus bus;
  private final ReaperStore store;
  private final ClaimStore claims;
  private final LeaseStore leases;
  private final Providers providers;
  private final BooleanSupplier journalBehind;
  private final Duration every;
  private final ReaperCount count;

  /** Not driven here the last time we looked. */
  private Set<CallId> suspects = Set.of();

  private boolean sweeping;

  /** @param journalBehind while it is, calls that ended here may look as if they ran */
  public ReaperVerticle(
      NodeId node,
      Bus bus,
      ReaperStore store,
      ClaimStore claims,
      LeaseStore leases,
      Providers providers,
      BooleanSupplier journalBehind,
      Duration every,
      ReaperCount count) {
    this.node = node;
    this.bus = bus;
    this.store = store;
    this.claims = claims;
    this.leases = leases;
    this.providers = providers;
    this.journalBehind = journalBehind;
    this.every = every;
    this.count = count;
  }

  @Override
  public Future<?> start() {
    vertx.setPeriodic(every.toMillis(), tick -> sweep());
    return Future.succeededFuture();
  }

  private void sweep() {
    if (sweeping) {
      return;
    }
    sweeping = true;
    forsaken()
        .eventually(this::lingering)
        .onFailure(ReaperVerticle::complain)
        .onComplete(swept -> sweeping = false);
  }

  private Future<?> forsaken() {
    if (journalBehind.getAsBoolean()) {
      suspects = Set.of();
      return Future.succeededFuture();
    }
    return store.ownedBy(node, SETTLED_IN, MOST_OWNED).compose(this::idle).compose(idle -> {
      List<Owned> sure =
          idle.stream().filter(owned -> suspects.contains(owned.call())).toList();
      suspects = idle.stream()
          .filter(owned -> !sure.contains(owned))
          .map(Owned::call)
          .collect(Collectors.toSet());
      return Future.join(sure.stream().map(this::takeUp).toList());
    });
  }

  /** Those that no Sessions instance of this node drives. */
  private Future<List<Owned>> idle(List<Owned> owned) {
    List<Future<Hold>> asked = owned.stream()
        .map(each -> bus.ask(
            Address.HOLD_ASKED.on(node), new HoldAsked(each.call()), Hold.class, ANSWER_WITHIN))
        .toList();
    return Future.all(asked)
        .map(all -> IntStream.range(0, owned.size())
            .filter(i -> !asked.get(i).result().driven())
            .mapToObj(owned::get)
            .toList());
  }

  private Future<?> takeUp(Owned owned) {
    return claims.fence(owned.call(), owned.epoch(), node).compose(fenced -> {
      if (fenced.isEmpty()) {
        return Future.succeededFuture();
      }
      count.count(ReaperCount.Action.TAKEN_UP);
      LOG.atWarn()
          .addKeyValue("call", owned.call())
          .log("a call that nobody drove is taken up again");
      var lost = new CallLost(owned.call(), fenced.getAsInt(), node, null);
      return bus.ask(Address.CALL_LOST.on(node), lost, Taken.class, ANSWER_WITHIN);
    });
  }

  private Future<?> lingering() {
    return store
        .lingering(LONGEST_SESSION, MOST_LINGERING)
        .compose(found -> found.isEmpty()
            ? Future.succeededFuture()
            : leases
                .alive(Orphans.SESSIONS)
                .compose(living -> Future.join(found.stream()
                    .filter(call -> isOurs(call, living))
                    .map(this::hangUp)
                    .toList())));
  }

  private boolean isOurs(Lingering call, List<NodeId> living) {
    return Rendezvous.winner(call.call(), living).filter(node::equals).isPresent();
  }

  private Future<?> hangUp(Lingering lingering) {
    var connection = providers.of(lingering.endpoint());
    if (connection.isEmpty()) {
      return Future.succeededFuture();
    }
    count.count(ReaperCount.Action.HANG_UP_REPEATED);
    return connection
        .get()
        .provider()
        .control()
        .hangUp(connection.get().endpoint(), lingering.providerCall())
        .compose(answer -> {
          var log = answer.done() ? LOG.atInfo() : LOG.atWarn();
          log.addKeyValue("call", lingering.call())
              .log("hang-up after {}: {} {}", lingering.trouble(), answer.kind(), answer.reason());
          return answer.done() ? store.settled(lingering.call()) : Future.succeededFuture();
        });
  }

  private static void complain(Throwable cause) {
    if (!(cause instanceof StoreUnavailable)) {
      LOG.atError().setCause(cause).log("calls that nobody drives could not be looked for");
    }
  }
}
