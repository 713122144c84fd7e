package dev.frontdesk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.bus.Address;
import dev.frontdesk.bus.BusMessage.PreviewAsked;
import dev.frontdesk.bus.BusMessage.PreviewMade;
import dev.frontdesk.bus.BusMessage.PreviewedSession;
import dev.frontdesk.bus.BusMessage.ToolsAsked;
import dev.frontdesk.bus.BusMessage.ToolsTold;
import dev.frontdesk.model.KnowledgeArticle;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.model.ToolSpec;
import dev.frontdesk.model.VoiceSettings;
import dev.frontdesk.simulator.report.CallReport;
import dev.frontdesk.store.Database;
import dev.frontdesk.store.ProfileStore;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Callers hear what the business knows: from the instructions when it is little, looked up when it is much. */
class KnowledgeIT {
  private static final TenantId BAKERY = TenantId.of("00000000-0000-0000-0000-0000000000b1");
  private static final TenantId NEIGHBOUR = TenantId.of("00000000-0000-0000-0000-0000000000b2");
  private static final PhoneNumber JANA = new PhoneNumber("+421900000001");
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final KnowledgeArticle PARKING =
      new KnowledgeArticle("Parking", "The car park of the shop is open from six to ten.");

  private TestGateway desk;

  @BeforeEach
  void open() {
    desk = new TestGateway(settings -> settings, null, 0.2);
    desk.server.run("""
        INSERT INTO tenant (id, agency_id, key, name, region, zone, locale) VALUES
          ('%s', '00000000-0000-0000-0000-00000000000a', 'neighbour', 'Butcher', 'SK', 'Europe/Bratislava', 'en')
        """.formatted(NEIGHBOUR));
  }

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void aCallerAsksForTheParkingAndHearsWhatTheBusinessKnows() {
    publish(NEIGHBOUR, much(new KnowledgeArticle("Parking", "Parking of the butcher.")));
    publish(BAKERY, much(PARKING));

    CallReport report = desk.place("""
        steps:
        - greeting
        - caller: Until when is the car park open?
        - tool: search_knowledge
          with: { question: parking opening hours }
        - agent: "${output.passages.0.text}"
        - hang-up
        expect: { tools-offered: [ search_knowledge ], agent-says: [ open from six to ten ] }
        """);

    assertEquals(List.of(), report.broken());
    String instructions =
        new JsonObject(String.valueOf(report.session())).getString("instructions");
    assertTrue(instructions.contains("  - Parking\n"), instructions);
    assertFalse(instructions.contains("six to ten"), instructions);
    String fact = answered(report);
    assertTrue(fact.contains("search_knowledge") && fact.contains("six to ten"), fact);
    assertFalse(fact.contains("butcher"), fact);
    assertEquals(List.of("0"), desk.server.ask("SELECT count(*) FROM effect"));
  }

  @Test
  void whatNobodyKnowsIsNotGuessed() {
    publish(BAKERY, much(PARKING));

    CallReport report = desk.place("""
        steps:
        - greeting
        - caller: Do you rent boats?
        - tool: search_knowledge
          with: { question: boat rental }
        - agent: I do not know, may I take a message?
        - caller: No.
        - tool: search_knowledge
          with: { question: "" }
        - agent: Goodbye.
        - hang-up
        expect: { tool-output: { search_knowledge: Nothing was found } }
        """);

    assertEquals(List.of(), report.broken());
  }

  @Test
  void littleKnowledgeIsToldWholeAndHasNoTool() {
    publish(BAKERY, List.of(PARKING));

    CallReport report = desk.place("steps: [ greeting, hang-up ]\nexpect: { accepts: 1 }");

    assertEquals(List.of(), report.broken());
    String session = String.valueOf(report.session());
    assertTrue(session.contains("six to ten"), session);
    assertFalse(session.contains("search_knowledge"), session);
  }

  @Test
  void aPreviewHasTheToolAsACallDoes() {
    publish(BAKERY, much(PARKING));
    CallReport report = desk.place("steps: [ greeting, hang-up ]\nexpect: { accepts: 1 }");
    List<String> planned = desk.eventually(
        "SELECT data::text FROM call_fact WHERE kind = 'latency.answer'", rows -> rows.size() == 1);
    Instant at = Instant.parse(new JsonObject(planned.get(0)).getString("plannedAt"));

    PreviewMade made = TestGateway.await(desk.bus.ask(
        Address.PREVIEW,
        new PreviewAsked(BAKERY, Database.PLATFORM_ENDPOINT, JANA, at, null, null),
        PreviewMade.class,
        SOON));

    PreviewedSession session = Objects.requireNonNull(made.session());
    assertEquals(String.valueOf(report.session()), session.accept());
    assertTrue(names(session.tools()).contains("search_knowledge"), session.toString());
    ToolsTold told = TestGateway.await(
        desk.bus.ask(Address.TOOLS, new ToolsAsked(BAKERY), ToolsTold.class, SOON));
    assertEquals(session.tools(), told.tools());
  }

  @Test
  void aLiveCallIsToldWhatItsOwnVersionKnows() {
    publish(BAKERY, much(PARKING));
    var placed = desk.placing(desk.webhook(), """
        limit: 60s
        steps:
        - greeting
        - pause: 10s
        - caller: Until when is the car park open?
        - tool: search_knowledge
          with: { question: parking }
        - agent: "${output.passages.0.text}"
        - hang-up
        expect: { agent-says: [ open from six to ten ] }
        """);
    desk.eventually("SELECT body FROM utterance", said -> said.size() == 1);

    publish(BAKERY, much(new KnowledgeArticle("Parking", "There is none any more.")));

    assertEquals(List.of(), TestGateway.await(placed).broken());
  }

  @Test
  void withTheDatabaseAwayItCannotBeLookedUpAndTheCallGoesOn() {
    publish(BAKERY, much(PARKING));
    desk.wire.cut();

    CallReport report = desk.place("""
        limit: 60s
        steps:
        - greeting
        - caller: Until when is the car park open?
        - tool: search_knowledge
          with: { question: parking }
        - agent: I cannot look it up.
        - caller: Never mind.
        - agent: Goodbye.
        - hang-up
        expect: { greetings: 1, tool-output: { search_knowledge: cannot be looked up just now } }
        """);

    desk.wire.mend();
    assertEquals(List.of(), report.broken());
    long millis = new JsonObject(answered(report)).getLong("millis");
    assertTrue(millis < 3_000, "the caller waited " + millis + " ms");
  }

  @Test
  void aDatabaseThatHangsIsNotWaitedFor() {
    publish(BAKERY, much(PARKING));
    var placed = desk.placing(desk.webhook(), """
        limit: 60s
        steps:
        - greeting
        - pause: 10s
        - caller: Until when is the car park open?
        - tool: search_knowledge
          with: { question: parking }
        - agent: I cannot look it up.
        - hang-up
        expect: { tool-output: { search_knowledge: cannot be looked up just now } }
        """);
    desk.eventually("SELECT body FROM utterance", said -> said.size() == 1);
    desk.wire.freeze();

    CallReport report = TestGateway.await(placed);

    desk.wire.thaw();
    assertEquals(List.of(), report.broken());
    long millis = new JsonObject(answered(report)).getLong("millis");
    assertTrue(millis >= 1_000 && millis < 3_000, "the caller waited " + millis + " ms");
  }

  private String answered(CallReport report) {
    return desk.eventually(
            "SELECT data::text FROM call_fact f JOIN call c ON c.id = f.call_id WHERE kind = 'tool.answered' AND provider_call_id = '"
                + report.callId() + "'",
            rows -> rows.size() == 1)
        .get(0);
  }

  /** More than is told whole. */
  private static List<KnowledgeArticle> much(KnowledgeArticle one) {
    var articles = new ArrayList<KnowledgeArticle>();
    for (int i = 0; i < 20; i++) {
      articles.add(new KnowledgeArticle("Bread " + i, "Flour, water and salt. ".repeat(50)));
    }
    articles.add(one);
    return articles;
  }

  private void publish(TenantId tenant, List<KnowledgeArticle> articles) {
    var draft = new ProfileStore.Draft(
        "You answer for a shop.", "Good day.", "", VoiceSettings.DEFAULTS, Set.of(), articles);
    TestGateway.await(desk.database.inTenant(
        tenant,
        stores ->
            stores.profiles().saveDraft(draft).compose(id -> stores.profiles().publish(id))));
    TestGateway.await(desk.directory.refresh());
  }

  private static List<String> names(List<ToolSpec> tools) {
    return tools.stream().map(ToolSpec::name).toList();
  }
}
