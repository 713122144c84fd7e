package dev.frontdesk.launcher.chaos.audit;

import dev.frontdesk.model.TenantId;
import dev.frontdesk.simulator.report.CallReport;
import dev.frontdesk.store.Database;
import dev.frontdesk.store.EvidenceStore;
import dev.frontdesk.store.EvidenceStore.Evidence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Audits all calls of one tenant that the provider has reported. Blocks. */
public final class JournalAudit {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

  private final Database database;
  private final TenantId tenant;

  public JournalAudit(Database database, TenantId tenant) {
    this.database = database;
    this.tenant = tenant;
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
    return AuditReport.of(calls, written);
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
