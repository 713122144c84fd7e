package dev.frontdesk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.model.EmergencyCare;
import dev.frontdesk.model.ProfileLanguages;
import dev.frontdesk.model.SpokenLanguage;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.model.VoiceSettings;
import dev.frontdesk.simulator.carrier.CallerPlan;
import dev.frontdesk.simulator.carrier.CallerReport;
import dev.frontdesk.simulator.carrier.Carrier;
import dev.frontdesk.simulator.carrier.CarrierOptions;
import dev.frontdesk.simulator.carrier.Human;
import dev.frontdesk.simulator.carrier.Human.Manner;
import dev.frontdesk.simulator.carrier.line.Act;
import dev.frontdesk.simulator.model.Brain;
import dev.frontdesk.simulator.model.ModelReport;
import dev.frontdesk.store.ProfileStore.Draft;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Callers whose sound passes through us: help in an emergency comes first, and they are spoken with in their language. */
class BridgedCallersIT {
  private static final TenantId BAKERY = TenantId.of("00000000-0000-0000-0000-0000000000b1");
  private static final Duration QUIET = Duration.ofMillis(300);
  private static final String LEAVE = "Leave the house, I am connecting you.";

  private final Vertx vertx = Vertx.vertx();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile URI gateway = URI.create("http://127.0.0.1:1");
  private Carrier carrier;
  private TestGateway desk;
  private WarmWorld world;

  @BeforeEach
  void open() {
    carrier = TestGateway.await(
        Carrier.start(vertx, CarrierOptions.defaults().withPace(0.05).withRoute(this::at)));
    desk = new TestGateway(
        settings -> settings.with(new CarrierSettings(
            Optional.of(TwilioCarrier.endpoint(carrier.baseUrl())), TwilioCarrier.PUBLIC)),
        null,
        0);
    gateway = desk.webhook();
    world = new WarmWorld(desk, carrier);
    world.thinking(hearing("We have a gas leak in the cellar!"));
  }

  private URI at(URI url) {
    String scheme = url.getScheme().startsWith("ws") ? "ws" : "http";
    return URI.create(scheme + "://" + gateway.getRawAuthority() + url.getRawPath());
  }

  @AfterEach
  void close() {
    TestGateway.await(carrier.close());
    desk.close();
    TestGateway.await(vertx.close());
  }

  /** @param words that the model hears whenever the caller speaks */
  private Brain hearing(String words) {
    return new Brain() {
      @Override
      public Doing next(Turn turn) {
        asked.add(turn.instructions());
        return PLAIN.next(turn);
      }

      @Override
      public String hears(int speech) {
        return words;
      }
    };
  }

  private Future<CallerReport> call(String caller, Act... then) {
    var acts = new Act[then.length + 1];
    acts[0] = Act.heardOut(QUIET);
    System.arraycopy(then, 0, acts, 1, then.length);
    return carrier.place(CallerPlan.call(caller, TwilioCarrier.NUMBER, acts));
  }

  @Test
  void whoSpeaksOfAnEmergencyIsToldWhatToDoAndPutThroughWhateverTheModelSays() {
    String duty = world.target(
        "duty",
        Human.of(Manner.ANSWERS).ringing(QUIET).staying(Duration.ofSeconds(1)),
        "EMERGENCY");
    careFor("duty");
    CallerReport report = TestGateway.await(
        call(WarmWorld.CALLER, Act.speak(Duration.ofSeconds(1)), Act.silent(Duration.ofHours(1))));

    assertEquals(
        List.of(List.of(report.callSid(), world.leg(duty).callSid())),
        TestGateway.await(carrier.bridges()));
    assertTrue(said(report).contains(LEAVE), said(report).toString());
    assertEquals(List.of("gas leak duty"), facts(report, "words", "target"));
    assertEquals("handed-over", ended(report));
    assertEquals(
        List.of("duty handed-over"),
        desk.server.ask("SELECT target_key || ' ' || t.outcome FROM transfer_attempt t"));
  }

  @Test
  void whoIsPutThroughToNobodyIsToldWhatToDoAndStays() {
    careFor(null);
    Promise<Void> helped = Promise.promise();
    Future<CallerReport> call = call(
        WarmWorld.CALLER,
        Act.speak(Duration.ofSeconds(1)),
        caller -> WarmWorld.awaited(helped.future()),
        Act.hangUp());
    desk.eventually(
        "SELECT body FROM utterance WHERE side = 'agent'", said -> said.contains(LEAVE));
    helped.complete();

    CallerReport report = TestGateway.await(call);
    assertEquals("caller-hung-up", ended(report));
    assertEquals("caller", report.endedBy());
    assertEquals(List.of(), TestGateway.await(carrier.bridges()));
  }

  @Test
  void aCallerIsGreetedHeardAndSpokenWithInTheLanguageOfTheirCountry() {
    publish(false);
    CallerReport report = TestGateway.await(call("+431234567", Act.hangUp()));
    assertEquals(
        List.of(
            "Guten Tag, Bäckerei Novak. Sie sprechen mit einer künstlichen Intelligenz. Was darf es sein?"),
        said(report));
    JsonObject session = session();
    assertTrue(instructions(session).contains("- Speak de-AT only"), instructions(session));
    assertEquals(
        "cedar", session.getJsonObject("audio").getJsonObject("output").getString("voice"));
    assertEquals("de", transcribed(session));

    publish(true);
    TestGateway.await(call("+431234567", Act.hangUp()));
    session = session();
    assertTrue(
        instructions(session).contains("change it when the caller does"), instructions(session));
    assertNull(transcribed(session));
  }

  @Test
  void aLanguageWithoutAGreetingGetsTheProfilesInThatLanguage() {
    publish(true);
    TestGateway.await(call("+361234567", Act.hangUp()));
    assertTrue(asked.get(0).startsWith("Greet the caller now in the language hu: "), asked.get(0));
    assertTrue(asked.get(0).contains("Good day, this is Bakery Novak."), asked.get(0));

    asked.clear();
    TestGateway.await(call("+421900000009", Act.hangUp()));
    assertTrue(asked.get(0).startsWith("Say exactly this to the caller"), asked.get(0));
  }

  private void careFor(@Nullable String target) {
    TestGateway.await(desk.database.inTenant(
        BAKERY,
        stores -> stores
            .emergency()
            .save(new EmergencyCare(
                true, false, Map.of("en", List.of("gas leak")), Map.of("en", LEAVE), target))));
    TestGateway.await(desk.directory.refresh());
  }

  private void publish(boolean mirror) {
    var german =
        new SpokenLanguage("Guten Tag, Bäckerei Novak. Was darf es sein?", "", "", "cedar");
    var draft = new Draft(
        "You answer for a bakery.",
        "Good day, this is Bakery Novak. How can I help?",
        "",
        "",
        VoiceSettings.DEFAULTS,
        Set.of(),
        List.of(),
        new ProfileLanguages(mirror, Map.of("de", german), Map.of("+43", "de-AT", "+36", "hu")));
    TestGateway.await(desk.database.inTenant(
        BAKERY,
        stores ->
            stores.profiles().saveDraft(draft).compose(id -> stores.profiles().publish(id))));
    TestGateway.await(desk.directory.refresh());
  }

  /** As it was set up for the latest call. */
  private JsonObject session() {
    List<ModelReport> sessions = TestGateway.await(desk.world.modelSessions());
    return new JsonObject(sessions.get(sessions.size() - 1).config());
  }

  private static String instructions(JsonObject session) {
    return session.getString("instructions");
  }

  private static @Nullable String transcribed(JsonObject session) {
    return session
        .getJsonObject("audio")
        .getJsonObject("input")
        .getJsonObject("transcription")
        .getString("language");
  }

  private String ended(CallerReport report) {
    return desk.eventually(
            "SELECT outcome FROM call WHERE ended_at IS NOT NULL AND provider_call_id = '"
                + report.callSid() + "'",
            rows -> rows.size() == 1)
        .get(0);
  }

  /** By the receptionist, once the call is over. */
  private List<String> said(CallerReport report) {
    ended(report);
    return desk.server.ask(
        "SELECT body FROM utterance u JOIN call c ON c.id = u.call_id WHERE side = 'agent' AND c.provider_call_id = '"
            + report.callSid() + "' ORDER BY u.place");
  }

  private List<String> facts(CallerReport report, String... names) {
    String columns = String.join(
        " || ' ' || ",
        List.of(names).stream().map(name -> "(data ->> '" + name + "')").toList());
    return desk.eventually(
        "SELECT " + columns + " FROM call_fact f JOIN call c ON c.id = f.call_id"
            + " WHERE f.kind = 'emergency' AND c.provider_call_id = '" + report.callSid() + "'",
        rows -> rows.size() == 1);
  }
}
