package dev.frontdesk.admin.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.admin.api.TestApi.Reply;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a write answers is what a read finds: the same ETag, so that the next write needs no read. */
class EtagsIT {
  private final TestServer server = new TestServer();

  @Test
  void theEtagOfAWriteIsThatOfTheReadAfterIt() {
    int compared = 0;
    try (var api = new TestApi(server)) {
      for (Contract.Op operation : Contract.read(api).operations()) {
        House house = House.create(server);
        String key = house.key(Role.PLATFORM);
        Reply written =
            operation.method().matches("put|post") ? api.send(operation, house, key) : null;
        if (written != null && !written.header("etag").isEmpty()) {
          String path = operation.method().equals("put")
              ? operation.path(house, house)
              : written.header("location");
          if (!path.isEmpty()) {
            assertEquals(written.header("etag"), api.get(path, key).header("etag"), operation.id());
            compared++;
          }
        }
      }
    }
    assertTrue(compared > 15, compared + " compared");
  }

  @Test
  void everyUpdateAndDeletionOfWhatIsThereWantsIfMatch() {
    try (var api = new TestApi(server)) {
      for (Contract.Op operation : Contract.read(api).operations()) {
        if (operation.method().matches("put|delete")) {
          House house = House.create(server);
          String method = operation.method().toUpperCase(java.util.Locale.ROOT);
          String path = operation.path(house, house);
          String body = operation.body(house);
          String key = house.key(Role.PLATFORM);
          assertEquals(428, api.send(method, path, key, body, Map.of()).status(), operation.id());
          assertEquals(
              412,
              api.send(method, path, key, body, Map.of("if-match", "\"older\"")).status(),
              operation.id());
        }
      }
    }
  }

  @Test
  void everyCreateTakesAnIdempotencyKey() {
    try (var api = new TestApi(server)) {
      for (Contract.Op operation : Contract.read(api).operations()) {
        if (operation.method().equals("post") && !operation.isCommand() && !operation.isRead()) {
          House house = House.create(server);
          String path = operation.path(house, house);
          String key = house.key(Role.PLATFORM);
          var once = Map.of("idempotency-key", "once-" + operation.id());
          String body = operation.body(house);
          Reply first = api.send("POST", path, key, body, once);
          Reply again = api.send("POST", path, key, body, once);
          assertEquals(first.status(), again.status(), operation.id() + again.body());
          assertEquals(first.header("location"), again.header("location"), operation.id());
          if (!body.isEmpty()) {
            String other = body.replace("{", "{ ");
            assertEquals(422, api.send("POST", path, key, other, once).status(), operation.id());
          }
        }
      }
    }
  }

  @Test
  void everyWriteLeavesItsAuditEntry() {
    try (var api = new TestApi(server)) {
      for (Contract.Op operation : Contract.read(api).operations()) {
        if (!operation.isRead()) {
          House house = House.create(server);
          String key = house.key(Role.PLATFORM);
          long before = entries();
          Reply reply = api.send(operation, house, key);
          assertEquals(2, reply.status() / 100, operation.id() + " " + reply.body());
          assertEquals(before + (operation.isCommand() ? 2 : 1), entries(), operation.id());
        }
      }
    }
  }

  private long entries() {
    return Long.parseLong(
        server.ask("SELECT count(*) FROM audit WHERE action <> 'x'").get(0));
  }
}
