package dev.frontdesk.launcher.chaos.audit;

import dev.frontdesk.launcher.chaos.audit.Finding.Kind;
import dev.frontdesk.launcher.terminal.Ink;
import dev.frontdesk.launcher.terminal.Table;
import dev.frontdesk.simulator.report.CallReport;
import dev.frontdesk.store.EvidenceStore.Evidence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an audit found.
 *
 * @param calls that were audited
 * @param takenOver when a call got another owner
 * @param gaps that the journal itself reports, and how long they were together
 * @param inDoubt effects of which nobody can say whether they happened
 */
public record AuditReport(
    int calls,
    List<Instant> takenOver,
    int gaps,
    Duration unseen,
    List<InDoubt> inDoubt,
    List<Finding> findings) {
  private static final int EXAMPLES = 3;

  public AuditReport {
    takenOver = List.copyOf(takenOver);
    inDoubt = List.copyOf(inDoubt);
    findings = List.copyOf(findings);
  }

  /** @param written by the provider's ids */
  static AuditReport of(List<CallReport> calls, Map<String, Evidence> written) {
    var findings = new ArrayList<Finding>();
    var takenOver = new ArrayList<Instant>();
    var inDoubt = new ArrayList<InDoubt>();
    int gaps = 0;
    Duration unseen = Duration.ZERO;
    for (CallReport call : calls) {
      Evidence evidence = written.get(call.callId());
      findings.addAll(CallAudit.of(call, evidence));
      if (evidence != null) {
        Gaps reported = Gaps.of(evidence);
        gaps += reported.count();
        inDoubt.addAll(InDoubt.of(call, evidence));
        unseen = unseen.plus(reported.length());
        evidence.facts().stream()
            .filter(fact -> Gaps.isNote(fact, "taken-over"))
            .forEach(fact -> takenOver.add(fact.at()));
      }
    }
    return new AuditReport(calls.size(), takenOver, gaps, unseen, inDoubt, findings);
  }

  public boolean clean() {
    return findings.isEmpty();
  }

  /** How many of this kind there are. */
  public long count(Kind kind) {
    return of(kind).size();
  }

  /** How many calls have a finding of one of these kinds. */
  public long calls(Set<Kind> kinds) {
    return findings.stream()
        .filter(finding -> kinds.contains(finding.kind()))
        .map(Finding::call)
        .distinct()
        .count();
  }

  /** All kinds with their numbers, and some examples of each. */
  public List<String> table(Ink ink) {
    var table = new Table(">found", "what", "for example");
    for (Kind kind : Kind.values()) {
      List<Finding> some = of(kind);
      table.row(
          Integer.toString(some.size()),
          kind.words(),
          some.stream()
              .limit(EXAMPLES)
              .map(finding -> finding.call() + " (" + finding.detail() + ")")
              .reduce((one, other) -> one + ", " + other)
              .orElse(""));
    }
    return table.lines(ink);
  }

  private List<Finding> of(Kind kind) {
    return findings.stream().filter(finding -> finding.kind() == kind).toList();
  }
}
