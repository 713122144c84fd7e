package dev.frontdesk.session;

import dev.frontdesk.bus.BusMessage.TenantLoad;
import dev.frontdesk.model.CallId;
import dev.frontdesk.model.TenantId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The calls one Sessions instance holds. */
final class LiveCalls {
  private final Map<CallId, LiveCall> byId = new HashMap<>();

  void add(LiveCall live) {
    byId.put(live.call().id(), live);
  }

  void remove(LiveCall live) {
    byId.remove(live.call().id());
  }

  Optional<LiveCall> find(CallId call) {
    return Optional.ofNullable(byId.get(call));
  }

  /** A copy: handing calls over or letting them go changes the original. */
  List<LiveCall> all() {
    return new ArrayList<>(byId.values());
  }

  List<TenantLoad> byTenant() {
    var counts = new HashMap<TenantId, Integer>();
    for (LiveCall live : byId.values()) {
      if (live.call().plan() != null) {
        counts.merge(live.call().plan().tenant(), 1, Integer::sum);
      }
    }
    return counts.entrySet().stream()
        .map(entry -> new TenantLoad(entry.getKey(), entry.getValue()))
        .toList();
  }
}
