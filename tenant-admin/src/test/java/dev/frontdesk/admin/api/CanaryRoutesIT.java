package dev.frontdesk.admin.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.frontdesk.admin.api.TestApi.Reply;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The life of a canary. */
class CanaryRoutesIT {
  private final TestServer server = new TestServer();
  private final House house = House.create(server);
  private final String profile = "/v1/tenants/" + house.tenant + "/profile";
  private final String canary = profile + "/canary";
  private final String key = house.key(Role.TENANT);

  @Test
  void theDraftIsTriedAndPublishingItEndsTheTrial() {
    try (var api = new TestApi(server)) {
      int draft = api.get(profile + "/draft", key).json().getInteger("version");

      Reply tried = api.put(canary, key, "{\"percent\": 20}");

      assertEquals(200, tried.status(), tried.body());
      assertEquals(draft, tried.json().getInteger("version"));
      assertEquals(20, tried.json().getInteger("percent"));
      assertEquals(404, api.get(profile + "/draft", key).status(), "it changes no more");
      assertEquals(1, api.get(profile, key).json().getInteger("version"));
      Reply published = api.post(profile + "/publications", key, "{\"version\": " + draft + "}");
      assertEquals(201, published.status(), published.body());
      assertEquals(404, api.get(canary, key).status());
    }
  }

  @Test
  void aShareIsChangedAndEnded() {
    try (var api = new TestApi(server)) {
      String version = house.ids.get("version");
      String body = "{\"version\": " + version + ", \"percent\": 99}";
      assertEquals(99, api.put(canary, key, body).json().getInteger("percent"));
      assertEquals(204, api.delete(canary, key).status());
      assertEquals(404, api.delete(canary, key).status());
      assertEquals(200, api.send("PUT", canary, key, body, Map.of()).status());
    }
  }

  @Test
  void whatCannotBeTriedIsRefused() {
    try (var api = new TestApi(server)) {
      assertEquals(409, api.put(canary, key, "{\"version\": 1, \"percent\": 5}").status());
      assertEquals(
          404, api.put(canary, key, "{\"version\": 77777, \"percent\": 5}").status());
      assertEquals(400, api.put(canary, key, "{\"percent\": 100}").status());
      server.run(
          "UPDATE profile_version SET state = 'archived' WHERE tenant_id = '%s' AND state = 'published'"
              .formatted(house.tenant));
      assertEquals(409, api.put(canary, key, "{\"percent\": 5}").status());
    }
  }
}
