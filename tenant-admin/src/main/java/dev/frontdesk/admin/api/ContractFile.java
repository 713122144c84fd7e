package dev.frontdesk.admin.api;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** {@code openapi.yaml}: as it is shown, and as the router reads it. */
record ContractFile(JsonObject shown, OpenAPIContract read) {
  private static final String FILE = "/openapi.yaml";

  static Future<ContractFile> open(Vertx vertx) {
    return vertx
        .executeBlocking(ContractFile::json)
        .compose(shown -> OpenAPIContract.from(vertx, routable(shown))
            .map(read -> new ContractFile(shown, read)));
  }

  /** The library refuses a contract with media types of answers that it does not know; it checks no answers here. */
  private static JsonObject routable(JsonObject shown) {
    return new JsonObject(shown
        .encode()
        .replace("application/problem+json", "application/json")
        .replace("text/event-stream", "application/json"));
  }

  private static JsonObject json() throws IOException {
    try (InputStream file = ContractFile.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IllegalStateException(FILE + " is missing");
      }
      @SuppressWarnings("unchecked")
      Map<String, Object> read = new YAMLMapper().readValue(file, Map.class);
      return new JsonObject(read);
    }
  }
}
