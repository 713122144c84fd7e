package dev.frontdesk.admin.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.admin.api.TestApi.Reply;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Bodies, ids, parameters and headers that nobody should send: every operation says no, none breaks. */
class ApiFuzzIT {
  private static final int TRIES = 40;
  private static final long SEED = 20261121;
  private static final List<Object> ODD = List.of(
      "",
      " ",
      "\u0000",
      "a\u0000b",
      "\ud800",
      "\ud83d\ude00".repeat(200),
      "x".repeat(100_000),
      "' OR 1=1 --",
      "../../etc/passwd",
      "2026-02-31",
      "2026-02-31T25:61:61Z",
      "9999-12-31T23:59:59Z",
      "24:00",
      "+15550100999",
      "sip:a@b",
      "sip:\n@b",
      -1,
      0,
      1.5,
      1e300,
      Long.MAX_VALUE,
      true,
      List.of(),
      List.of(1, "a", Map.of()),
      Map.of(),
      Map.of("$ref", "#"));
  private static final List<String> RAW = List.of(
      "",
      "null",
      "0",
      "\"",
      "{",
      "[]",
      "{}",
      "{\"a\":",
      "[".repeat(5_000),
      "{\"a\":".repeat(5_000),
      "\ufeff{}",
      "NaN");

  private final Random random = new Random(SEED);
  private final TestServer server = new TestServer();

  @Test
  void nothingThatIsSentBreaksAnOperation() {
    var broken = new ArrayList<String>();
    int refused = 0;
    try (var api = new TestApi(server)) {
      for (Contract.Op operation : Contract.read(api).operations()) {
        House house = House.create(server);
        for (int i = 0; i < TRIES; i++) {
          String path = path(operation, house, i);
          String body = operation.body(house).isEmpty() ? "" : body(operation, house, i);
          String key = house.key(Role.PLATFORM);
          Reply reply = operation.isStream()
              ? api.begun(path, key)
              : api.send(
                  operation.method().toUpperCase(Locale.ROOT),
                  path,
                  key,
                  body,
                  Map.of("if-match", "*"));
          refused += reply.status() / 100 == 4 ? 1 : 0;
          if (reply.status() >= 500) {
            broken.add("%d %s %s %s"
                .formatted(
                    reply.status(),
                    operation.id(),
                    path,
                    body.substring(0, Math.min(200, body.length()))));
          }
        }
      }
    }
    assertEquals(List.of(), broken);
    assertTrue(refused > 1_000, refused + " refused");
  }

  private String path(Contract.Op operation, House house, int i) {
    String path = operation.path(house, house);
    if (i % 4 == 3) {
      int last = path.lastIndexOf('/');
      path = path.substring(0, last + 1) + encoded(odd());
    }
    return i % 2 == 1
        ? path + "?" + List.of("limit", "after", "from", "at", "state", "x").get(random.nextInt(6))
            + "=" + encoded(odd())
        : path;
  }

  private String body(Contract.Op operation, House house, int i) {
    if (i % 5 == 4) {
      return RAW.get(random.nextInt(RAW.size()));
    }
    Object body = new JsonObject(operation.body(house));
    for (int changes = random.nextInt(3); changes >= 0; changes--) {
      body = changed(body);
    }
    return Json.encode(body);
  }

  /** One value somewhere inside is another, or gone, or one more is there. */
  private Object changed(@Nullable Object value) {
    if (value instanceof JsonObject object && !object.isEmpty() && random.nextInt(10) > 0) {
      var names = new ArrayList<>(object.fieldNames());
      String name = names.get(random.nextInt(names.size()));
      var copy = object.copy();
      switch (random.nextInt(6)) {
        case 0 -> copy.remove(name);
        case 1 -> copy.put("odd" + random.nextInt(9), odd());
        case 2 -> copy.putNull(name);
        default -> copy.put(name, changed(object.getValue(name)));
      }
      return copy;
    }
    if (value instanceof JsonArray array && !array.isEmpty() && random.nextBoolean()) {
      return new JsonArray().add(changed(array.getValue(0)));
    }
    return odd();
  }

  private Object odd() {
    return ODD.get(random.nextInt(ODD.size()));
  }

  private static String encoded(Object value) {
    String text = value.toString();
    return URLEncoder.encode(
        text.substring(0, Math.min(300, text.length())), StandardCharsets.UTF_8);
  }
}
