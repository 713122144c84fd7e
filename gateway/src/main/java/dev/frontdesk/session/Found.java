package dev.frontdesk.session;

import dev.frontdesk.bus.Address;
import dev.frontdesk.bus.Bus;
import dev.frontdesk.bus.BusMessage.CallLost;
import dev.frontdesk.bus.BusMessage.OpeningAsked;
import dev.frontdesk.bus.BusMessage.OpeningMade;
import dev.frontdesk.bus.Offer;
import dev.frontdesk.bus.RecordCodec;
import dev.frontdesk.call.Call;
import dev.frontdesk.call.Origin;
import dev.frontdesk.call.ProviderState;
import dev.frontdesk.model.NodeId;
import dev.frontdesk.model.Plan;
import dev.frontdesk.session.CallRegistry.Held;
import dev.frontdesk.store.ClaimStore;
import dev.frontdesk.store.JournalRow;
import dev.frontdesk.store.JournalStore;
import dev.frontdesk.store.JournalStore.Known;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is left of a call whose node is lost: the value it replicated, or the one its journalled events lead to, whichever knows more. Of
 * a call in neither only the offer is known.
 */
final class Found {
  private static final Logger LOG = LoggerFactory.getLogger(Found.class);
  private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(2);
  private static final Duration COMPOSED_WITHIN = Duration.ofSeconds(1);

  private final NodeId node;
  private final RecordCodec codec;
  private final ClaimStore claims;
  private final EventReads events;
  private final CallRegistry registry;
  private final Bus bus;

  Found(
      NodeId node,
      RecordCodec codec,
      ClaimStore claims,
      JournalStore journal,
      CallRegistry registry,
      Bus bus) {
    this.node = node;
    this.codec = codec;
    this.claims = claims;
    this.events = new EventReads(calls -> journal.events(calls, node));
    this.registry = registry;
    this.bus = bus;
  }

  /**
   * A call as it was last known.
   *
   * @param offer as it was announced
   * @param model the adapter's state, perhaps an older one; null: not known
   * @param opening frames sent first after every attach
   * @param seen the last that is journalled of it; null: nothing is
   * @param opened whether its beginning is journalled
   */
  record State(
      Call call,
      Offer offer,
      Origin origin,
      @Nullable ProviderState model,
      List<String> opening,
      @Nullable Instant seen,
      boolean opened) {
    State opening(List<String> frames) {
      return new State(call, offer, origin, model, frames, seen, opened);
    }
  }

  /** Empty if this node does not own the call any more, or it has ended; fails while the database is away. */
  Future<Optional<State>> of(CallLost lost) {
    Future<Optional<String>> offered = lost.offer() == null
        ? claims.offer(lost.call(), node)
        : Future.succeededFuture(Optional.of(lost.offer()));
    return offered.compose(offer -> offer.isEmpty()
        ? Future.succeededFuture(Optional.empty())
        : state(lost, codec.read(offer.get(), Offer.class))
            .compose(this::opened)
            .map(Optional::of));
  }

  /** Without its replica a call has lost how its session begins; a model that nobody has told who it is may not talk to the caller. */
  private Future<State> opened(State state) {
    Plan plan = state.call().plan();
    if (plan == null || !state.opening().isEmpty() || state.call().phase() == Call.Phase.ENDED) {
      return Future.succeededFuture(state);
    }
    return bus.ask(
            Address.OPENING,
            new OpeningAsked(state.call().id(), state.offer(), plan),
            OpeningMade.class,
            COMPOSED_WITHIN)
        .map(made -> state.opening(made.frames()))
        .recover(cause -> {
          LOG.atError()
              .addKeyValue("call", state.call().id())
              .log("its session cannot be begun anew: {}", cause.getMessage());
          return Future.succeededFuture(state);
        });
  }

  /** A cluster that has just lost a member is slow to answer, but what that node did last may be known there alone. */
  private Future<State> state(CallLost lost, Offer offer) {
    return registry
        .find(lost.call(), ANSWERED_WITHIN)
        .recover(cause -> {
          LOG.atWarn()
              .addKeyValue("call", lost.call())
              .log("registry not read: {}", cause.getMessage());
          return Future.succeededFuture(Optional.empty());
        })
        .compose(held -> held.isEmpty()
            ? fromItsBeginning(lost, offer, null)
            : fromItsReplica(lost, offer, held.get()));
  }

  /** Most of a call need not be read and told again, if the journal has all that its replica knows. */
  private Future<State> fromItsReplica(CallLost lost, Offer offer, Held held) {
    Call replica = held.call();
    return events
        .of(new Known(lost.call(), replica.epoch(), replica.sequence()))
        .compose(rows -> {
          boolean written = !rows.isEmpty()
              && rows.get(0).epoch() == replica.epoch()
              && rows.get(0).seq() == replica.sequence();
          return written
              ? Future.succeededFuture(state(
                  after(lost, replica, rows.subList(1, rows.size())),
                  offer,
                  held,
                  rows.get(rows.size() - 1).at(),
                  true))
              : fromItsBeginning(lost, offer, held);
        });
  }

  private Future<State> fromItsBeginning(CallLost lost, Offer offer, @Nullable Held held) {
    return events.of(Known.nothingOf(lost.call())).map(rows -> {
      Call rebuilt = rebuilt(lost, rows);
      return state(
          latest(rebuilt, held == null ? null : held.call()),
          offer,
          held,
          rows.isEmpty() ? null : rows.get(rows.size() - 1).at(),
          rebuilt.plan() != null);
    });
  }

  private static State state(
      Call call, Offer offer, @Nullable Held held, @Nullable Instant seen, boolean opened) {
    return new State(
        call,
        offer,
        call.origin() == null ? offer.origin() : call.origin(),
        held == null ? null : held.call().model(),
        held == null ? List.of() : held.opening(),
        seen,
        opened);
  }

  /** The one that knows more; what only the other has of it, it gets: words are in the journal, arguments as they were in the replica. */
  static Call latest(Call rebuilt, @Nullable Call replicated) {
    if (replicated == null) {
      return rebuilt;
    }
    return replicated.sequence() > rebuilt.sequence()
        ? replicated.asFarAsIn(rebuilt)
        : rebuilt.askingAs(replicated);
  }

  private Call after(CallLost lost, Call replica, List<JournalRow> events) {
    return told(lost, () -> new Rebuilding(codec).call(replica, events), replica);
  }

  private Call rebuilt(CallLost lost, List<JournalRow> events) {
    return told(
        lost,
        () -> new Rebuilding(codec).call(lost.call(), events),
        Call.claimed(lost.call(), lost.epoch()));
  }

  /** Events of a newer node may be beyond us during a deploy; what it replicated may not. */
  private static Call told(CallLost lost, Supplier<Call> rebuilding, Call otherwise) {
    try {
      return rebuilding.get();
    } catch (IllegalArgumentException e) {
      LOG.atWarn()
          .addKeyValue("call", lost.call())
          .setCause(e)
          .log("the events of a lost call cannot be read");
      return otherwise;
    }
  }
}
