package dev.frontdesk.launcher.chaos.audit;

import dev.frontdesk.launcher.terminal.ExitCode;
import dev.frontdesk.launcher.terminal.Trouble;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.simulator.report.CallReport;
import dev.frontdesk.store.Database;
import dev.frontdesk.store.EvidenceStore;
import dev.frontdesk.store.EvidenceStore.Evidence;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Audits all calls of one tenant that the provider has reported. Blocks. */
public final class JournalAudit {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

  private final Database database;
  private final TenantId tenant;
  private final @Nullable Path dossiers;

  /** @param dossiers folder for one file a call with a finding; null: none are written */
  public JournalAudit(Database database, TenantId tenant, @Nullable Path dossiers) {
    this.database = database;
    this.tenant = tenant;
    this.dossiers = dossiers;
  }

  /**
   * @param patience how long the journal may take to tell the end of the last call: what is spooled comes late
   * @return what was found then; a call that is still open is a finding too
   */
  public AuditReport of(List<CallReport> calls, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    Map<String, Evidence> written = read(calls);
    while (!complete(calls, written) && System.nanoTime() < deadline) {
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
      written = read(calls);
    }
    AuditReport report = AuditReport.of(calls, written);
    if (dossiers != null && !report.clean()) {
      try {
        Dossier.write(dossiers, report.findings(), calls, written);
      } catch (IOException e) {
        throw Trouble.because(ExitCode.FAILED, "cannot write to " + dossiers, e);
      }
    }
    return report;
  }

  private static boolean complete(List<CallReport> calls, Map<String, Evidence> written) {
    return calls.stream().allMatch(call -> {
      Evidence found = written.get(call.callId());
      return found != null && found.call().endedAt() != null;
    });
  }

  private Map<String, Evidence> read(List<CallReport> calls) {
    List<String> ids = calls.stream().map(CallReport::callId).toList();
    var read = new HashMap<String, Evidence>();
    for (int from = 0; from < ids.size(); from += EvidenceStore.MOST_CALLS) {
      var some =
          new ArrayList<>(ids.subList(from, Math.min(ids.size(), from + EvidenceStore.MOST_CALLS)));
      database
          .inTenant(tenant, stores -> stores.evidence().of(some))
          .await()
          .forEach(found -> read.put(found.call().providerCallId(), found));
    }
    return read;
  }
}
