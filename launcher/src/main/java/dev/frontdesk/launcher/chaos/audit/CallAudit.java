package dev.frontdesk.launcher.chaos.audit;

import dev.frontdesk.launcher.chaos.audit.Finding.Kind;
import dev.frontdesk.simulator.report.CallReport;
import dev.frontdesk.store.EvidenceStore.Evidence;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Audits one call. */
public final class CallAudit {
  private final String call;
  private final List<Finding> findings = new ArrayList<>();

  private CallAudit(String call) {
    this.call = call;
  }

  /**
   * @param written null: the journal does not know the call
   * @return what is wrong; empty if all is well
   */
  public static List<Finding> of(CallReport seen, @Nullable Evidence written) {
    var audit = new CallAudit(seen.callId());
    seen.broken().stream()
        .filter(broken -> !broken.startsWith("violation: "))
        .forEach(broken -> audit.found(Kind.LOST, broken));
    seen.violations().forEach(violation -> audit.found(Kind.VIOLATION, violation));
    if (written == null) {
      audit.found(Kind.UNKNOWN, seen.ended());
    } else {
      new Course(audit, seen, written).check();
      new Words(audit, seen, written).check();
      new Deeds(audit, seen, written).check();
    }
    return List.copyOf(audit.findings);
  }

  void found(Kind kind, String detail) {
    findings.add(new Finding(kind, call, detail));
  }
}
