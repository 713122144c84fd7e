package dev.frontdesk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.model.Channel;
import dev.frontdesk.model.ChannelKind;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.store.Database;
import java.net.URLDecoder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Text messages go over the business's carrier, at most once, and the carrier's signed word is the proof. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TextsIT {
  private static final TenantId BAKERY = TenantId.of("00000000-0000-0000-0000-0000000000b1");
  private static final String SID = "SM00000000000000000000000000000001";
  private static final String QUEUED = "{\"sid\": \"" + SID + "\", \"status\": \"queued\"}";
  private static final String CALLER = "+421905000001";
  private static final String JANA = "+421900000005";

  private TwilioCarrier carrier;
  private TestGateway desk;

  @BeforeAll
  void open() {
    carrier = new TwilioCarrier(settings -> settings);
    desk = carrier.desk;
    offer("{get_current_time,send_sms}", 2);
  }

  @AfterEach
  void forget() {
    desk.server.run("DELETE FROM text_message; DELETE FROM webhook");
    carrier.rest.asked.clear();
  }

  @AfterAll
  void close() {
    carrier.close();
  }

  private void offer(String tools, int version) {
    desk.server.run("""
        UPDATE profile_version SET state = 'archived' WHERE state = 'published';
        INSERT INTO profile_version (tenant_id, agency_id, version, state, prompt, greeting, tools)
        SELECT tenant_id, agency_id, %d, 'published', prompt, greeting, '%s' FROM profile_version WHERE version = 1
        """.formatted(version, tools));
    TestGateway.await(desk.directory.refresh());
  }

  private static String writing(String status) {
    return writing(CALLER, status);
  }

  private static String writing(String from, String status) {
    return """
        from: "%s"
        steps:
        - greeting
        - caller: Please send me the address.
        - tool: send_sms
          with: { text: "Bakery Novak, Main Street 1" }
        - agent: Done.
        - hang-up
        expect: { tool-output: { send_sms: "%s" } }
        """.formatted(from, status);
  }

  @ParameterizedTest
  @CsvSource({"+420601123456, country", "+421900123456, special-rate", "+18762101234, country"})
  void aNumberThatAnybodyMayShowIsNotWrittenToWhereItIsDear(String from, String code) {
    assertEquals(List.of(), desk.place(writing(from, code)).broken());
    assertEquals(List.of(), sent());
    assertEquals(List.of(), desk.server.ask("SELECT id FROM text_message"));
  }

  @Test
  void aNumberGetsSoManyInADayAndNoMore() {
    desk.server.run("""
        INSERT INTO texting (tenant_id, agency_id, countries, per_number, per_day)
        SELECT id, agency_id, '{SK,CZ}', 1, 2 FROM tenant WHERE key = 'bakery'
        """);
    TestGateway.await(desk.directory.refresh());
    try {
      for (int i = 0; i < 2; i++) {
        carrier.rest.then(201, QUEUED);
      }
      assertEquals(List.of(), desk.place(writing("ok")).broken());
      assertEquals(List.of(), desk.place(writing("number-limit")).broken());
      assertEquals(List.of(), desk.place(writing("+420601123456", "ok")).broken());
      assertEquals(List.of(), desk.place(writing("+420601123457", "day-limit")).broken());
      assertEquals(2, sent().size());
    } finally {
      desk.server.run("DELETE FROM texting");
      TestGateway.await(desk.directory.refresh());
    }
  }

  private List<Map<String, String>> sent() {
    return carrier.rest.asked.stream()
        .filter(each -> each.uri().endsWith("/Messages.json"))
        .map(each -> form(each.body()))
        .toList();
  }

  /** Path under which the carrier was asked to tell of the message. */
  private String callback() {
    return sent()
        .get(0)
        .getOrDefault("StatusCallback", "")
        .substring(TwilioCarrier.PUBLIC.length());
  }

  private static Map<String, String> form(String body) {
    var form = new TreeMap<String, String>();
    for (String pair : body.split("&", -1)) {
      int is = pair.indexOf('=');
      form.put(pair.substring(0, is), URLDecoder.decode(pair.substring(is + 1), UTF_8));
    }
    return form;
  }

  @Test
  void theCallerIsWrittenToOnceAtTheNumberTheyCallFrom() {
    carrier.rest.then(201, QUEUED);
    var report = desk.place("""
        from: "+421905000001"
        steps:
        - greeting
        - caller: Please send me the address.
        - tool: send_sms
          with: { text: "Bakery Novak, Main Street 1" }
        - agent: Done.
        - caller: And once more.
        - tool: send_sms
          with: { text: "Bakery Novak, Main Street 1" }
        - agent: It was sent.
        - hang-up
        """);
    assertEquals(List.of(), report.broken());

    assertEquals(1, sent().size());
    Map<String, String> message = sent().get(0);
    assertEquals(CALLER, message.get("To"));
    assertEquals(TwilioCarrier.NUMBER, message.get("From"));
    assertEquals("Bakery Novak, Main Street 1", message.get("Body"));
    assertTrue(callback().startsWith("/twilio/" + Database.PLATFORM_CARRIER + "/text/"));
    assertEquals(
        List.of("send_sms ok"),
        desk.eventually(
            "SELECT effect_id || ' ' || (result ->> 'status') FROM effect WHERE kind = 'send_sms' AND result IS NOT NULL",
            rows -> !rows.isEmpty()));
    desk.server.run("DELETE FROM effect WHERE kind = 'send_sms'");
  }

  @Test
  void whatMayHaveBeenSentIsNotSentAgain() {
    carrier.rest.then(500, "{\"code\": 20500}");
    assertEquals(List.of(), desk.place(writing("not_confirmed")).broken());
    assertEquals(1, sent().size());
    assertEquals(List.of("unknown"), desk.server.ask("SELECT status FROM text_message"));
  }

  @Test
  void aBusinessThatDoesNotWantItWritesToNobody() {
    offer("{get_current_time}", 3);
    try {
      assertEquals(List.of(), desk.place(writing("refused")).broken());
      assertEquals(List.of(), sent());
    } finally {
      offer("{get_current_time,send_sms}", 4);
    }
  }

  @Test
  void peopleAreToldAndTheCarriersWordIsTheProofWhateverItsOrder() {
    carrier.rest.then(201, QUEUED);
    channel();
    settled("delivered");
    assertEquals(JANA, sent().get(0).get("To"));
    String callback = callback();

    assertEquals(204, told(callback, "delivered"));
    assertEquals(204, told(callback, "sent"));

    assertEquals(
        List.of(JANA + " delivered"),
        desk.eventually(
            "SELECT answer FROM webhook_delivery", rows -> rows.get(0).contains("delivered")));
    assertEquals(
        List.of("{" + JANA + "}"), desk.server.ask("SELECT told::text FROM webhook_delivery"));
  }

  @Test
  void nobodyElseSaysWhatBecameOfIt() {
    carrier.rest.then(201, QUEUED);
    channel();
    settled("delivered");
    String callback = callback();

    assertEquals(
        403,
        carrier
            .post(callback, TwilioCarrier.encoded(news("delivered")), "forged")
            .statusCode());
    assertEquals(404, told(callback.replaceAll("[0-9a-f]{12}$", "000000000000"), "delivered"));
    assertEquals(
        400,
        carrier
            .post(callback, TwilioCarrier.with(news("sent"), "MessageSid", "x"))
            .statusCode());

    assertEquals(List.of("queued"), desk.server.ask("SELECT status FROM text_message"));
  }

  @Test
  void tooManyAtOnceIsTriedAgainAndAWrongNumberIsNot() {
    for (int i = 0; i < 4; i++) {
      carrier.rest.then(429, "{\"code\": 20429}", "1");
    }
    channel();
    settled("waiting");
    desk.server.run("DELETE FROM webhook");
    carrier.rest.then(400, "{\"code\": 21211}");
    channel();
    settled("failed");
  }

  private int told(String path, String status) {
    return carrier.post(path, news(status)).statusCode();
  }

  private static Map<String, String> news(String status) {
    return Map.of(
        "AccountSid", TwilioCarrier.ACCOUNT,
        "MessageSid", SID,
        "MessageStatus", status,
        "From", TwilioCarrier.NUMBER,
        "To", JANA);
  }

  private void channel() {
    var channel = new Channel(
        "phones",
        ChannelKind.SMS,
        "",
        List.of(JANA),
        List.of("call.emergency"),
        true,
        false,
        false,
        true);
    TestGateway.await(desk.database.inTenant(BAKERY, stores -> stores.channels().save(channel)));
    UUID id = UUID.fromString(desk.server.ask("SELECT id FROM webhook").get(0));
    TestGateway.await(
        desk.database.inTenant(BAKERY, stores -> stores.deliveries().ping(id)));
  }

  private void settled(String state) {
    desk.eventually("""
        SELECT CASE WHEN delivered_at IS NOT NULL THEN 'delivered' WHEN dead_at IS NOT NULL THEN 'failed' ELSE 'waiting' END
        FROM webhook_delivery WHERE leased_until IS NULL AND attempts > 0""", List.of(state)::equals);
  }
}
