package dev.frontdesk.session;

import dev.frontdesk.bus.Address;
import dev.frontdesk.bus.Bus;
import dev.frontdesk.bus.BusMessage.CallDecided;
import dev.frontdesk.bus.BusMessage.CallLost;
import dev.frontdesk.bus.BusMessage.CallMoved;
import dev.frontdesk.bus.BusMessage.CallOffered;
import dev.frontdesk.bus.BusMessage.CallReleased;
import dev.frontdesk.bus.BusMessage.CarrierEnded;
import dev.frontdesk.bus.BusMessage.CommandAsked;
import dev.frontdesk.bus.BusMessage.CommandDone;
import dev.frontdesk.bus.BusMessage.Hold;
import dev.frontdesk.bus.BusMessage.HoldAsked;
import dev.frontdesk.bus.BusMessage.LegArrived;
import dev.frontdesk.bus.BusMessage.LegAsked;
import dev.frontdesk.bus.BusMessage.LegSeen;
import dev.frontdesk.bus.BusMessage.NodeLoad;
import dev.frontdesk.bus.BusMessage.Taken;
import dev.frontdesk.bus.BusMessage.TargetNews;
import dev.frontdesk.bus.BusMessage.TargetTold;
import dev.frontdesk.bus.Entry;
import dev.frontdesk.bus.Offer;
import dev.frontdesk.bus.RecordCodec;
import dev.frontdesk.bus.Witnesses;
import dev.frontdesk.call.Call;
import dev.frontdesk.call.CallEvent;
import dev.frontdesk.call.EndReason;
import dev.frontdesk.call.Fact;
import dev.frontdesk.call.Origin;
import dev.frontdesk.model.CallId;
import dev.frontdesk.model.NodeId;
import dev.frontdesk.outward.OutwardClient;
import dev.frontdesk.provider.Provider;
import dev.frontdesk.provider.Providers;
import dev.frontdesk.store.ClaimStore;
import dev.frontdesk.store.Directory;
import dev.frontdesk.store.JournalStore;
import dev.frontdesk.store.StoreUnavailable;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Owns live calls: one instance per event loop, each with its own sockets, timers and journal writer. */
public final class SessionsVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(SessionsVerticle.class);
  private static final long LOAD_TOLD_EVERY_MS = 1_000;
  private static final long LEASE_LOOKED_AT_EVERY_MS = 100;
  private static final long OWNERS_ASKED_EVERY_MS = 2_000;
  private static final long FENCED_AGAIN_AFTER_MS = 500;

  /** How often the database is asked for a call that it does not know. */
  private static final int MOST_ASKED = 40;

  private static final Duration WRITTEN_WITHIN = Duration.ofSeconds(3);

  private final NodeId node;
  private final Bus bus;
  private final RecordCodec codec;
  private final Directory directory;
  private final ClaimStore claims;
  private final Found found;
  private final Providers providers;
  private final CallRegistry registry;
  private final Lease lease;
  private final Witnesses witnesses;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final HeldCalls held;
  private final OutwardClient outward;
  private final BooleanSupplier draining;
  private final Predicate<CallId> deciding;
  private final CallWatch watch;
  private final LiveCalls calls = new LiveCalls();

  /** Let go, and to be fenced before they go on: whose they are is not known. */
  private final Set<LiveCall> doubtful = new HashSet<>();

  private final Map<LiveCall, Integer> unknown = new HashMap<>();

  private @Nullable Shell shell;
  private @Nullable Commands commands;

  /**
   * @param held one for all instances of this node
   * @param outward sends the requests of HTTP tools
   * @param watch looks on
   * @param draining whether this node gives its calls away
   * @param deciding whether a call is being decided on this node
   */
  public SessionsVerticle(
      NodeId node,
      Bus bus,
      RecordCodec codec,
      Directory directory,
      ClaimStore claims,
      JournalStore journal,
      Providers providers,
      CallRegistry registry,
      Lease lease,
      Witnesses witnesses,
      InstantSource clock,
      RandomGenerator random,
      HeldCalls held,
      OutwardClient outward,
      CallWatch watch,
      BooleanSupplier draining,
      Predicate<CallId> deciding) {
    this.node = node;
    this.bus = bus;
    this.codec = codec;
    this.directory = directory;
    this.claims = claims;
    this.found = new Found(node, codec, claims, journal, registry, bus);
    this.providers = providers;
    this.registry = registry;
    this.lease = lease;
    this.witnesses = witnesses;
    this.clock = clock;
    this.random = random;
    this.held = held;
    this.outward = outward;
    this.draining = draining;
    this.deciding = deciding;
    this.watch = watch;
  }

  @Override
  public Future<?> start() {
    var effects = new Effects(bus, node);
    var tools = new Tools(
        directory,
        effects,
        bus,
        random,
        outward,
        new HttpTools(vertx, directory.tools(), effects, outward, watch));
    shell = new Shell(
        vertx,
        node,
        bus,
        codec,
        new JournalWriter(vertx, bus, Address.JOURNAL.on(node)),
        effects,
        tools,
        registry,
        lease,
        clock,
        watch,
        this::ended);
    commands = new Commands(
        context,
        calls,
        new Orders(calls, tools, effects),
        new HandingOver(shell, claims, held),
        new Whispers(tools));
    var arrivals = new Arrivals(shell, claims, providers, held, calls, commands, draining);
    vertx.setPeriodic(LOAD_TOLD_EVERY_MS, tick -> tellLoad());
    vertx.setPeriodic(LEASE_LOOKED_AT_EVERY_MS, tick -> letLapsedGo());
    vertx.setPeriodic(OWNERS_ASKED_EVERY_MS, tick -> askWhoseTheyAre());
    return Future.all(List.of(
        bus.answer(Address.CALL_DECIDED.on(node), this::decided),
        bus.answer(Address.HOLD_ASKED.on(node), this::held),
        bus.answer(Address.CALL_LOST.on(node), this::lost),
        bus.listen(Address.CALL_MOVED.on(node), this::moved),
        bus.answer(Address.CALL_GIVEN.on(node), arrivals::given),
        bus.answer(Address.CALL_RELEASED.on(node), this::released),
        bus.answer(Address.CARRIER_ENDED.on(node), this::carrierEnded),
        bus.answer(Address.LEG_ASKED.on(node), this::legAsked),
        bus.answer(Address.LEG_ARRIVED.on(node), this::legArrived),
        bus.answer(Address.TARGET_NEWS.on(node), this::targetNews),
        bus.answer(Address.COMMAND.on(node), this::commanded)));
  }

  @Override
  public Future<?> stop() {
    return shell == null
        ? Future.succeededFuture()
        : shell.journal().kept().timeout(WRITTEN_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
  }

  private Future<Hold> held(HoldAsked asked) {
    return Future.succeededFuture(new Hold(
        held.knows(asked.call()) || deciding.test(asked.call()),
        held.driver(asked.call()).isPresent()));
  }

  /** Heard by any instance of this node, carried out by the one that drives the call. */
  private Future<CommandDone> commanded(CommandAsked asked) {
    return held.heir(asked.call())
        .map(heir -> Orders.forward(bus, heir, asked))
        .orElseGet(() -> held.command(asked));
  }

  private Future<Taken> carrierEnded(CarrierEnded ended) {
    held.driver(ended.call()).ifPresent(driver -> driver.carrierEnded(ended.call()));
    return Future.succeededFuture(new Taken());
  }

  private Future<LegSeen> legAsked(LegAsked asked) {
    return held.driver(asked.call())
        .map(driver -> driver.leg(asked.call()))
        .orElseGet(() -> Future.succeededFuture(
            new LegSeen(null, null, held.ending(asked.call()).orElse(null), "", 0)));
  }

  /** Whether it moves, the other node sees for itself; if not, it asks again. */
  private Future<Taken> legArrived(LegArrived arrived) {
    held.driver(arrived.call())
        .ifPresent(driver -> driver.handOver(arrived.call(), arrived.node(), false));
    return Future.succeededFuture(new Taken());
  }

  private Future<TargetTold> targetNews(TargetNews news) {
    return held.driver(news.call())
        .map(driver -> driver.target(news))
        .orElseGet(() -> Future.failedFuture("the call is being taken up again"));
  }

  private Future<Taken> released(CallReleased released) {
    held.driver(released.call()).ifPresent(driver -> driver.released(released));
    return Future.succeededFuture(new Taken());
  }

  private void ended(LiveCall live) {
    calls.remove(live);
    held.end(live.call(), live.isUnheard());
  }

  /** A call comes to us, decided; told twice, it is still one call. */
  private Future<Taken> decided(CallDecided decided) {
    if (shell == null || commands == null) {
      return Future.failedFuture("not started");
    }
    var connection = providers.of(decided.origin().endpoint());
    if (connection.isEmpty()) {
      return Future.failedFuture("unknown endpoint " + decided.origin().endpoint());
    }
    if (held.take(decided.call(), commands)) {
      var line =
          new Line(connection.get().endpoint(), connection.get().provider(), decided.opening());
      var live = new LiveCall(
          shell, line, Call.claimed(decided.call(), decided.epoch()), decided.origin());
      calls.add(live);
      live.feed(new CallEvent.Offered(decided.origin().claimedAt(), decided.origin()));
      live.feed(decided.decision());
    }
    return Future.succeededFuture(new Taken());
  }

  /** A call of a lost node comes to us, fenced; told twice, it is still one call. */
  private Future<Taken> lost(CallLost lost) {
    Optional<Commands> driver = held.driver(lost.call());
    if (driver.isPresent()) {
      driver.get().fenced(lost.call(), lost.epoch());
      return Future.succeededFuture(new Taken());
    }
    return found.of(lost).map(state -> {
      state.ifPresent(known -> goOn(lost, known));
      return new Taken();
    });
  }

  private void goOn(CallLost lost, Found.State state) {
    Origin origin = state.origin();
    var connection = providers.of(origin.endpoint());
    if (shell == null || commands == null) {
      return;
    }
    if (connection.isEmpty()) {
      LOG.atError().addKeyValue("call", lost.call()).log("the endpoint of a lost call is unknown");
      close(shell, lost, state.call().sequence());
      return;
    }
    if (state.call().phase() == Call.Phase.OFFERED) {
      decideAnew(lost, state.offer());
    } else if (held.takeOver(lost.call(), lost.epoch(), commands)) {
      Provider provider = connection.get().provider();
      var line = new Line(connection.get().endpoint(), provider, state.opening());
      Call call = state.call().under(lost.epoch()).with(provider.model().takenOver(state.model()));
      var live = new LiveCall(shell, line, call, origin);
      calls.add(live);
      live.takeOver(lost.lost(), witnesses.isGone(lost.lost()), state.seen(), !state.opened());
      bus.send(Address.CALL_MOVED.on(lost.lost()), new CallMoved(lost.call(), lost.epoch()));
    }
  }

  /** What was decided of it is lost with its node: whether it was accepted, its acceptance shows. */
  private void decideAnew(CallLost lost, Offer offer) {
    bus.send(Address.CALL_OFFERED, new CallOffered(lost.call(), lost.epoch(), node, offer, true));
  }

  /** Without its endpoint nobody can reach the call any more, not even to hang it up. */
  private void close(Shell shell, CallLost lost, int sequence) {
    var ended = new Fact.Ended(EndReason.NODE_LOST, "its endpoint is unknown");
    shell
        .journal()
        .write(new Entry(
            lost.call(),
            lost.epoch(),
            sequence + 1,
            clock.instant(),
            ended.journalKind(),
            codec.text(ended)));
  }

  private void moved(CallMoved moved) {
    held.driver(moved.call()).ifPresent(driver -> driver.moved(moved.call(), moved.epoch()));
  }

  /** Our lease had run out: another node may own what we held by now. Only the fence tells. */
  private void letLapsedGo() {
    List<LiveCall> lapsed = calls.all().stream()
        .filter(live -> !live.isHeld() && live.frozen() == null)
        .toList();
    if (!lapsed.isEmpty()) {
      LOG.warn(
          "lease had run out: {} sidebands closed until their calls are fenced", lapsed.size());
      lapsed.forEach(LiveCall::letGo);
      lapsed.forEach(calls::remove);
      doubtful.addAll(lapsed);
    }
    if (!doubtful.isEmpty() && lease.isRunning()) {
      fence(List.copyOf(doubtful));
    }
  }

  /** Whoever takes a call over tells us, but a message may be lost: two nodes must not go on for long. */
  private void askWhoseTheyAre() {
    Map<CallId, Integer> driven =
        epochs(calls.all().stream().filter(live -> live.frozen() == null).toList());
    if (!driven.isEmpty()) {
      claims
          .moved(driven, node)
          .onSuccess(moved -> moved.forEach(each -> {
            if (each.owned()) {
              held.driver(each.call())
                  .ifPresent(driver -> driver.fenced(each.call(), each.epoch()));
            } else {
              moved(new CallMoved(each.call(), each.epoch()));
            }
          }));
    }
  }

  private void tellLoad() {
    bus.tellAll(
        Address.NODE_LOAD, new NodeLoad(node + "/" + context.deploymentID(), calls.byTenant()));
  }

  private void fence(List<LiveCall> some) {
    some.forEach(doubtful::remove);
    claims
        .fence(epochs(some), node)
        .onSuccess(ours -> some.forEach(live -> {
          Integer epoch = ours.get(live.call().id());
          if (epoch == null) {
            notOurs(live);
          } else {
            goOn(live, epoch);
          }
        }))
        .onFailure(cause -> notFenced(some, cause));
  }

  /** A claim made without the database comes there a moment after the lease: until then nobody else can own its call. */
  private void notOurs(LiveCall live) {
    int asked = unknown.merge(live, 1, Integer::sum);
    claims.owner(live.call().id()).onComplete(found -> {
      boolean nobodys = found.failed() || found.result().isEmpty();
      if (nobodys && asked < MOST_ASKED) {
        fenceLater(live);
      } else {
        unknown.remove(live);
        live.lose();
      }
    });
  }

  private void notFenced(List<LiveCall> some, Throwable cause) {
    if (cause instanceof StoreUnavailable) {
      witnesses
          .noneReachesTheDatabase()
          .onSuccess(nobody -> some.forEach(live -> unfenced(live, nobody)));
    } else {
      LOG.atError().setCause(cause).log("{} calls not fenced", some.size());
      some.forEach(this::fenceLater);
    }
  }

  private static Map<CallId, Integer> epochs(List<LiveCall> some) {
    return some.stream()
        .collect(Collectors.toMap(live -> live.call().id(), live -> live.call().epoch()));
  }

  /** With the database away nobody can take a call over, so nobody has; if it is we who are cut off, somebody may have. */
  private void unfenced(LiveCall live, boolean nobody) {
    if (nobody) {
      goOn(live, live.call().epoch());
    } else {
      fenceLater(live);
    }
  }

  private void fenceLater(LiveCall live) {
    vertx.setTimer(FENCED_AGAIN_AFTER_MS, now -> doubtful.add(live));
  }

  private void goOn(LiveCall live, int epoch) {
    unknown.remove(live);
    calls.add(live);
    live.goOn(epoch);
  }
}
