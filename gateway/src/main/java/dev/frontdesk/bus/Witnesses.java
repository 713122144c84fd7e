package dev.frontdesk.bus;

import dev.frontdesk.bus.BusMessage.DatabaseAsked;
import dev.frontdesk.bus.BusMessage.DatabaseSeen;
import dev.frontdesk.model.NodeId;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The other nodes that could take this node's calls over, asked whether the database answers them while it does not answer us. May be
 * used from any thread.
 */
public final class Witnesses {
  private static final Duration WITHIN = Duration.ofMillis(500);
  private static final long GONE_NANOS = Duration.ofSeconds(30).toNanos();
  private static final long FRESH_NANOS = Duration.ofMillis(300).toNanos();

  private final NodeId self;
  private final Bus bus;
  private final LongSupplier nanoTime;
  private final Set<NodeId> known = ConcurrentHashMap.newKeySet();

  /** When, by the monotonic clock. */
  private final Map<NodeId, Long> gone = new ConcurrentHashMap<>();

  private volatile @Nullable Verdict last;

  /** @param reaches one that reaches it */
  private record Verdict(boolean nobody, Optional<NodeId> reaches, long atNanos) {}

  /** What one of them said. */
  private record Said(NodeId node, Answer answer) {}

  /** What one of them said. */
  enum Answer {
    REACHES_IT,
    DOES_NOT,
    SILENT
  }

  public Witnesses(NodeId self, Bus bus, LongSupplier nanoTime) {
    this.self = self;
    this.bus = bus;
    this.nanoTime = nanoTime;
  }

  /** All of them, as the database told when it last answered. */
  public void are(Collection<NodeId> living) {
    known.retainAll(living);
    living.stream().filter(node -> !node.equals(self)).forEach(known::add);
  }

  /** Its process is known to be gone: it takes nothing over, and its silence says nothing. */
  public void gone(NodeId node) {
    known.remove(node);
    long now = nanoTime.getAsLong();
    gone.values().removeIf(at -> now - at > GONE_NANOS);
    gone.put(node, now);
  }

  /** Whether its process went lately, so that everybody it talked to has noticed; its name may be another's later. */
  public boolean isGone(NodeId node) {
    Long at = gone.get(node);
    return at != null && nanoTime.getAsLong() - at <= GONE_NANOS;
  }

  /**
   * Whether nobody takes a call over just now, nor for as long as a lease lasts: all of them say that the database does not answer them,
   * and give their word. Never fails.
   */
  public Future<Boolean> noneReachesTheDatabase() {
    return verdict().map(Verdict::nobody);
  }

  /** One that reaches the database and may do for us what takes it; empty if none says so. Never fails. */
  public Future<Optional<NodeId>> whoReachesTheDatabase() {
    return verdict().map(Verdict::reaches);
  }

  private Future<Verdict> verdict() {
    Verdict said = last;
    if (said != null && nanoTime.getAsLong() - said.atNanos() < FRESH_NANOS) {
      return Future.succeededFuture(said);
    }
    List<Future<Said>> asked = known.stream().map(this::ask).toList();
    return Future.all(asked).map(all -> verdict(all.list())).onSuccess(found -> last = found);
  }

  private Verdict verdict(List<Said> all) {
    return new Verdict(
        nobody(all.stream().map(Said::answer).toList()),
        all.stream()
            .filter(said -> said.answer() == Answer.REACHES_IT)
            .map(Said::node)
            .findAny(),
        nanoTime.getAsLong());
  }

  /** One that is silent may reach the database, and take our calls. */
  static boolean nobody(Collection<Answer> answers) {
    return answers.stream().allMatch(Answer.DOES_NOT::equals);
  }

  private Future<Said> ask(NodeId node) {
    return bus.ask(
            Address.DATABASE_ASKED.on(node), new DatabaseAsked(self), DatabaseSeen.class, WITHIN)
        .map(seen -> seen.answers() ? Answer.REACHES_IT : Answer.DOES_NOT)
        .otherwise(Answer.SILENT)
        .map(answer -> new Said(node, answer));
  }
}
