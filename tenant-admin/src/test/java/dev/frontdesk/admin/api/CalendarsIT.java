package dev.frontdesk.admin.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.admin.api.TestApi.Reply;
import dev.frontdesk.outward.OutwardAllow;
import dev.frontdesk.simulator.caldav.CalendarServer;
import dev.frontdesk.store.Walls;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Calendars are set up, tested against a server, exported and applied; a password goes only where it was given for. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CalendarsIT {
  private final TestServer server = new TestServer();
  private final House house = House.create(server);
  private final String tenant = "/v1/tenants/" + house.tenant;
  private final String key = house.key(Role.TENANT);
  private final Vertx vertx = Vertx.vertx();
  private CalendarServer calendar;
  private TestApi api;

  @BeforeAll
  void open() {
    calendar = TestApi.await(CalendarServer.open(vertx, "desk", "s3cret"));
    api = new TestApi(
        server, Walls.BOTH, TestApi.SETTINGS.with(OutwardAllow.of("127.0.0.1:" + calendar.port())));
  }

  @AfterAll
  void close() {
    api.close();
    TestApi.await(vertx.close());
  }

  @Test
  void aCalendarIsSavedTestedAndShownWithoutItsPassword() {
    String path = tenant + "/calendars/chair";
    Reply saved = put(path, edit(calendar.url(), "s3cret"));
    assertEquals(200, saved.status(), saved.body());
    assertTrue(saved.json().getBoolean("hasPassword"));
    assertEquals(45, saved.json().getInteger("slotMinutes"));
    assertFalse(saved.body().contains("s3cret"));
    assertTrue(tested(path).getBoolean("ok"));
    put(path, edit(calendar.url(), "wrong"));
    JsonObject refused = tested(path);
    assertFalse(refused.getBoolean("ok"));
    assertTrue(refused.getString("detail").contains("refused the user or the password"));
    assertEquals(204, api.send("DELETE", path, key, "", Map.of("if-match", "*")).status());
    assertEquals(404, api.get(path, key).status());
  }

  @Test
  void aPasswordMustBeGivenAgainForAnotherPlace() {
    String path = tenant + "/calendars/moved";
    assertEquals(200, put(path, edit(calendar.url(), "s3cret")).status());
    assertEquals(200, put(path, edit(calendar.url() + "other/", null)).status());
    Reply refused = put(path, edit("https://elsewhere.example/", null));
    assertEquals(400, refused.status(), refused.body());
    assertTrue(refused.body().contains("/password"), refused.body());
  }

  @Test
  void anAddressThatIsNotPublicIsRefused() {
    Reply refused = put(tenant + "/calendars/inside", edit("https://10.0.0.1/", "x"));
    assertEquals(400, refused.status(), refused.body());
    assertTrue(refused.body().contains("not public"), refused.body());
  }

  @Test
  void settingsCarryCalendarsAndLeavePasswordsAlone() {
    House other = House.create(server);
    String owner = "/v1/tenants/" + other.tenant;
    String own = other.key(Role.TENANT);
    assertEquals(
        200,
        api.send("PUT", owner + "/calendars/chair", own, edit(calendar.url(), "s3cret"), Map.of())
            .status());
    JsonObject settings = api.get(owner + "/settings", own).json();
    JsonObject part = settings.getJsonArray("calendars").stream()
        .map(each -> (JsonObject) each)
        .filter(each -> each.getString("name").equals("chair"))
        .findFirst()
        .orElseThrow();
    assertFalse(part.containsKey("password"));
    String wanted = new JsonObject()
        .put("calendars", new JsonArray().add(part.put("slotMinutes", 20)))
        .encode();
    Reply applied = api.put(owner + "/settings", own, wanted);
    assertEquals(200, applied.status(), applied.body());
    JsonObject kept = api.get(owner + "/calendars/chair", own).json();
    assertEquals(20, kept.getInteger("slotMinutes"));
    assertTrue(kept.getBoolean("hasPassword"));
    assertEquals(
        1, api.get(owner + "/calendars", own).json().getJsonArray("items").size());
  }

  private Reply put(String path, String edit) {
    return api.get(path, key).status() == 404
        ? api.send("PUT", path, key, edit, Map.of())
        : api.put(path, key, edit);
  }

  private JsonObject tested(String path) {
    Reply reply = api.send("POST", path + "/tests", key, "", Map.of());
    assertEquals(200, reply.status(), reply.body());
    return reply.json();
  }

  private static String edit(String url, @Nullable String password) {
    var edit = new JsonObject().put("url", url).put("username", "desk").put("slotMinutes", 45);
    return (password == null ? edit : edit.put("password", password)).encode();
  }
}
