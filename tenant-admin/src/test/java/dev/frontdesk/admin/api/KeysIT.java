package dev.frontdesk.admin.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeysIT {
  private static final Duration A_SECOND = Duration.ofSeconds(1);
  private static final TestServer SERVER = new TestServer();

  @Test
  void aRevokedKeyIsRefusedByAnotherNodeWithinASecond() {
    House house = House.create(SERVER);
    try (var one = new TestApi(SERVER);
        var other = new TestApi(SERVER)) {
      String keys = "/v1/tenants/" + house.tenant + "/keys";
      JsonObject made = one.post(
              keys, house.key(Role.TENANT), "{\"name\":\"n\",\"role\":\"viewer\"}")
          .json();
      String tenant = "/v1/tenants/" + house.tenant;
      String key = made.getString("key");
      assertEquals(200, other.get(tenant, key).status());

      assertEquals(
          204,
          one.delete(keys + "/" + made.getString("id"), house.key(Role.TENANT)).status());

      long deadline = System.nanoTime() + A_SECOND.toNanos();
      int status = other.get(tenant, key).status();
      while (status != 401 && System.nanoTime() < deadline) {
        status = other.get(tenant, key).status();
      }
      assertEquals(401, status);
    }
  }

  @Test
  void aRevocationIsHeardAlsoByANodeWhoseListeningWasCutOff() {
    House house = House.create(SERVER);
    try (var api = new TestApi(SERVER)) {
      String tenant = "/v1/tenants/" + house.tenant;
      assertEquals(200, api.get(tenant, house.key(Role.VIEWER)).status());

      SERVER.run(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query ILIKE 'LISTEN%'");
      SERVER.run("UPDATE api_key SET revoked_at = now() WHERE role = 'viewer' AND tenant_id = '"
          + house.tenant + "'");

      long deadline = System.nanoTime() + A_SECOND.toNanos();
      int status = api.get(tenant, house.key(Role.VIEWER)).status();
      while (status != 401 && System.nanoTime() < deadline) {
        status = api.get(tenant, house.key(Role.VIEWER)).status();
      }
      assertEquals(401, status);
    }
  }

  @Test
  void aKeyIsShownOnceAndKeptAsItsHashOnly() {
    House house = House.create(SERVER);
    try (var api = new TestApi(SERVER)) {
      String keys = "/v1/agencies/" + house.agency + "/keys";
      var once = Map.of("idempotency-key", "first");
      var made = api.send("POST", keys, house.key(Role.AGENCY), "{\"name\":\"n\"}", once);
      String key = made.json().getString("key");
      assertTrue(key.matches("fd_[A-Za-z0-9_-]{32}"), key);

      var again = api.send("POST", keys, house.key(Role.AGENCY), "{\"name\":\"n\"}", once);
      assertEquals(201, again.status());
      assertEquals(made.json().getString("id"), again.json().getString("id"));
      assertFalse(again.body().contains(key));
      assertFalse(api.get(keys, house.key(Role.AGENCY)).body().contains(key));
      for (String table : SERVER.ask(
          "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace")) {
        assertEquals(
            "0",
            SERVER
                .ask("SELECT count(*) FROM %s r WHERE r::text LIKE '%%%s%%'".formatted(table, key))
                .get(0),
            table);
      }
    }
  }

  @Test
  void aRotatedKeyWorksOnForTheOverlapOnly() {
    House house = House.create(SERVER);
    try (var api = new TestApi(SERVER)) {
      String tenant = "/v1/tenants/" + house.tenant;
      String admin = house.key(Role.TENANT);
      JsonObject old = api.post(tenant + "/keys", admin, "{\"name\":\"n\",\"role\":\"viewer\"}")
          .json();
      String rotations = tenant + "/keys/" + old.getString("id") + "/rotations";

      JsonObject overlapping =
          api.post(rotations, admin, "{\"overlapSeconds\":3600}").json();
      assertEquals(200, api.get(tenant, old.getString("key")).status());
      assertEquals(200, api.get(tenant, overlapping.getString("key")).status());

      assertEquals(201, api.post(rotations, admin, "{}").status());
      assertEquals(401, api.get(tenant, old.getString("key")).status());
    }
  }

  @Test
  void anAddressThatGuessesHasToWaitButNotTheKeysThatWorkedBehindIt() {
    House house = House.create(SERVER);
    var strict = new ApiSettings(
        TestApi.SETTINGS.bootstrapKey(),
        1_000,
        1_000,
        3,
        Duration.ofMinutes(1),
        Duration.ofSeconds(30));
    try (var api = new TestApi(SERVER, dev.frontdesk.store.Walls.BOTH, strict)) {
      String tenant = "/v1/tenants/" + house.tenant;
      assertEquals(200, api.get(tenant, house.key(Role.VIEWER)).status());
      for (int i = 0; i < 3; i++) {
        assertEquals(401, api.get(tenant, "fd_guess" + i).status());
      }

      var slowed = api.get(tenant, "fd_guess");

      assertEquals(429, slowed.status());
      assertTrue(Integer.parseInt(slowed.header("retry-after")) > 0);
      assertEquals(200, api.get(tenant, house.key(Role.VIEWER)).status());
    }
  }
}
