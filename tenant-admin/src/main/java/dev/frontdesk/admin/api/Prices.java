package dev.frontdesk.admin.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.frontdesk.store.CallRecord;
import java.util.Map;

/** Takes out what the provider charged, where it is shown to somebody who pays the agency's price. */
final class Prices {
  private static final String COST = "costMicros";

  private Prices() {}

  static Object call(CallRecord call, Role asker) {
    if (asker.seesCost()) {
      return call;
    }
    Map<?, ?> shown = Wire.read(Wire.json(call).getBytes(UTF_8), Map.class);
    if (shown.get("usage") instanceof Map<?, ?> usage) {
      usage.remove(COST);
    }
    return shown;
  }

  /** @param data of a fact, as read from JSON */
  static Object fact(Object data, Role asker) {
    if (!asker.seesCost() && data instanceof Map<?, ?> map) {
      map.remove(COST);
    }
    return data;
  }
}
