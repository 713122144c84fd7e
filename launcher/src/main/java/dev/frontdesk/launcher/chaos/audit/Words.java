package dev.frontdesk.launcher.chaos.audit;

import static java.util.function.Function.identity;

import dev.frontdesk.launcher.chaos.audit.Finding.Kind;
import dev.frontdesk.simulator.report.CallReport;
import dev.frontdesk.simulator.report.CallReport.Who;
import dev.frontdesk.simulator.report.Trace.Item;
import dev.frontdesk.store.EvidenceStore.Evidence;
import dev.frontdesk.store.UtteranceStore.Utterance;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Every utterance that the provider knows is in the journal, word for word, or inside a gap that the journal reports; and no other. What
 * the model ends while its session is being closed nobody can have heard: its caller was gone.
 */
final class Words {
  private final CallAudit audit;
  private final CallReport seen;
  private final Map<String, Utterance> written;
  private final Gaps gaps;
  private final @Nullable Instant endedAt;

  Words(CallAudit audit, CallReport seen, Evidence evidence) {
    this.audit = audit;
    this.seen = seen;
    this.written = evidence.utterances().stream()
        .collect(Collectors.toMap(Utterance::item, identity(), (one, same) -> one, HashMap::new));
    this.gaps = Gaps.of(evidence);
    this.endedAt = evidence.call().endedAt();
  }

  void check() {
    for (Item said : seen.trace().items()) {
      Utterance found = written.remove(said.id());
      boolean same = found != null && found.text().equals(said.text());
      boolean unheard = found == null && isAfterTheEnd(said);
      if (!same && !unheard && !gaps.cover(said.at())) {
        audit.found(
            Kind.WORDS_MISSING,
            "%s %s at %s: %s"
                .formatted(
                    said.who().name().toLowerCase(java.util.Locale.ROOT),
                    said.id(),
                    said.at(),
                    found == null ? "not there" : found.state() + ", other words"));
      }
    }
    // Begun before the end and cut by it: the provider never had words for it.
    written.values().stream()
        .filter(left -> !left.text().isBlank() && left.state().equals("complete"))
        .forEach(left -> audit.found(Kind.WORDS_UNSAID, left.side() + " " + left.item()));
  }

  private boolean isAfterTheEnd(Item said) {
    return said.who() == Who.AGENT && endedAt != null && said.at().isAfter(endedAt);
  }
}
