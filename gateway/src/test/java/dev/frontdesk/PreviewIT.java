package dev.frontdesk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.bus.Address;
import dev.frontdesk.bus.BusMessage;
import dev.frontdesk.bus.BusMessage.PreviewAsked;
import dev.frontdesk.bus.BusMessage.PreviewMade;
import dev.frontdesk.bus.BusMessage.PreviewedSession;
import dev.frontdesk.bus.BusMessage.ToolsAsked;
import dev.frontdesk.bus.BusMessage.ToolsTold;
import dev.frontdesk.bus.RecordCodec;
import dev.frontdesk.model.KnowledgeArticle;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.Profile;
import dev.frontdesk.model.ProfileVersionId;
import dev.frontdesk.model.Reason;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.model.ToolSpec;
import dev.frontdesk.model.TransferTarget;
import dev.frontdesk.model.VoiceSettings;
import dev.frontdesk.store.Database;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a preview tells is what a call gets, and no call is touched. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PreviewIT {
  private static final TenantId BAKERY = TenantId.of("00000000-0000-0000-0000-0000000000b1");
  private static final PhoneNumber JANA = new PhoneNumber("+421900000001");
  private static final PhoneNumber SPAM = new PhoneNumber("+421900000666");
  private static final Duration SOON = Duration.ofSeconds(5);

  private TestGateway desk;

  @BeforeAll
  void open() {
    desk = new TestGateway();
  }

  @AfterAll
  void close() {
    desk.close();
  }

  @Test
  void isByteForByteWhatACallIsAcceptedWith() {
    var report = desk.place("steps: [ greeting, hang-up ]\nexpect: { accepts: 1 }");
    assertEquals(List.of(), report.broken());
    List<String> answered =
        desk.eventually("""
        SELECT data::text FROM call_fact f JOIN call c ON c.id = f.call_id
        WHERE f.kind = 'latency.answer' AND c.provider_call_id = '%s'""".formatted(report.callId()), rows -> rows.size() == 1);
    Instant planned = Instant.parse(new JsonObject(answered.get(0)).getString("plannedAt"));

    PreviewMade made = preview(JANA, planned, null);

    PreviewedSession session = session(made);
    assertEquals(String.valueOf(report.session()), session.accept());
    assertEquals("answer", made.decision());
    assertEquals(
        "Good day, this is Bakery Novak. You are speaking with an AI assistant. How can I help?",
        session.greeting());
  }

  @Test
  void tellsWhatIsInTheSessionAndWhy() {
    PreviewMade made = preview(JANA, null, null);

    PreviewedSession session = session(made);
    var sent = new JsonObject(session.accept());
    assertEquals(sent.getString("instructions"), session.instructions());
    assertEquals(
        sent.getJsonArray("tools").stream()
            .map(tool -> ((JsonObject) tool).getString("name"))
            .toList(),
        session.tools().stream().map(ToolSpec::name).toList());
    assertEquals(
        List.of("sales"),
        session.openTargets().stream().map(TransferTarget::key).toList());
    assertTrue(made.reasons().stream().map(Reason::code).toList().contains("caller-known"));
    assertEquals("Jana", made.contact() == null ? "nobody" : made.contact().name());
    assertEquals(List.of(), session.problems());
    assertEquals(
        new ToolsTold(1, session.tools()),
        ask(Address.TOOLS, new ToolsAsked(BAKERY), ToolsTold.class));
  }

  @Test
  void aHolidayIsGreetedAndExplained() {
    desk.server.run("""
        UPDATE profile_version SET state = 'archived' WHERE state = 'published';
        INSERT INTO profile_version (tenant_id, agency_id, version, state, prompt, greeting, closed_greeting, holiday_greeting)
        SELECT tenant_id, agency_id, 2, 'published', prompt, greeting, 'We are closed.', 'Merry Christmas!' FROM profile_version;
        INSERT INTO holiday (tenant_id, agency_id, day, name) SELECT id, agency_id, '2026-12-25', 'Christmas' FROM tenant
        """);
    TestGateway.await(desk.directory.refresh());
    try {
      PreviewedSession session =
          session(preview(null, Instant.parse("2026-12-25T11:00:00Z"), null));
      assertEquals("Merry Christmas! You are speaking with an AI assistant.", session.greeting());
      assertTrue(session.accept().contains("for a holiday, \\\"Christmas\\\""), session.accept());
    } finally {
      desk.server.run("""
          DELETE FROM holiday;
          UPDATE profile_version SET state = 'archived' WHERE version = 2;
          UPDATE profile_version SET state = 'published' WHERE version = 1
          """);
      TestGateway.await(desk.directory.refresh());
    }
  }

  @Test
  void aBlockedCallerIsRefusedInAPreviewToo() {
    PreviewMade made = preview(SPAM, null, null);
    assertEquals("reject", made.decision());
    assertEquals(603, made.sipCode());
    assertNull(made.session());
    assertEquals("caller-blocked", made.reasons().get(made.reasons().size() - 1).code());
  }

  @Test
  void aDraftIsTriedWithoutBeingPublishedAndLeavesNothingBehind() {
    long calls = rows();
    var draft = new Profile(
        new ProfileVersionId(UUID.randomUUID()),
        7,
        "You answer for a pub.",
        "Cheers.",
        "",
        VoiceSettings.DEFAULTS,
        Set.of("take_message"),
        List.of(new KnowledgeArticle("Beer", "Twelve kinds.")));

    PreviewedSession session = session(preview(null, null, draft));

    assertEquals(7, session.version());
    assertEquals("Cheers. You are speaking with an AI assistant.", session.greeting());
    assertTrue(session.accept().contains("Twelve kinds."), session.accept());
    assertEquals(
        List.of("take_message"), session.tools().stream().map(ToolSpec::name).toList());
    assertTrue(session(preview(null, null, null)).accept().contains("for a bakery"));
    assertEquals(calls, rows());
  }

  @Test
  void isTheSameAfterTheWire() {
    var codec = new RecordCodec(List.of());
    BusMessage made = preview(JANA, Instant.parse("2026-11-21T12:00:00Z"), null);
    String json = codec.text(made);
    assertEquals(made, codec.read(json, BusMessage.class), json);
  }

  private PreviewMade preview(
      @Nullable PhoneNumber caller, @Nullable Instant at, @Nullable Profile profile) {
    return ask(
        Address.PREVIEW,
        new PreviewAsked(BAKERY, Database.PLATFORM_ENDPOINT, caller, at, profile, null),
        PreviewMade.class);
  }

  private <M extends BusMessage, R extends BusMessage> R ask(
      Address<M> to, M message, Class<R> answer) {
    return TestGateway.await(desk.bus.ask(to, message, answer, SOON));
  }

  private static PreviewedSession session(PreviewMade made) {
    PreviewedSession session = made.session();
    assertNotNull(session, made.toString());
    return session;
  }

  private long rows() {
    return Long.parseLong(desk.server
        .ask("SELECT (SELECT count(*) FROM call_claim) + (SELECT count(*) FROM call_fact)")
        .get(0));
  }
}
