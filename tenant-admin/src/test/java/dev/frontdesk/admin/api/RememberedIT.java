package dev.frontdesk.admin.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A profile is answered from memory while nothing changes, and never as it was before what its reader has written. */
class RememberedIT {
  private static final TestServer SERVER = new TestServer();

  private final TestApi api = new TestApi(SERVER);
  private final House house = House.create(SERVER);
  private final String key = house.key(Role.TENANT);
  private final String profile = "/v1/tenants/" + house.tenant + "/profile";

  @AfterEach
  void close() {
    api.close();
  }

  private String prompt() {
    return api.get(profile, key).json().getString("prompt");
  }

  /** Past the triggers that tell of changes: nobody can know. */
  private void changeUnheard(String prompt) {
    SERVER.run("SET session_replication_role = replica");
    SERVER.run(
        "UPDATE profile_version SET prompt = '%s' WHERE state = 'published' AND tenant_id = '%s'"
            .formatted(prompt, house.tenant));
    SERVER.run("SET session_replication_role = origin");
  }

  /** Until the node knows the tenant, nothing can be kept. */
  private void untilRemembered() {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    for (int i = 0; ; i++) {
      String before = prompt();
      changeUnheard("unheard " + i);
      if (prompt().equals(before)) {
        return;
      }
      assertTrue(System.nanoTime() < deadline, "nothing is remembered");
    }
  }

  @Test
  void whatIsKnownIsAnsweredWithoutTheDatabaseUntilNewsComeOfAChange() {
    untilRemembered();
    String remembered = prompt();
    String tag = api.get(profile, key).header("etag");
    assertEquals(
        304, api.send("GET", profile, key, "", Map.of("if-none-match", tag)).status());

    SERVER.run("UPDATE tenant SET name = 'renamed' WHERE id = '%s'".formatted(house.tenant));

    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (prompt().equals(remembered)) {
      assertTrue(System.nanoTime() < deadline, "a change by SQL does not arrive");
    }
  }

  @Test
  void whoPublishesReadsWhatWasPublished() {
    untilRemembered();
    api.delete(profile + "/draft", key);
    for (int i = 0; i < 30; i++) {
      String prompt = "version " + i;
      api.send("PUT", profile + "/draft", key, "{\"prompt\": \"%s\"}".formatted(prompt), Map.of());
      assertEquals(201, api.post(profile + "/publications", key, "{}").status());
      assertEquals(prompt, prompt());
      assertEquals(prompt, prompt());
    }
  }

  @Test
  void whatIsRememberedIsNotShownToAnybodyElse() {
    untilRemembered();
    House foreign = House.create(SERVER);
    assertEquals(404, api.get(profile, foreign.key(Role.TENANT)).status());
    assertEquals(403, api.get(profile, house.key(Role.CONTROL)).status());
    assertEquals(401, api.get(profile, "fd_nobody").status());
  }
}
