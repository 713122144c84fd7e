package dev.frontdesk.admin.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.admin.api.TestApi.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A tenant's settings as one document: what is read may be applied, all or nothing. */
class SettingsIT {
  private static final TestServer SERVER = new TestServer();

  private final TestApi api = new TestApi(SERVER);
  private final House house = House.create(SERVER);
  private final String key = house.key(Role.AGENCY);
  private final String path = "/v1/tenants/" + house.tenant + "/settings";

  @BeforeEach
  void nobodyEditsADraft() {
    api.delete("/v1/tenants/" + house.tenant + "/profile/draft", key);
  }

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void whatIsReadMayBeAppliedAndChangesNothing() {
    Reply read = api.get(path, key);
    String before = state();
    Reply applied = api.put(path, key, read.body());
    assertEquals(200, applied.status(), applied.body());
    assertEquals(read.body(), applied.body());
    assertEquals(read.header("etag"), applied.header("etag"));
    assertEquals(before, state(), "nothing was written, so nodes have nothing to read");
  }

  @Test
  void anotherTenantBecomesTheSame() {
    House other = House.create(SERVER);
    JsonObject settings = api.get(path, key).json();
    settings.remove("tenant");
    settings.remove("numbers");
    settings.getJsonObject("profile").put("prompt", "You answer for both.");
    String there = "/v1/tenants/" + other.tenant + "/settings";
    String theirs = other.key(Role.TENANT);
    api.delete("/v1/tenants/" + other.tenant + "/profile/draft", theirs);

    assertEquals(200, api.put(there, theirs, settings.encode()).status());

    JsonObject copy = api.get(there, theirs).json();
    for (String section : settings.fieldNames()) {
      assertEquals(settings.getValue(section), copy.getValue(section), section);
    }
    assertEquals(
        "You answer for both.",
        api.get("/v1/tenants/" + other.tenant + "/profile", theirs).json().getString("prompt"));
  }

  @Test
  void whatIsAbsentStaysAndWhatIsPresentTakesThePlaceOfAllThereWas() {
    JsonObject before = api.get(path, key).json();
    Reply reply = api.put(path, key, """
        {"contacts": [{"number": "0905 000 001", "name": "Peter"}], "targets": [],
         "hours": {"week": {"tuesday": [{"from": "10:00", "to": "12:00"}]}}}""");
    JsonObject after = reply.json();

    assertEquals(200, reply.status(), reply.body());
    assertEquals(
        List.of("+421905000001"),
        after.getJsonArray("contacts").stream()
            .map(each -> ((JsonObject) each).getString("number"))
            .toList());
    assertEquals(new JsonArray(), after.getJsonArray("targets"));
    assertEquals(List.of("tuesday"), List.copyOf(week(after).fieldNames()));
    for (String section : List.of("tenant", "numbers", "profile")) {
      assertEquals(before.getValue(section), after.getValue(section), section);
    }
  }

  @Test
  void toWhomTheReceptionistWritesIsPartOfTheDocument() {
    String wanted = "{\"texting\": {\"countries\": [\"SK\", \"CZ\"], \"mostPerNumber\": 2}}";
    assertEquals(200, api.put(path, key, wanted).status());
    assertEquals(
        new JsonObject()
            .put("countries", new JsonArray().add("SK").add("CZ"))
            .put("mostPerNumber", 2)
            .put("mostPerDay", 200),
        api.get("/v1/tenants/" + house.tenant + "/texting", key).json());
    for (String wrong :
        List.of("{\"countries\": [\"sk\"]}", "{\"mostPerNumber\": 0}", "{\"mostPerDay\": 10001}")) {
      assertEquals(400, api.put(path, key, "{\"texting\": " + wrong + "}").status(), wrong);
    }
  }

  @Test
  void aTargetKeepsHowItIsAskedAndWhomToTryAfterIt() {
    String wanted = """
        {"targets": [{"key": "jana", "name": "Jana", "address": "+421905000001",
                      "warm": {"ringSeconds": 25, "showCaller": true}, "then": ["petr", "office"],
                      "contextText": true, "ringSeconds": 45},
                     {"key": "petr", "name": "Petr", "address": "+421905000002", "warm": {"ringSeconds": 5}}]}""";
    assertEquals(200, api.put(path, key, wanted).status());
    String targets = "/v1/tenants/" + house.tenant + "/targets/";
    JsonObject jana = api.get(targets + "jana", key).json();
    assertEquals(
        new JsonObject().put("ringSeconds", 25).put("showCaller", true),
        jana.getJsonObject("warm"));
    assertEquals(new JsonArray().add("petr").add("office"), jana.getJsonArray("then"));
    assertEquals(true, jana.getBoolean("contextText"));
    assertEquals(45, jana.getInteger("ringSeconds"));
    JsonObject petr = api.get(targets + "petr", key).json();
    assertEquals(false, petr.getJsonObject("warm").getBoolean("showCaller"));
    assertEquals(new JsonArray(), petr.getJsonArray("then"));
    assertEquals(false, petr.getBoolean("contextText"));
    assertNull(petr.getInteger("ringSeconds"));

    String deaf =
        "{\"targets\": [{\"key\": \"a\", \"name\": \"A\", \"address\": \"sip:a@b.example\", \"contextText\": true}]}";
    assertEquals(400, api.put(path, key, deaf).status());
    for (int wrong : List.of(4, 61)) {
      String ring =
          "{\"targets\": [{\"key\": \"a\", \"name\": \"A\", \"address\": \"0905 1\", \"ringSeconds\": %d}]}";
      assertEquals(400, api.put(path, key, ring.formatted(wrong)).status());
    }
    String tooMany =
        "{\"targets\": [{\"key\": \"a\", \"name\": \"A\", \"address\": \"0905 1\", \"then\": "
            + "[\"b\", \"c\", \"d\", \"e\", \"f\", \"g\"]}]}";
    assertEquals(400, api.put(path, key, tooMany).status());
  }

  @Test
  void theGreetingOfHolidaysIsDraftedPublishedReadAndApplied() {
    String profile = "/v1/tenants/" + house.tenant + "/profile";
    String edited = """
        {"prompt": "p", "holidayGreeting": "Merry Christmas!",
         "languages": {"spoken": {"de": {"holidayGreeting": "Frohe Weihnachten!"}}}}""";
    assertEquals(200, api.send("PUT", profile + "/draft", key, edited, Map.of()).status());
    assertEquals(201, api.post(profile + "/publications", key, "{}").status());

    JsonObject read = api.get(path, key).json().getJsonObject("profile");
    for (JsonObject each : List.of(api.get(profile, key).json(), read)) {
      assertEquals("Merry Christmas!", each.getString("holidayGreeting"), each::encode);
      assertEquals(
          "Frohe Weihnachten!",
          each.getJsonObject("languages")
              .getJsonObject("spoken")
              .getJsonObject("de")
              .getString("holidayGreeting"),
          each::encode);
    }

    read.put("holidayGreeting", "Happy Easter!");
    assertEquals(
        200, api.put(path, key, new JsonObject().put("profile", read).encode()).status());
    assertEquals("Happy Easter!", api.get(profile, key).json().getString("holidayGreeting"));
  }

  @Test
  void aRehearsalAnswersWhatItWouldBeAndChangesNothing() {
    String before = state();
    String wanted =
        "{\"tenant\": {\"key\": \"renamed\", \"name\": \"R\", \"region\": \"SK\", \"zone\": \"UTC\"}, \"contacts\": []}";
    Reply rehearsed = api.put(path + "?dryRun=true", key, wanted);
    assertEquals("renamed", rehearsed.json().getJsonObject("tenant").getString("key"));
    assertEquals(new JsonArray(), rehearsed.json().getJsonArray("contacts"));
    assertEquals(before, state());

    Reply applied = api.put(path, key, wanted);
    assertEquals(rehearsed.body(), applied.body());
    assertNotEquals(before, state());
  }

  @Test
  void oneSectionThatCannotBeKeepsAllFromHappening() {
    House other = House.create(SERVER);
    String before = state();
    assertEquals(
        409,
        api.put(
                path,
                key,
                "{\"numbers\": [{\"number\": \"%s\"}], \"contacts\": []}".formatted(other.number))
            .status());
    Reply wrong = api.put(
        path,
        key,
        "{\"targets\": [], \"contacts\": [{\"number\": \"0905 1\"}, {\"number\": \"x1\"}]}");
    assertEquals(400, wrong.status(), wrong.body());
    assertTrue(wrong.body().contains("/contacts/"), wrong.body());
    assertEquals(before, state());
  }

  @Test
  void aTenantsOwnKeyLeavesTheAgencysSectionsAsTheyAre() {
    String own = house.key(Role.TENANT);
    JsonObject settings = api.get(path, own).json();
    assertEquals(200, api.put(path, own, settings.encode()).status());
    assertEquals(403, api.put(path, own, "{\"numbers\": []}").status());
    settings.getJsonObject("tenant").put("retentionDays", 3650);
    assertEquals(403, api.put(path, own, settings.encode()).status());
    assertEquals(200, api.put(path, key, settings.encode()).status());
  }

  @Test
  void aChangedToolIsPublishedWithTheProfileThatNamesItAndKeepsItsSecrets() {
    String tool = """
        {"name": "orders", "description": "%s", "method": "GET", "url": "https://shop.example/orders", "parameters": {"type": "object"}}""";
    String settings =
        "{\"tools\": [%s], \"profile\": {\"prompt\": \"p\", \"tools\": [\"orders\"]}}";
    Reply made = api.put(path, key, settings.formatted(tool.formatted("first")));
    assertEquals(200, made.status(), made.body());
    String one = "/v1/tenants/" + house.tenant + "/tools/http/orders";
    assertEquals(200, api.put(one, key, """
            {"description": "first", "method": "GET", "url": "https://shop.example/orders", "parameters": {"type": "object"},
             "secretHeaders": {"authorization": "Bearer planted"}}""").status());
    int version = version();

    assertEquals(
        200,
        api.put(path, key, "{\"tools\": [%s]}".formatted(tool.formatted("second")))
            .status());

    assertEquals(version + 1, version(), "calls use what is published");
    assertEquals(
        new JsonArray().add("authorization"),
        api.get(one, key).json().getJsonArray("secretHeaders"));
    Reply unpublished = api.put(path, key, "{\"tools\": []}");
    assertEquals(409, unpublished.status(), "the profile names it");
    Reply gone = api.put(path, key, "{\"tools\": [], \"profile\": {\"prompt\": \"p\"}}");
    assertEquals(200, gone.status(), gone.body());
    assertEquals(404, api.get(one, key).status());
  }

  private int version() {
    return api.get("/v1/tenants/" + house.tenant + "/profile", key).json().getInteger("version");
  }

  @Test
  void aDraftThatSomebodyEditsIsNotLost() {
    String draft = "/v1/tenants/" + house.tenant + "/profile/draft";
    Reply saved = api.send("PUT", draft, key, "{\"prompt\": \"being edited\"}", Map.of());
    assertEquals(200, saved.status(), saved.body());
    Reply refused = api.put(path, key, "{\"profile\": {\"prompt\": \"other\"}}");
    assertEquals(409, refused.status(), refused.body());
    assertEquals("being edited", api.get(draft, key).json().getString("prompt"));
  }

  @Test
  void aWebhookThatStaysKeepsItsIdAndSecretAndANewOneGetsItsOwn() {
    String hooks = "/v1/tenants/" + house.tenant + "/webhooks";
    JsonObject kept = api.post(hooks, key, """
        {"url": "https://crm.example/kept", "events": ["call.completed"]}""").json();
    Reply applied = api.put(path, key, """
        {"webhooks": [{"url": "https://crm.example/new", "events": ["message.taken"]},
                      {"url": "https://crm.example/kept", "events": ["call.completed", "call.answered"], "personal": true}]}""");
    assertEquals(200, applied.status(), applied.body());
    assertEquals(applied.body(), api.put(path, key, applied.body()).body());

    assertEquals(
        List.of(
            "https://crm.example/kept %s true 1".formatted(kept.getString("id")),
            "https://crm.example/new other false 1"),
        SERVER.ask("""
            SELECT w.url || ' ' || CASE WHEN w.id = '%s' THEN w.id::text ELSE 'other' END || ' ' || w.personal || ' '
              || (SELECT count(*) FROM webhook_secret s WHERE s.webhook_id = w.id)
            FROM webhook w WHERE w.kind = 'webhook' AND w.tenant_id = '%s' ORDER BY w.url""".formatted(kept.getString("id"), house.tenant)));
    assertTrue(!applied.body().contains("whsec_"), applied.body());
    assertEquals(null, api.get(path, house.key(Role.VIEWER)).json().getValue("webhooks"));
  }

  @Test
  void aWebhookToAnAddressOfOursIsRefusedByItsPlace() {
    Reply refused = api.put(path, key, """
        {"webhooks": [{"url": "https://crm.example/", "events": ["call.completed"]},
                      {"url": "https://169.254.169.254/", "events": ["call.completed"]}]}""");
    assertEquals(400, refused.status());
    assertTrue(refused.body().contains("/webhooks/1/url"), refused.body());
  }

  @Test
  void tooManyContactsAreRefusedNotCutOff() {
    SERVER.run("""
        INSERT INTO contact (tenant_id, agency_id, number) SELECT '%s', '%s', '+4219' || (10000000 + n)
        FROM generate_series(1, 10001) AS n""".formatted(house.tenant, house.agency));
    Reply refused = api.get(path, key);
    assertEquals(409, refused.status());
    assertTrue(refused.body().contains("contacts=false"), refused.body());
    Reply without = api.get(path + "?contacts=false", key);
    assertEquals(200, without.status());
    assertEquals(null, without.json().getValue("contacts"));
  }

  private static JsonObject week(JsonObject settings) {
    return settings.getJsonObject("hours").getJsonObject("week");
  }

  /** What nodes would have to read again, and all versions of the profile. */
  private String state() {
    return String.join("\n", SERVER.ask("""
        SELECT revision || key FROM tenant WHERE id = '%1$s'
        UNION ALL SELECT version || state || prompt FROM profile_version WHERE tenant_id = '%1$s'
        UNION ALL SELECT number || name FROM contact WHERE tenant_id = '%1$s' ORDER BY 1""".formatted(house.tenant)));
  }
}
