package dev.frontdesk.admin.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.admin.api.TestApi.Reply;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each way to be refused, with its status, its type, and the field it is about. */
class RefusalsIT {
  private static final TestServer SERVER = new TestServer();
  private static final TestApi API = new TestApi(SERVER);
  private static final House HOUSE = House.create(SERVER);
  private static final String KEY = HOUSE.key(Role.AGENCY);
  private static final String TENANTS = "/v1/agencies/" + HOUSE.agency + "/tenants";
  private static final String TENANT = "/v1/tenants/" + HOUSE.tenant;
  private static final String BODY =
      "{\"key\":\"a\",\"name\":\"A\",\"region\":\"SK\",\"zone\":\"UTC\"}";

  @AfterAll
  static void close() {
    API.close();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
      an unknown field       | {"key":"a","name":"A","region":"SK","zone":"UTC","colour":"red"} | /colour
      a missing field        | {"key":"a","name":"A","region":"SK"}                             | /zone
      a wrong type           | {"key":"a","name":7,"region":"SK","zone":"UTC"}                  | /name
      a wrong pattern        | {"key":"A!","name":"A","region":"SK","zone":"UTC"}               | /key
      a field inside         | {"key":"a","name":"A","region":"SK","zone":"UTC","limits":{"concurrentCalls":-1,"longestCallSeconds":60,"longestSilenceSeconds":30}} | /limits/concurrentCalls
      no time zone           | {"key":"a","name":"A","region":"SK","zone":"Nowhere/At-All"}     | ~~
      no JSON                | {"key":                                                          | ~~
      no object              | []                                                               | ~~
      """)
  void aBodyThatDoesNotFitIsNamedByField(String what, String body, String field) {
    Reply reply = API.post(TENANTS, KEY, body);
    assertProblem(400, "invalid", reply);
    var errors = reply.json().getJsonArray("errors");
    if (!field.isEmpty()) {
      assertTrue(
          errors.stream()
              .anyMatch(each -> ((JsonObject) each).getString("field").equals(field)),
          reply.body());
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
      {"do":"dance"}                                | /do
      {"do":"say"}                                  | /text
      {"do":"say","text":" "}                       | /text
      {"do":"whisper","text":"a","target":"sales"}  | /target
      {"do":"transfer"}                             | /target
      {"do":"transfer","target":"sales","text":"a"} | /text
      {"do":"hang-up","text":"a"}                   | /text
      {"do":"hang-up","force":true}                 | /force
      {}                                            | /do
      """)
  void aCommandHasWhatItsKindTakes(String body, String field) {
    Reply reply = API.post(TENANT + "/calls/" + HOUSE.ids.get("call") + "/commands", KEY, body);
    assertProblem(400, "invalid", reply);
    assertTrue(reply.body().contains("\"field\":\"" + field + "\""), reply.body());
  }

  @Test
  void aParameterThatDoesNotFitIsRefused() {
    assertProblem(400, "invalid", API.get("/v1/tenants/not-a-uuid", KEY));
    assertProblem(400, "invalid", API.get(TENANT + "/keys/not-a-uuid", KEY));
    assertProblem(400, "invalid", API.get(TENANTS + "?limit=0", KEY));
    assertProblem(400, "invalid", API.get(TENANTS + "?after=!", KEY));
    assertProblem(400, "invalid", API.get(TENANTS + "?sort=up", KEY));
  }

  @Test
  void withoutAValidKeyThereIsNothing() {
    Reply reply = API.get(TENANT, "");
    assertProblem(401, "unauthenticated", reply);
    assertEquals("Bearer realm=\"frontdesk\"", reply.header("www-authenticate"));
    assertProblem(401, "unauthenticated", API.get(TENANT, "fd_wrong"));
  }

  @Test
  void aRoleThatIsTooSmallIsForbiddenAndWhatIsAnothersIsNotThere() {
    assertProblem(403, "forbidden", API.delete(TENANT, HOUSE.key(Role.TENANT)));
    assertProblem(404, "not-found", API.get(TENANT, House.create(SERVER).key(Role.TENANT)));
    assertProblem(404, "not-found", API.get("/v1/nothing", KEY));
    assertProblem(405, "method-not-allowed", API.send("PATCH", TENANT, KEY, "{}", Map.of()));
  }

  @Test
  void aNameThatIsTakenIsAConflict() {
    assertProblem(
        409, "conflict", API.post(TENANTS, KEY, BODY.replace("\"a\"", '"' + HOUSE.mark + '"')));
  }

  @Test
  void anUpdateSaysWhatItHasSeen() {
    Reply seen = API.get(TENANT, KEY);
    String body = BODY.replace("\"a\"", '"' + HOUSE.mark + '"');
    assertProblem(428, "precondition-required", API.send("PUT", TENANT, KEY, body, Map.of()));
    assertProblem(
        412, "stale", API.send("PUT", TENANT, KEY, body, Map.of("if-match", "\"older\"")));
    Reply changed = API.send("PUT", TENANT, KEY, body, Map.of("if-match", seen.header("etag")));
    assertEquals(200, changed.status(), changed.body());
    assertProblem(
        412, "stale", API.send("PUT", TENANT, KEY, body, Map.of("if-match", seen.header("etag"))));
    assertEquals(changed.header("etag"), API.get(TENANT, KEY).header("etag"));
    assertEquals(
        304,
        API.send("GET", TENANT, KEY, "", Map.of("if-none-match", changed.header("etag")))
            .status());
  }

  @Test
  void aRepeatedCreateGivesTheSameAnswerAndAnotherOneUnderItsNameIsRefused() {
    var once = Map.of("idempotency-key", "k-1");
    String body = BODY.replace("\"a\"", "\"once\"");
    Reply first = API.send("POST", TENANTS, KEY, body, once);
    assertEquals(201, first.status(), first.body());
    Reply again = API.send("POST", TENANTS, KEY, body, once);
    assertEquals(first.body(), again.body());
    assertEquals(first.header("location"), again.header("location"));
    assertEquals(first.header("etag"), again.header("etag"));
    assertProblem(
        422, "reused-key", API.send("POST", TENANTS, KEY, body.replace("once", "other"), once));
    var agency = Map.of("idempotency-key", "agency-1");
    String name = "{\"name\":\"once " + HOUSE.mark + "\"}";
    assertEquals(
        API.send("POST", "/v1/agencies", TestApi.BOOTSTRAP, name, agency).body(),
        API.send("POST", "/v1/agencies", TestApi.BOOTSTRAP, name, agency).body());
  }

  @Test
  void aBodyIsJsonAndNotTooLarge() {
    assertProblem(
        415,
        "unsupported-type",
        API.send("POST", TENANTS, KEY, BODY, Map.of("content-type", "text/plain")));
    assertProblem(
        413, "too-large", API.post(TENANTS, KEY, "{\"name\":\"" + "x".repeat(300_000) + "\"}"));
  }

  @Test
  void aKeyThatAsksTooOftenHasToWait() {
    var strict = new ApiSettings(
        java.util.Optional.empty(), 1, 2, 100, Duration.ofMinutes(1), Duration.ofSeconds(30));
    try (var api = new TestApi(SERVER, dev.frontdesk.store.Walls.BOTH, strict)) {
      assertEquals(200, api.get(TENANT, KEY).status());
      assertEquals(200, api.get(TENANT, KEY).status());
      Reply reply = api.get(TENANT, KEY);
      assertProblem(429, "limit", reply);
      assertEquals("1", reply.header("retry-after"));
      assertEquals(200, api.get(TENANT, HOUSE.key(Role.VIEWER)).status());
    }
  }

  @Test
  void aListComesInPages() {
    for (String key : new String[] {"p-1", "p-2", "p-3"}) {
      API.post(TENANTS, KEY, BODY.replace("\"a\"", '"' + key + '"'));
    }
    int seen = 0;
    String after = "";
    do {
      JsonObject page = API.get(TENANTS + "?limit=2" + after, KEY).json();
      seen += page.getJsonArray("items").size();
      after = page.getString("next") == null ? "" : "&after=" + page.getString("next");
    } while (!after.isEmpty());
    assertEquals(
        SERVER
            .ask("SELECT count(*) FROM tenant WHERE agency_id = '" + HOUSE.agency + "'")
            .get(0),
        Integer.toString(seen));
  }

  private static void assertProblem(int status, String type, Reply reply) {
    assertEquals(status, reply.status(), reply.body());
    assertEquals("application/problem+json", reply.header("content-type"));
    assertEquals("https://frontdesk.dev/problems/" + type, reply.json().getString("type"));
    assertEquals(status, reply.json().getInteger("status"));
  }
}
