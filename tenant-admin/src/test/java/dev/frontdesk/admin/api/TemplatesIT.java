package dev.frontdesk.admin.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.admin.api.TestApi.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A template is written into many tenants, in each with what it says of that business; nobody's draft is lost. */
class TemplatesIT {
  private final TestServer server = new TestServer();
  private final House house = House.create(server);
  private final TestApi api = new TestApi(server);
  private final String key = house.key(Role.AGENCY);
  private final String template = "/v1/agencies/" + house.agency + "/templates/salon";

  @AfterEach
  void close() {
    api.close();
  }

  private Reply save(String prompt, String... tools) {
    var body = new JsonObject()
        .put("prompt", prompt)
        .put("greeting", "{{ business.name }}.")
        .put("holidayGreeting", "{{business.name}} has a holiday.")
        .put("tools", new JsonArray(List.of(tools)))
        .put("knowledge", new JsonArray().add(new JsonObject("""
            {"title": "Reach {{business.name}}", "body": "{{business.numbers}} in {{business.zone}}, {{business.locale}}"}""")));
    return api.get(template, key).status() == 404
        ? api.send("PUT", template, key, body.encode(), Map.of())
        : api.put(template, key, body.encode());
  }

  private static String asked(boolean publish, boolean replace, UUID... tenants) {
    return new JsonObject()
        .put("tenants", new JsonArray(Stream.of(tenants).map(UUID::toString).toList()))
        .put("publish", publish)
        .put("replaceDrafts", replace)
        .encode();
  }

  private List<JsonObject> apply(boolean publish, boolean replace, UUID... tenants) {
    Reply reply = api.post(template + "/applications", key, asked(publish, replace, tenants));
    assertEquals(200, reply.status(), reply.body());
    return reply.json().getJsonArray("items").stream()
        .map(each -> (JsonObject) each)
        .toList();
  }

  private void without(House one, String state) {
    server.run("DELETE FROM profile_version WHERE tenant_id = '%s' AND state = '%s'"
        .formatted(one.tenant, state));
  }

  private JsonObject draft(House one) {
    return api.get("/v1/tenants/" + one.tenant + "/profile/draft", key).json();
  }

  private static String outcome(JsonObject item) {
    return item.getString("outcome");
  }

  @Test
  void eachTenantGetsWhatItSaysOfItself() {
    House sibling = house.sibling();
    without(house, "draft");
    without(sibling, "draft");
    // A value is not looked into for further placeholders.
    server.run(
        "UPDATE tenant SET name = '{{business.zone}} $1', zone = 'Europe/Bratislava' WHERE id = '%s'"
            .formatted(sibling.tenant));
    assertEquals(200, save("You answer for {{business.name}}.").status());

    assertEquals(
        List.of("drafted", "drafted"),
        apply(false, false, house.tenant, sibling.tenant).stream()
            .map(TemplatesIT::outcome)
            .toList());

    assertEquals("You answer for " + house.mark + ".", draft(house).getString("prompt"));
    JsonObject other = draft(sibling);
    assertEquals("You answer for {{business.zone}} $1.", other.getString("prompt"));
    assertEquals("{{business.zone}} $1.", other.getString("greeting"));
    assertEquals("{{business.zone}} $1 has a holiday.", other.getString("holidayGreeting"));
    assertEquals(
        new JsonArray()
            .add(new JsonObject()
                .put("title", "Reach {{business.zone}} $1")
                .put("body", sibling.number + " in Europe/Bratislava, en")),
        other.getJsonArray("knowledge"));
  }

  @Test
  void aDraftThatSomebodyEditsIsReplacedOnlyWhenThatIsWanted() {
    save("new");
    String edited = draft(house).encode();

    JsonObject refused = apply(true, false, house.tenant).get(0);

    assertEquals("refused", outcome(refused));
    assertEquals("somebody is editing a draft", refused.getString("reason"));
    assertEquals(edited, draft(house).encode());
    assertEquals("drafted", outcome(apply(false, true, house.tenant).get(0)));
    assertEquals("new", draft(house).getString("prompt"));
  }

  @Test
  void whatIsPublishedIsWhatCallsGetAndAppliedAgainItIsUnchanged() {
    without(house, "draft");
    save("new");

    JsonObject published = apply(true, false, house.tenant).get(0);

    assertEquals("published", outcome(published));
    JsonObject profile =
        api.get("/v1/tenants/" + house.tenant + "/profile", key).json();
    assertEquals("new", profile.getString("prompt"));
    assertEquals(profile.getInteger("version"), published.getInteger("version"));
    assertEquals(
        published.put("outcome", "unchanged"), apply(true, false, house.tenant).get(0));
    save("newer");
    assertEquals("drafted", outcome(apply(false, false, house.tenant).get(0)));
    assertEquals("unchanged", outcome(apply(false, false, house.tenant).get(0)));
    assertEquals("published", outcome(apply(true, false, house.tenant).get(0)));
  }

  @Test
  void oneThatIsRefusedKeepsNoneOfTheOthersFromItAndAStrangersTenantIsNotThere() {
    House sibling = house.sibling();
    House foreign = House.create(server);
    without(house, "draft");
    without(sibling, "draft");
    without(foreign, "draft");
    save("new", house.mark);
    UUID nobody = UUID.randomUUID();

    List<JsonObject> items =
        apply(false, true, sibling.tenant, foreign.tenant, nobody, house.tenant);

    assertEquals(
        List.of("refused", "refused", "refused", "drafted"),
        items.stream().map(TemplatesIT::outcome).toList());
    assertEquals("there is no tool named " + house.mark, items.get(0).getString("reason"));
    assertEquals("there is no such tenant", items.get(1).getString("reason"));
    assertEquals(
        items.get(2).put("tenant", foreign.tenant.toString()),
        items.get(1),
        "a stranger's tenant is as one that is not there");
    assertEquals(
        List.of("0"),
        server.ask(
            "SELECT count(*) FROM profile_version WHERE prompt = 'new' AND tenant_id IN ('%s', '%s')"
                .formatted(foreign.tenant, sibling.tenant)));
  }

  @Test
  void whatBecomesTooLongIsRefused() {
    without(house, "draft");
    save("{{business.name}}".repeat(2_900));
    server.run("UPDATE tenant SET name = repeat('n', 200) WHERE id = '" + house.tenant + "'");

    JsonObject refused = apply(false, false, house.tenant).get(0);

    assertEquals("its prompt is longer than 50000 characters", refused.getString("reason"));
  }

  @Test
  void theAgencyAndEachTenantHaveAnEntryInTheAudit() {
    House sibling = house.sibling();
    without(house, "draft");
    save("new");
    var once = Map.of("idempotency-key", "once");
    String body = asked(false, false, house.tenant, sibling.tenant);

    Reply first = api.send("POST", template + "/applications", key, body, once);
    Reply again = api.send("POST", template + "/applications", key, body, once);

    assertEquals(first.body(), again.body());
    assertEquals(
        List.of("profile.template " + house.tenant, "template.apply ", "template.update "),
        server.ask("""
            SELECT action || ' ' || coalesce(tenant_id::text, '') FROM audit
            WHERE agency_id = '%s' AND action <> 'x' ORDER BY 1
            """.formatted(house.agency)));
  }

  @Test
  void anUnknownPlaceholderIsNamedWhenItIsSaved() {
    Reply reply = save("Ask {{business.owner}}.");

    assertEquals(400, reply.status());
    JsonObject error = reply.json().getJsonArray("errors").getJsonObject(0);
    assertEquals("/prompt", error.getString("field"));
    assertEquals("there is no placeholder business.owner", error.getString("message"));
    assertEquals(404, api.get(template, key).status());
    assertTrue(save("Ask {{business.name}} {or} {{ me.").status() == 200);
  }
}
