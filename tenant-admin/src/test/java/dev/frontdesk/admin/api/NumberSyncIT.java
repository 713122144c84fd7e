package dev.frontdesk.admin.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.admin.api.TestApi.Reply;
import dev.frontdesk.bus.BusMessage.CarrierNumber;
import dev.frontdesk.bus.BusMessage.NumbersTold;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.store.Database;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A business gets the numbers of a carrier account, and nobody else loses one. */
class NumberSyncIT {
  private static final String FREE = "+15550170001";
  private final TestServer server = new TestServer();
  private final House house = House.create(server);
  private final House other = House.create(server);
  private final TestApi api = new TestApi(server);

  @AfterEach
  void close() {
    api.close();
  }

  private String path() {
    return "/v1/tenants/" + house.tenant + "/endpoints/" + house.ids.get("endpoint")
        + "/number-syncs";
  }

  private void account(String... numbers) {
    api.numbers.set(new NumbersTold(
        Stream.of(numbers)
            .map(each -> new CarrierNumber(new PhoneNumber(each), "Front"))
            .toList(),
        ""));
  }

  private static List<String> actions(Reply reply) {
    assertEquals(200, reply.status(), reply.body());
    return reply.json().getJsonArray("items").stream()
        .map(JsonObject.class::cast)
        .map(row -> row.getString("number") + " " + row.getString("action"))
        .toList();
  }

  private List<String> numbers() {
    return server.ask("SELECT e164 || ' ' || tenant_id || ' ' || (endpoint_id = '"
        + house.ids.get("endpoint") + "') FROM phone_number WHERE e164 IN ('" + FREE + "', '"
        + house.number + "', '" + other.number + "') ORDER BY e164");
  }

  @Test
  void whatWouldBeDoneIsSaidAndNotDone() {
    account(FREE, house.number, other.number);
    List<String> before = numbers();
    Reply reply = api.post(path(), house.key(Role.AGENCY), "{\"dryRun\":true}");
    assertEquals(
        Stream.of(FREE + " added", house.number + " moved", other.number + " taken")
            .sorted()
            .toList(),
        actions(reply));
    assertEquals(before, numbers());
    assertEquals(List.of(), server.ask("SELECT subject FROM audit WHERE action = 'number.sync'"));
  }

  @Test
  void freeNumbersAreAddedOwnOnesMovedAndOthersLeftAlone() {
    account(FREE, house.number, other.number);
    Reply reply = api.post(path(), house.key(Role.AGENCY), "{}");
    assertEquals(
        Stream.of(FREE + " added", house.number + " moved", other.number + " taken")
            .sorted()
            .toList(),
        actions(reply));
    assertEquals(
        Stream.of(
                FREE + " " + house.tenant + " true",
                house.number + " " + house.tenant + " true",
                other.number + " " + other.tenant + " false")
            .sorted()
            .toList(),
        numbers());
    assertEquals(
        1, server.ask("SELECT subject FROM audit WHERE action = 'number.sync'").size());

    assertEquals(
        Stream.of(FREE + " kept", house.number + " kept", other.number + " taken")
            .sorted()
            .toList(),
        actions(api.post(path(), house.key(Role.AGENCY), "{}")));
  }

  @Test
  void onlyTheNamedOnesAndOnlyIfTheyAreThere() {
    account(FREE, house.number);
    assertEquals(
        List.of("+15550170001 added", "+15550170002 absent"),
        actions(api.post(
            path(), house.key(Role.AGENCY), "{\"numbers\":[\"+15550170002\",\"" + FREE + "\"]}")));
  }

  @Test
  void ofAnAgencysAccountNumbersMustBeNamed() {
    server.run("UPDATE endpoint SET provider = 'twilio', account = 'AC' || md5('x') WHERE id = '"
        + house.ids.get("agency.endpoint") + "'");
    account(FREE);
    String path = path().replace(house.ids.get("endpoint"), house.ids.get("agency.endpoint"));
    Reply all = api.post(path, house.key(Role.AGENCY), "{}");
    assertEquals(400, all.status(), all.body());
    assertTrue(all.body().contains("/numbers"), all.body());
    assertEquals(
        List.of(FREE + " added"),
        actions(api.post(path, house.key(Role.AGENCY), "{\"numbers\":[\"" + FREE + "\"]}")));
  }

  @Test
  void ofTheInstallationsAccountThePlatformGivesThoseItNames() {
    account(FREE, other.number);
    String path = path()
        .replace(house.ids.get("endpoint"), Database.PLATFORM_CARRIER.value().toString());
    String named = "{\"numbers\":[\"" + FREE + "\",\"" + other.number + "\"]}";
    assertEquals(404, api.post(path, house.key(Role.AGENCY), named).status());
    assertEquals(400, api.post(path, house.key(Role.PLATFORM), "{}").status());
    Reply ownAccount = api.post(path, house.key(Role.PLATFORM), named);
    assertEquals(400, ownAccount.status(), ownAccount.body());

    server.run("UPDATE endpoint SET provider = 'openai', account = NULL WHERE id = '"
        + house.ids.get("endpoint") + "'");
    assertEquals(
        Stream.of(FREE + " added", other.number + " taken").sorted().toList(),
        actions(api.post(path, house.key(Role.PLATFORM), named)));
    assertEquals(
        List.of(house.tenant + " " + Database.PLATFORM_CARRIER),
        server.ask("SELECT tenant_id || ' ' || endpoint_id FROM phone_number WHERE e164 = '" + FREE
            + "'"));
  }

  @Test
  void anAccountThatCannotBeReadChangesNothing() {
    api.numbers.set(new NumbersTold(List.of(), "Twilio answered 401 (20003)"));
    List<String> before = numbers();
    Reply reply = api.post(path(), house.key(Role.AGENCY), "{}");
    assertEquals(503, reply.status());
    assertTrue(reply.body().contains("20003"), reply.body());
    assertEquals(before, numbers());
  }

  @Test
  void aCarrierNeedsItsAccountAndOthersHaveNone() {
    String endpoints = "/v1/tenants/" + house.tenant + "/endpoints";
    String key = house.key(Role.TENANT);
    String url = "\"baseUrl\":\"https://api.twilio.com\"";
    String account = "\"account\":\"AC" + "0".repeat(32) + "\"";
    assertEquals(
        400, api.post(endpoints, key, "{\"provider\":\"twilio\"," + url + "}").status());
    assertEquals(400, api.post(endpoints, key, "{" + account + "," + url + "}").status());
    Reply made = api.post(
        endpoints,
        key,
        "{\"provider\":\"twilio\"," + account + "," + url + ",\"apiKey\":\"" + "t".repeat(32)
            + "\"}");
    assertEquals(201, made.status(), made.body());
    assertEquals("AC" + "0".repeat(32), made.json().getString("account"));
    assertTrue(made.json().getBoolean("hasApiKey"));
    assertTrue(!made.body().contains("t".repeat(32)), made.body());
  }

  @Test
  void callsBySipCanBeMovedToACarriersDomainAndToNoOthers() {
    String endpoints = "/v1/tenants/" + house.tenant + "/endpoints";
    String key = house.key(Role.TENANT);
    String domain = "\"transferDomain\":\"desk.sip.twilio.com\"";
    String url = "\"baseUrl\":\"https://api.twilio.com\"";
    assertEquals(400, api.post(endpoints, key, "{" + domain + "," + url + "}").status());
    String carrier = "\"provider\":\"twilio\",\"account\":\"AC" + "0".repeat(32) + "\"," + url;
    Reply made = api.post(endpoints, key, "{" + carrier + "," + domain + "}");
    assertEquals(201, made.status(), made.body());
    assertEquals("desk.sip.twilio.com", made.json().getString("transferDomain"));
    assertEquals(
        400,
        api.post(endpoints, key, "{" + carrier + ",\"transferDomain\":\"a b\"}").status());
  }
}
