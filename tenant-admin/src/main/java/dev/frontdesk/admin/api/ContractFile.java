package dev.frontdesk.admin.api;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** The contract: as it is shown, and as the router reads it. Kept as one file per subject, and one that names them. */
record ContractFile(JsonObject shown, OpenAPIContract read) {
  private static final String FOLDER = "/openapi/";
  private static final String HEAD = "openapi.yaml";

  /** What the library knows CSV as, in bodies that are sent. */
  static final String CSV = "text/plain";

  private static final String PARTS = "x-frontdesk-parts";

  static Future<ContractFile> open(Vertx vertx) {
    return vertx
        .executeBlocking(ContractFile::whole)
        .compose(shown -> OpenAPIContract.from(vertx, routable(shown))
            .map(read -> new ContractFile(shown, read)));
  }

  /** The library refuses a contract with media types of answers that it does not know; it checks no answers here. */
  private static JsonObject routable(JsonObject shown) {
    return new JsonObject(shown
        .encode()
        .replace("application/problem+json", "application/json")
        .replace("text/csv", CSV)
        .replace("text/event-stream", "application/json")
        .replace("audio/x-wav", "application/octet-stream"));
  }

  private static JsonObject whole() throws IOException {
    JsonObject whole = json(HEAD);
    JsonArray parts = (JsonArray) whole.remove(PARTS);
    var paths = new JsonObject();
    JsonObject schemas = whole.getJsonObject("components").getJsonObject("schemas");
    for (Object part : parts) {
      JsonObject read = json(part + ".yaml");
      add(read.getJsonObject("paths"), paths);
      JsonObject components = read.getJsonObject("components");
      if (components != null) {
        add(components.getJsonObject("schemas"), schemas);
      }
    }
    return whole.put("paths", paths);
  }

  private static void add(JsonObject part, JsonObject whole) {
    for (Map.Entry<String, Object> entry : part) {
      if (whole.containsKey(entry.getKey())) {
        throw new IllegalStateException("the contract has " + entry.getKey() + " twice");
      }
      whole.put(entry.getKey(), entry.getValue());
    }
  }

  private static JsonObject json(String name) throws IOException {
    try (InputStream file = ContractFile.class.getResourceAsStream(FOLDER + name)) {
      if (file == null) {
        throw new IllegalStateException(FOLDER + name + " is missing");
      }
      @SuppressWarnings("unchecked")
      Map<String, Object> read = new YAMLMapper().readValue(file, Map.class);
      return new JsonObject(read);
    }
  }
}
