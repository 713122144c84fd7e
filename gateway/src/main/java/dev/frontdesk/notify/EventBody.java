package dev.frontdesk.notify;

import dev.frontdesk.store.OutboxStore.Delivery;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a webhook is told: ids, times and outcomes; what names a caller or what they said only if it asks for that. Fields are named one
 * by one, so that what is added to the outbox tells nobody by accident.
 */
final class EventBody {
  private static final Map<String, String> THIN = named(
      "id", "message_id",
      "call", "call_id",
      "tenant", "tenant_id",
      "receivedAt", "received_at",
      "answeredAt", "answered_at",
      "endedAt", "ended_at",
      "seconds", "duration_seconds",
      "decision", "decision",
      "outcome", "outcome",
      "attempt", "attempt",
      "target", "target",
      "urgent", "urgent",
      "sentiment", "sentiment",
      "tags", "tags");
  private static final Map<String, String> PERSONAL = named(
      "caller", "caller",
      "callerName", "caller_name",
      "dialled", "dialled",
      "words", "words",
      "name", "name",
      "number", "number",
      "message", "message",
      "summary", "summary",
      "followUps", "follow_ups");

  private EventBody() {}

  /** The bytes that are signed and sent. */
  static Buffer of(Delivery delivery) {
    var payload = new JsonObject(delivery.payload());
    var data = new JsonObject();
    copy(payload, data, THIN);
    if (delivery.personal()) {
      copy(payload, data, PERSONAL);
    }
    return new JsonObject()
        .put("type", delivery.kind())
        .put("timestamp", delivery.happenedAt().toString())
        .put("data", data)
        .toBuffer();
  }

  private static void copy(JsonObject from, JsonObject to, Map<String, String> names) {
    names.forEach((stored, told) -> {
      Object value = from.getValue(stored);
      if (value != null) {
        to.put(told, value);
      }
    });
  }

  private static Map<String, String> named(String... pairs) {
    var names = new LinkedHashMap<String, String>();
    for (int i = 0; i < pairs.length; i += 2) {
      names.put(pairs[i], pairs[i + 1]);
    }
    return names;
  }
}
