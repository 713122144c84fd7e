package dev.frontdesk.admin.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.accept.AcceptanceVerticle;
import dev.frontdesk.accept.CallerBook;
import dev.frontdesk.accept.Deciding;
import dev.frontdesk.accept.Desk;
import dev.frontdesk.accept.LoadBook;
import dev.frontdesk.accept.Openings;
import dev.frontdesk.accept.Previews;
import dev.frontdesk.accept.Reoffers;
import dev.frontdesk.accept.Ringing;
import dev.frontdesk.admin.api.TestApi.Reply;
import dev.frontdesk.bus.RecordCodec;
import dev.frontdesk.model.Endpoint;
import dev.frontdesk.model.Secret;
import dev.frontdesk.model.VoiceSettings;
import dev.frontdesk.policy.InstructionComposer;
import dev.frontdesk.provider.Providers;
import dev.frontdesk.provider.realtime.RealtimeProvider;
import dev.frontdesk.store.Directory;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Previews over HTTP, answered by an acceptance node over the bus. */
class PreviewRoutesIT {
  private static final String SECRET = "sk-never-shown";
  private static final TestServer SERVER = new TestServer();
  private static final House HOUSE = House.create(SERVER);
  private static final TestApi API = new TestApi(SERVER);
  private static final String TENANT = "/v1/tenants/" + HOUSE.tenant;
  private static final String KEY = HOUSE.key(Role.VIEWER);

  static {
    API.withoutAcceptance();
  }

  @AfterAll
  static void close() {
    API.close();
  }

  @Test
  void aPreviewNamesThatNoNodeAnswersAndIsMadeOnceOneDoes() {
    Reply alone = API.post(TENANT + "/preview", KEY, "{}");
    assertEquals(503, alone.status(), alone.body());
    assertTrue(alone.json().getString("type").endsWith("/no-acceptance"), alone.body());
    assertEquals(503, API.get(TENANT + "/tools", KEY).status());

    Directory directory = acceptance();
    try {
      published();
      theDraftAndItsTools();
      aClosedHour();
      whatCannotBePreviewed();
    } finally {
      TestApi.await(directory.close());
    }
  }

  private static void published() {
    Reply reply = API.post(
        TENANT + "/preview",
        KEY,
        "{\"caller\": \"%s\", \"number\": \"%s\", \"at\": \"2026-11-23T12:00:00Z\"}"
            .formatted(HOUSE.number, HOUSE.number));
    assertEquals(200, reply.status(), reply.body());
    assertFalse(reply.body().contains(SECRET), reply.body());
    JsonObject made = reply.json();
    JsonObject session = made.getJsonObject("session");
    assertEquals("answer", made.getString("decision"), reply.body());
    assertEquals(HOUSE.mark, made.getJsonObject("contact").getString("name"));
    assertEquals(
        session.getString("instructions"),
        session.getJsonObject("config").getString("instructions"));
    assertTrue(session.getString("instructions").contains("23 November 2026, 12:00"));
    assertEquals(HOUSE.mark, session.getJsonArray("targets").getJsonObject(0).getString("key"));
    assertEquals(new JsonArray(), session.getJsonArray("problems"));
    assertEquals(
        session.getJsonArray("tools"),
        API.get(TENANT + "/tools", KEY).json().getJsonArray("tools"));
  }

  private static void theDraftAndItsTools() {
    SERVER.run(
        "UPDATE profile_version SET prompt = 'Only a draft.', tools = '{end_call}' WHERE state = 'draft' AND tenant_id = '%s'"
            .formatted(HOUSE.tenant));
    JsonObject session = API.post(
            TENANT + "/preview", KEY, "{\"draft\": true, \"at\": \"2026-11-23T12:00:00Z\"}")
        .json()
        .getJsonObject("session");
    assertTrue(session.getString("instructions").contains("Only a draft."), session.encode());
    assertEquals(1, session.getJsonArray("tools").size());
  }

  /** The house is open on Mondays only. */
  private static void aClosedHour() {
    JsonObject made =
        API.post(TENANT + "/preview", KEY, "{\"at\": \"2026-11-22T12:00:00Z\"}").json();
    assertTrue(made.getJsonArray("reasons").encode().contains("closed"), made.encode());
  }

  private static void whatCannotBePreviewed() {
    assertEquals(
        400,
        API.post(TENANT + "/preview", KEY, "{\"number\": \"+15559999999\"}").status());
    assertEquals(404, API.post(TENANT + "/preview", KEY, "{\"version\": 77777}").status());
    assertEquals(
        400,
        API.post(TENANT + "/preview", KEY, "{\"version\": 1, \"draft\": true}").status());
  }

  private static Directory acceptance() {
    Directory directory = TestApi.await(Directory.open(API.vertx, API.database, TestApi.VAULT));
    var realtime = RealtimeProvider.create(API.vertx, VoiceSettings.DEFAULTS, null);
    Providers providers = id -> Optional.of(new Providers.Connection(
        new Endpoint(
            id, null, null, "openai", "http://127.0.0.1:1", Secret.of(SECRET), List.of(), null),
        realtime));
    InstantSource clock = InstantSource.system();
    var loads = new LoadBook(clock);
    var callers = new CallerBook(API.bus, clock);
    var composer = InstructionComposer.standard();
    var desk = new Desk(
        directory,
        providers,
        loads,
        callers,
        new Ringing(API.bus, API.database.claims(), clock, Duration.ofSeconds(5)),
        composer,
        clock,
        404);
    TestApi.await(API.vertx.deployVerticle(new AcceptanceVerticle(
        House.NODE,
        API.bus,
        desk,
        new Previews(directory, providers, loads, callers, composer, clock),
        new Openings(directory, providers, loads, callers, composer),
        loads,
        new RecordCodec(List.of()),
        callers,
        new Reoffers(
            API.database.claims(), new RecordCodec(List.of()), House.NODE, API.bus, List::of),
        new Deciding(System::nanoTime))));
    return directory;
  }
}
