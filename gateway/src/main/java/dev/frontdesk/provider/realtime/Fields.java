package dev.frontdesk.provider.realtime;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A JSON object whose fields may be absent or of another type than promised: then they read as empty. */
record Fields(JsonObject json) {
  private static final JsonObject NOTHING = new JsonObject();

  boolean isEmpty() {
    return json.isEmpty();
  }

  String text(String field) {
    return json.getValue(field) instanceof String text ? text : "";
  }

  @Nullable
  String textOrNull(String field) {
    return json.getValue(field) instanceof String text && !text.isEmpty() ? text : null;
  }

  /** Never negative. */
  int number(String field) {
    return json.getValue(field) instanceof Number number ? Math.max(0, number.intValue()) : 0;
  }

  double decimal(String field) {
    double value = json.getValue(field) instanceof Number number ? number.doubleValue() : 0;
    return Double.isFinite(value) && value > 0 ? value : 0;
  }

  Fields object(String field) {
    return new Fields(json.getValue(field) instanceof JsonObject object ? object : NOTHING);
  }

  List<Fields> objects(String field) {
    var found = new ArrayList<Fields>();
    if (json.getValue(field) instanceof JsonArray array) {
      for (Object each : array) {
        if (each instanceof JsonObject object) {
          found.add(new Fields(object));
        }
      }
    }
    return found;
  }
}
