package dev.frontdesk.launcher.chaos.audit;

import dev.frontdesk.launcher.chaos.audit.Finding.Kind;
import dev.frontdesk.simulator.report.CallReport;
import dev.frontdesk.simulator.report.Trace.Attachment;
import dev.frontdesk.store.EvidenceStore.Evidence;
import dev.frontdesk.store.JournalRow;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** From ring to end: accepted and greeted once, driven by one node at a time, ended as written, paid for. */
final class Course {
  /** What the journal may say of a call, by how the provider saw it end. */
  private static final Set<String> TOLD_LATE = Set.of("usage", "transfer.reported");

  private static final Map<String, Set<String>> REASONS = Map.of(
      "caller-hung-up",
      Set.of("caller-hung-up"),
      "agent-hung-up",
      Set.of(
          "agent-hung-up",
          "operator-hung-up",
          "silence",
          "longest-call",
          "dead-air",
          "provider-stalled",
          "node-lost"),
      "transferred",
      Set.of("transferred", "handed-over"));

  private final CallAudit audit;
  private final CallReport seen;
  private final Evidence written;

  Course(CallAudit audit, CallReport seen, Evidence written) {
    this.audit = audit;
    this.seen = seen;
    this.written = written;
  }

  void check() {
    accepted();
    greeted();
    driven();
    ended();
    paid();
  }

  /**
   * A node that takes a call over may have to ask once more: the answer to the lost one may be lost with it, and everything it wrote. The
   * epoch counts the owners. One that found nothing written down has told the accept of the node before it, which may tell it itself, late,
   * once it thaws or has its database again: that is one accept. A carrier's call is accepted nowhere: whoever was to decide it has, and
   * each greets on a stream of its own.
   */
  private void accepted() {
    int owners = written.facts().stream().mapToInt(JournalRow::epoch).max().orElse(1);
    long answered = written.facts().stream()
        .filter(fact -> fact.kind().equals("call.answered") && !retold(fact.epoch()))
        .count();
    int most = seen.counts().accepts() == 0 ? owners : 1;
    if (seen.counts().accepts() > owners || answered > most) {
      audit.found(
          Kind.ACCEPTED_TWICE,
          "%d accepts, written %d times, %d owners"
              .formatted(seen.counts().accepts(), answered, owners));
    }
  }

  /** Whether the owner of that epoch began with what it had been given of the call, because nobody had written it down. */
  private boolean retold(int epoch) {
    return written.facts().stream()
        .filter(fact -> fact.epoch() == epoch && fact.kind().equals("call.opened"))
        .flatMap(fact -> new JsonObject(fact.json()).getJsonArray("reasons").stream())
        .anyMatch(reason -> reason.toString().startsWith("taken-over: "));
  }

  private void greeted() {
    int greetings = seen.trace().greetings();
    if (seen.accepted() && greetings == 0) {
      audit.found(Kind.NOT_GREETED, seen.ended());
    } else if (greetings > 1) {
      audit.found(Kind.GREETED_TWICE, greetings + " greetings");
    }
  }

  /** A frozen node's socket stays open, which harms nobody; to speak on it after another node has spoken does. */
  private void driven() {
    List<Attachment> all = seen.trace().attachments();
    for (int i = 0; i < all.size(); i++) {
      for (Attachment later : all.subList(i + 1, all.size())) {
        Attachment former = all.get(i);
        Instant last = former.lastSent();
        Instant first = later.firstSent();
        boolean others = !former.bearer().equals(later.bearer());
        if (others && last != null && first != null && last.isAfter(first)) {
          audit.found(
              Kind.TWO_DRIVERS,
              "%s spoke at %s, %s since %s"
                  .formatted(former.bearer(), last, later.bearer(), first));
        }
      }
    }
  }

  private void ended() {
    String outcome = written.call().outcome();
    if (written.call().endedAt() == null || outcome == null) {
      audit.found(Kind.OPEN, "the provider says " + seen.ended());
      return;
    }
    if (!REASONS.getOrDefault(seen.ended(), Set.of(seen.ended())).contains(outcome)) {
      audit.found(Kind.FALSE_REASON, "%s is written as %s".formatted(seen.ended(), outcome));
    }
    written.facts().stream()
        .filter(fact -> fact.kind().equals("call.ended"))
        .filter(fact -> !endsLikewise(fact))
        .findFirst()
        .ifPresent(this::nothingAfter);
  }

  /** A node that was frozen finds at last, as its heir did, that the call is over: that is one end. */
  private boolean endsLikewise(JournalRow end) {
    return written.facts().stream()
        .filter(fact -> fact.kind().equals("call.ended") && fact.epoch() > end.epoch())
        .anyMatch(heirs -> outcome(heirs).equals(outcome(end)));
  }

  private static String outcome(JournalRow end) {
    return new JsonObject(end.json()).getString("outcome", "");
  }

  /**
   * What was used before the end, and what became of a transfer, is often told after it. What one owner wrote before it came before it: an
   * end that came while the call moved keeps the time at which it came.
   */
  private void nothingAfter(JournalRow end) {
    List<String> after = written.facts().stream()
        .filter(fact -> fact.at().isAfter(end.at()) || fact.kind().equals("call.ended"))
        .filter(fact -> fact.epoch() != end.epoch() || fact.seq() > end.seq())
        .filter(fact -> !fact.equals(end) && !TOLD_LATE.contains(fact.kind()))
        .filter(fact -> !fact.kind().equals("call.ended") || !endsLikewise(fact))
        .map(fact -> "%d/%d %s %s".formatted(fact.epoch(), fact.seq(), fact.kind(), fact.json()))
        .toList();
    if (!after.isEmpty()) {
      audit.found(
          Kind.FACT_AFTER_END,
          "%d/%d %s, then %s".formatted(end.epoch(), end.seq(), end.json(), after));
    }
  }

  private void paid() {
    long used = written.facts().stream()
        .filter(fact -> fact.kind().equals("usage"))
        .mapToLong(fact -> new JsonObject(fact.json()).getLong("costMicros", 0L))
        .sum();
    long booked = written.call().usage().costMicros();
    if (used != booked || (used == 0 && !seen.trace().items().isEmpty())) {
      audit.found(Kind.COST_NOT_BOOKED, "used %d, booked %d micro-dollars".formatted(used, booked));
    }
  }
}
