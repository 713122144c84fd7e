package dev.frontdesk.store;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.frontdesk.model.HttpTool;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** HTTP tools as they stand in published versions: the columns of their table. */
final class HttpToolJson {
  private HttpToolJson() {}

  static HttpTool read(JsonNode row) {
    return new HttpTool(
        row.path("name").asText(),
        row.path("description").asText(),
        HttpTool.Method.valueOf(row.path("method").asText()),
        row.path("url").asText(),
        schema(row.path("parameters").asText()),
        row.path("answer").isTextual() ? schema(row.path("answer").asText()) : null,
        headers(row.path("headers")),
        SettingsReader.list(row.path("secret_headers"), JsonNode::asText),
        row.path("signed").asBoolean(),
        Duration.ofMillis(row.path("timeout_ms").asLong()),
        row.path("idempotent").asBoolean(),
        row.path("filler").asText());
  }

  static Map<String, Object> schema(String json) {
    return Json.MAPPER.convertValue(
        Json.read(json), new TypeReference<LinkedHashMap<String, Object>>() {});
  }

  static @Nullable Map<String, Object> schemaOrNull(@Nullable String json) {
    return json == null ? null : schema(json);
  }

  static Map<String, String> headers(JsonNode node) {
    var headers = new LinkedHashMap<String, String>();
    node.properties().forEach(each -> headers.put(each.getKey(), each.getValue().asText()));
    return headers;
  }
}
