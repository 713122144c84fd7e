package dev.frontdesk.launcher.serve;

import dev.frontdesk.call.Call;
import dev.frontdesk.call.Fact;
import dev.frontdesk.call.Origin;
import dev.frontdesk.model.CallId;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.model.TenantSettings;
import dev.frontdesk.session.CallWatch;
import dev.frontdesk.store.Directory;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Whose the live calls of this node are, so that a line of the log about a call can say it. */
final class CallOwners implements CallWatch {
  private final Map<String, TenantId> owners = new ConcurrentHashMap<>();
  private final Directory directory;

  CallOwners(Directory directory) {
    this.directory = directory;
  }

  @Override
  public void told(Call call, Origin origin, Fact fact, Instant at) {
    if (fact instanceof Fact.Ended) {
      owners.remove(key(call.id()));
    } else if (call.plan() != null && call.phase() != Call.Phase.ENDED) {
      owners.putIfAbsent(key(call.id()), call.plan().tenant());
    }
  }

  @Override
  public void left(CallId call) {
    owners.remove(key(call));
  }

  /** {@code tenant} and {@code agency} of a call that lives here; nothing of any other. */
  Map<String, String> of(String call) {
    TenantId tenant = owners.get(call);
    if (tenant == null) {
      return Map.of();
    }
    return directory
        .tenant(tenant)
        .map(TenantSettings::agency)
        .map(agency -> Map.of("tenant", tenant.toString(), "agency", agency.toString()))
        .orElseGet(() -> Map.of("tenant", tenant.toString()));
  }

  private static String key(CallId call) {
    return call.toString();
  }
}
