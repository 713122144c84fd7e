package dev.frontdesk.aftercall;

import dev.frontdesk.httptool.ToolSchema;
import dev.frontdesk.policy.SummaryPrompt.Written;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what a model wrote, if it has the shape that was asked for. */
final class WrittenSummary {
  private WrittenSummary() {}

  /** @return empty if it has not */
  static Optional<Written> read(String text, Map<String, Object> schema) {
    try {
      var object = new JsonObject(text);
      return ToolSchema.of(schema).complaint(object).isPresent()
          ? Optional.empty()
          : Optional.of(new Written(
              object.getString("summary"),
              object.getString("sentiment"),
              words(object.getJsonArray("tags")),
              words(object.getJsonArray("follow_ups"))));
    } catch (DecodeException e) {
      return Optional.empty();
    }
  }

  private static List<String> words(JsonArray array) {
    return array.stream().map(String::valueOf).toList();
  }
}
