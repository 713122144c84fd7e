package dev.frontdesk.accept;

import dev.frontdesk.bus.BusMessage.NodeLoad;
import dev.frontdesk.bus.BusMessage.TenantLoad;
import dev.frontdesk.model.AgencySettings;
import dev.frontdesk.model.CallId;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.model.TenantSettings;
import dev.frontdesk.policy.AgencyLoad;
import dev.frontdesk.policy.Load;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * How many calls each tenant has, as the session holders last told, plus those accepted here since: a burst within one second counts,
 * and no call counts twice.
 * A holder that is silent for a while is gone, and its calls with it.
 */
public final class LoadBook {
  private static final Duration FORGOTTEN_AFTER = Duration.ofSeconds(5);
  private static final Duration TOLD_WITHIN = Duration.ofSeconds(3);

  private record Told(Instant at, Map<TenantId, Integer> calls) {}

  private record Accepted(TenantId tenant, Instant at) {}

  private final InstantSource clock;
  private final Map<String, Told> holders = new HashMap<>();
  private final Map<CallId, Accepted> recent = new HashMap<>();

  public LoadBook(InstantSource clock) {
    this.clock = clock;
  }

  synchronized void told(NodeLoad load) {
    var calls = new HashMap<TenantId, Integer>();
    for (TenantLoad tenant : load.live()) {
      calls.put(tenant.tenant(), tenant.calls());
    }
    Instant now = clock.instant();
    holders.put(load.holder(), new Told(now, calls));
    holders.values().removeIf(told -> told.at().isBefore(now.minus(FORGOTTEN_AFTER)));
    recent.values().removeIf(accepted -> accepted.at().isBefore(now.minus(TOLD_WITHIN)));
  }

  synchronized void accepted(CallId call, TenantId tenant) {
    recent.put(call, new Accepted(tenant, clock.instant()));
  }

  /** Of a tenant whose agency has no limits. */
  Load of(TenantSettings tenant, boolean known) {
    return new Load(live(tenant.id()::equals), tenant.spentThisMonthMicros(), known);
  }

  /** @param ofAgency whether a tenant is the agency's */
  Load of(
      TenantSettings tenant, AgencySettings agency, Predicate<TenantId> ofAgency, boolean known) {
    var together = new AgencyLoad(agency.limits(), live(ofAgency), agency.spentThisMonthMicros());
    return new Load(live(tenant.id()::equals), tenant.spentThisMonthMicros(), known, together);
  }

  private synchronized int live(Predicate<TenantId> of) {
    int live = 0;
    Instant lastTold = Instant.MIN;
    for (Told told : holders.values()) {
      for (var each : told.calls().entrySet()) {
        live += of.test(each.getKey()) ? each.getValue() : 0;
      }
      lastTold = told.at().isAfter(lastTold) ? told.at() : lastTold;
    }
    for (Accepted accepted : recent.values()) {
      live += of.test(accepted.tenant()) && accepted.at().isAfter(lastTold) ? 1 : 0;
    }
    return live;
  }
}
