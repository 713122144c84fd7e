package dev.frontdesk.session;

import dev.frontdesk.bus.BusMessage.CallLost;
import dev.frontdesk.bus.Offer;
import dev.frontdesk.bus.RecordCodec;
import dev.frontdesk.call.Call;
import dev.frontdesk.call.Origin;
import dev.frontdesk.call.ProviderState;
import dev.frontdesk.model.NodeId;
import dev.frontdesk.session.CallRegistry.Held;
import dev.frontdesk.store.ClaimStore;
import dev.frontdesk.store.JournalRow;
import dev.frontdesk.store.JournalStore;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is left of a call whose node is lost: the value it replicated, or the one its journalled events lead to, whichever knows more. Of
 * a call in neither only the offer is known.
 */
final class Found {
  private static final Logger LOG = LoggerFactory.getLogger(Found.class);

  private final NodeId node;
  private final RecordCodec codec;
  private final ClaimStore claims;
  private final JournalStore journal;
  private final CallRegistry registry;

  Found(
      NodeId node,
      RecordCodec codec,
      ClaimStore claims,
      JournalStore journal,
      CallRegistry registry) {
    this.node = node;
    this.codec = codec;
    this.claims = claims;
    this.journal = journal;
    this.registry = registry;
  }

  /**
   * A call as it was last known.
   *
   * @param offer as it was announced
   * @param model the adapter's state, perhaps an older one; null: not known
   * @param opening frames sent first after every attach
   * @param seen the last that is journalled of it; null: nothing is
   */
  record State(
      Call call,
      Offer offer,
      Origin origin,
      @Nullable ProviderState model,
      List<String> opening,
      @Nullable Instant seen) {}

  /** Empty if this node does not own the call any more, or it has ended; fails while the database is away. */
  Future<Optional<State>> of(CallLost lost) {
    Future<Optional<String>> offered = lost.offer() == null
        ? claims.offer(lost.call(), node)
        : Future.succeededFuture(Optional.of(lost.offer()));
    return offered.compose(offer -> offer.isEmpty()
        ? Future.succeededFuture(Optional.empty())
        : state(lost, codec.read(offer.get(), Offer.class)).map(Optional::of));
  }

  private Future<State> state(CallLost lost, Offer offer) {
    Future<List<JournalRow>> events = journal.events(lost.call(), node);
    Future<Optional<Held>> held = registry.find(lost.call());
    return Future.all(events, held)
        .map(both -> latest(lost, offer, events.result(), held.result().orElse(null)));
  }

  private State latest(CallLost lost, Offer offer, List<JournalRow> events, @Nullable Held held) {
    Call rebuilt = rebuilt(lost, events);
    Call call = latest(rebuilt, held == null ? null : held.call());
    return new State(
        call,
        offer,
        call.origin() == null ? offer.origin() : call.origin(),
        held == null ? null : held.call().model(),
        held == null ? List.of() : held.opening(),
        events.isEmpty() ? null : events.get(events.size() - 1).at());
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

  /** Events of a newer node may be beyond us during a deploy; what it replicated may not. */
  private Call rebuilt(CallLost lost, List<JournalRow> events) {
    try {
      return new Rebuilding(codec).call(lost.call(), events);
    } catch (IllegalArgumentException e) {
      LOG.atWarn()
          .addKeyValue("call", lost.call())
          .setCause(e)
          .log("the events of a lost call cannot be read");
      return Call.claimed(lost.call(), lost.epoch());
    }
  }
}
