package dev.frontdesk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.model.Calendar;
import dev.frontdesk.model.Secret;
import dev.frontdesk.model.SlotRules;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.outward.OutwardAllow;
import dev.frontdesk.simulator.caldav.CalendarServer;
import dev.frontdesk.simulator.caldav.CalendarServer.Mood;
import dev.frontdesk.store.CalendarStore.Password;
import dev.frontdesk.store.SecretVault;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URLDecoder;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Callers who book appointments in a calendar that is good, contested, forgetful and broken. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AppointmentsIT {
  private static final TenantId BAKERY = TenantId.of("00000000-0000-0000-0000-0000000000b1");
  private static final Secret PASSWORD = Secret.of("planted-password-of-the-calendar");
  private static final SecretVault VAULT =
      SecretVault.of(Secret.of(Base64.getEncoder().encodeToString(new byte[32])));

  private static final String CALLER = "+421905000001";
  private static final String NUMBER = TwilioCarrier.NUMBER;
  private static final String QUEUED =
      "{\"sid\": \"SM00000000000000000000000000000001\", \"status\": \"queued\"}";

  private final AtomicInteger versions = new AtomicInteger(2);
  private final Vertx vertx = Vertx.vertx();
  private CalendarServer calendar;
  private TwilioCarrier carrier;
  private TestGateway desk;
  private LocalDate day;

  @BeforeAll
  void open() {
    calendar = TestGateway.await(CalendarServer.open(vertx, "desk", PASSWORD.reveal()));
    carrier = new TwilioCarrier(
        settings -> settings.with(OutwardAllow.of("127.0.0.1:" + calendar.port())), VAULT);
    desk = carrier.desk;
    save(calendar.url(), calendar.url());
    desk.server.run("""
        DELETE FROM opening_span; DELETE FROM holiday;
        UPDATE tenant SET zone = 'Europe/Bratislava';
        INSERT INTO opening_span (tenant_id, agency_id, day, opens, closes)
          SELECT id, agency_id, day, '09:00', '10:00' FROM tenant, generate_series(1, 7) day;
        """);
    publish(2, "{find_appointments,book_appointment,get_current_time}");
    day = LocalDate.now(ZoneId.of("Europe/Bratislava")).plusDays(3);
  }

  @BeforeEach
  void nothingBooked() {
    calendar.clear();
    desk.server.run("DELETE FROM text_message");
    carrier.rest.asked.clear();
  }

  @AfterAll
  void close() {
    carrier.close();
    TestGateway.await(calendar.close());
    TestGateway.await(vertx.close());
  }

  @Test
  void aCallerIsOfferedWhatIsFreeAndBooksIt() {
    calendar.put("busy", event("busy", "0900", "0930"));
    var report = desk.place("""
        steps:
        - greeting
        - caller: I need an appointment.
        - tool: find_appointments
          with: { date: "%1$s" }
        - agent: Half past nine?
        - caller: Yes. My name is Eva Nová.
        - tool: book_appointment
          with: { start: "%1$sT09:30", name: "Eva Nová", phone: "+421900000009", purpose: "cut, long hair" }
        - agent: Done.
        - hang-up
        expect:
          tools-offered: [ find_appointments, book_appointment, get_current_time ]
          tool-output: { find_appointments: "%1$sT09:30", book_appointment: booked }
        """.formatted(day));
    assertEquals(List.of(), report.broken());
    String found = fact(report.callId(), "find_appointments");
    assertFalse(found.contains(day + "T09:00"), found);
    String booked = calendar.events().entrySet().stream()
        .filter(each -> !each.getKey().endsWith("busy.ics"))
        .findFirst()
        .orElseThrow()
        .getValue();
    assertTrue(booked.contains("SUMMARY:Eva Nová – cut\\, long hair"), booked);
    assertTrue(booked.contains("Phone: +421900000009"), booked);
    String effect = desk.eventually(
            "SELECT payload || ' ' || result FROM effect e JOIN call c ON c.id = e.call_id WHERE kind = 'book_appointment'"
                + " AND finished_at IS NOT NULL AND provider_call_id = '" + report.callId() + "'",
            rows -> rows.size() == 1)
        .get(0);
    assertTrue(effect.contains("\"status\":\"booked\""), effect);
    assertFalse(
        desk.server.ask("SELECT f::text FROM call_fact f").toString().contains(PASSWORD.reveal()));
  }

  @Test
  void aTimeThatIsTakenIsRefusedWithOthers() {
    calendar.put("busy", event("busy", "0900", "0930"));
    assertTrue(booking("refused").contains(day + "T09:30"));
    assertEquals(1, calendar.events().size());
  }

  @Test
  void aTimeThatWasNeverOfferedIsNotBooked() {
    place("\"%sT12:00\"".formatted(day), "refused");
    assertEquals(0, calendar.events().size());
  }

  @Test
  void whoComesSecondIsToldSoThoughItWasFreeAMomentAgo() {
    calendar.is(Mood.CONTESTED);
    assertTrue(booking("refused").contains(day + "T09:30"));
    assertEquals(1, calendar.events().size());
    assertTrue(calendar.events().toString().contains("of-somebody-else"));
  }

  @Test
  void aSlotWhoseAppointmentWasMovedIsBookedAgain() {
    booking("booked");
    String name = calendar.events().keySet().iterator().next();
    calendar.put(name.replaceAll("/shop/|\\.ics", ""), event("moved", "1500", "1530"));
    booking("booked");
    assertEquals(2, calendar.events().size());
  }

  @Test
  void anAnswerThatWasLostIsLookedUpNotRepeated() {
    calendar.is(Mood.FORGETFUL);
    booking("booked");
    assertEquals(1, calendar.events().size());
  }

  @Test
  void aCalendarInTroubleIsToldAndNothingIsBooked() {
    calendar.is(Mood.BROKEN);
    booking("answered 500");
  }

  @Test
  void aPasswordIsSentOnlyWhereItWasGivenFor() {
    save(calendar.url(), "https://elsewhere.example/");
    try {
      booking("No calendar is set up");
    } finally {
      save(calendar.url(), calendar.url());
    }
  }

  @Test
  void whoBooksIsWrittenDayAndTimeAtTheNumberTheyGive() {
    texting(() -> {
      carrier.rest.then(201, QUEUED);
      JsonObject told = booked("phone: \"0905 000 009\"");
      assertEquals("sent", told.getString("sms"), told::encode);
      assertEquals(List.of(Map.of("To", "+421905000009", "From", NUMBER, "Body", text())), texts());
      assertEquals(
          List.of("true"),
          desk.eventually(
              "SELECT (result ->> 'sms' = 'sent')::text FROM effect WHERE payload ->> 'number' = '+421905000009' AND kind = 'booking-text' AND result IS NOT NULL",
              rows -> !rows.isEmpty()));
    });
  }

  @Test
  void whoGivesNoNumberIsWrittenToAtTheirOwn() {
    texting(() -> {
      carrier.rest.then(201, QUEUED);
      assertEquals("sent", booked("phone: \"\"").getString("sms"));
      assertEquals(CALLER, texts().get(0).get("To"));
    });
  }

  @Test
  void aBusinessThatSendsNoTextsBooksAndPromisesNone() {
    JsonObject told = booked("phone: \"\"");
    assertEquals("not_sent off", told.getString("sms") + " " + told.getString("sms_code"));
    assertEquals(List.of(), texts());
  }

  @ParameterizedTest
  @CsvSource({
    "phone: \"+421900123456\", special-rate",
    "phone: \"+420601123456\", country",
    "phone: ask my wife, no-number",
    "text: false, declined"
  })
  void aNumberThatIsNotWrittenToIsBookedFor(String given, String code) {
    texting(() -> {
      JsonObject told = booked(given);
      assertEquals("not_sent " + code, told.getString("sms") + " " + told.getString("sms_code"));
      assertEquals(List.of(), texts());
      assertEquals(1, calendar.events().size());
    });
  }

  @Test
  void aConfirmationThatMayHaveBeenSentIsNeitherPromisedNorRepeated() {
    texting(() -> {
      carrier.rest.then(500, "{\"code\": 20500}");
      assertEquals("not_confirmed", booked("phone: \"\"").getString("sms"));
      assertEquals(1, texts().size());
    });
  }

  @ParameterizedTest
  @CsvSource({"sent, '{\"sms\": \"sent\"}'", "not_confirmed, "})
  void whatTheNodeBeforeHasBegunToSendIsNotSentAgain(String known, @Nullable String result) {
    // As after a takeover between the message and the answer: the effect of the message is there.
    desk.server.run("""
        CREATE FUNCTION begun() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
        BEGIN
          INSERT INTO public.effect (call_id, effect_id, tenant_id, agency_id, epoch, kind, payload, result)
          VALUES (NEW.call_id, NEW.effect_id || '-text', NEW.tenant_id, NEW.agency_id, NEW.epoch, 'booking-text', '{}', %s);
          RETURN NULL;
        END $$;
        CREATE TRIGGER begun AFTER INSERT ON effect FOR EACH ROW WHEN (NEW.kind = 'book_appointment') EXECUTE FUNCTION begun()
        """.formatted(result == null ? "NULL" : "'" + result + "'"));
    try {
      texting(() -> {
        assertEquals(known, booked("phone: \"\"").getString("sms"));
        assertEquals(List.of(), texts());
      });
    } finally {
      desk.server.run("DROP FUNCTION begun CASCADE");
    }
  }

  private void texting(Runnable test) {
    int version = versions.incrementAndGet();
    publish(version, "{book_appointment,send_sms}");
    try {
      test.run();
    } finally {
      publish(versions.incrementAndGet(), "{find_appointments,book_appointment,get_current_time}");
    }
  }

  private void publish(int version, String tools) {
    desk.server.run("""
        UPDATE profile_version SET state = 'archived' WHERE state = 'published';
        INSERT INTO profile_version (tenant_id, agency_id, version, state, prompt, greeting, tools)
        SELECT tenant_id, agency_id, %d, 'published', prompt, greeting, '%s' FROM profile_version WHERE version = 1
        """.formatted(version, tools));
    TestGateway.await(desk.directory.refresh());
  }

  /** What the model hears of a booking of the first slot. */
  private JsonObject booked(String argument) {
    var report = desk.place("""
        from: "%s"
        steps:
        - greeting
        - caller: Please book it.
        - tool: book_appointment
          with: { start: "%sT09:00", name: Eva, %s }
        - agent: I see.
        - hang-up
        expect: { tool-output: { book_appointment: booked } }
        """.formatted(CALLER, day, argument));
    assertEquals(List.of(), report.broken());
    return new JsonObject(
        new JsonObject(fact(report.callId(), "book_appointment")).getString("output"));
  }

  private String text() {
    return "Bakery Novak: your appointment is booked: "
        + DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.ENGLISH).format(day)
        + ", 09:00.";
  }

  private List<Map<String, String>> texts() {
    return carrier.rest.asked.stream()
        .filter(each -> each.uri().endsWith("/Messages.json"))
        .map(each -> Arrays.stream(each.body().split("&"))
            .map(pair -> pair.split("=", 2))
            .filter(pair -> !pair[0].equals("StatusCallback"))
            .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], UTF_8))))
        .toList();
  }

  private String booking(String expected) {
    return place("\"%sT09:00\"".formatted(day), expected);
  }

  private String place(String start, String expected) {
    var report = desk.place("""
        steps:
        - greeting
        - caller: Please book it.
        - tool: book_appointment
          with: { start: %s, name: Eva }
        - agent: I see.
        - hang-up
        expect: { tool-output: { book_appointment: "%s" } }
        """.formatted(start, expected));
    assertEquals(List.of(), report.broken());
    return fact(report.callId(), "book_appointment");
  }

  private String fact(String call, String tool) {
    return desk.eventually(
            "SELECT data::text FROM call_fact f JOIN call c ON c.id = f.call_id WHERE kind = 'tool.answered' AND data->>'name' = '"
                + tool + "' AND provider_call_id = '" + call + "'",
            rows -> rows.size() == 1)
        .get(0);
  }

  private String event(String uid, String from, String to) {
    String date = day.toString().replace("-", "");
    return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:" + uid
        + "\r\nDTSTART;TZID=Europe/Bratislava:" + date + "T" + from
        + "00\r\nDTEND;TZID=Europe/Bratislava:" + date + "T" + to
        + "00\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
  }

  private void save(String url, String passwordFor) {
    String origin = passwordFor.replaceAll("^(https?://[^/]+)/.*", "$1");
    var rules = new SlotRules(Duration.ofMinutes(30), Duration.ofHours(1), 14, 3);
    TestGateway.await(desk.database.inTenant(
        BAKERY,
        stores -> stores
            .calendars()
            .save(new Calendar("chair", "", url, "desk", rules))
            .compose(done -> stores
                .calendars()
                .replacePassword("chair", new Password(origin, PASSWORD), VAULT))));
  }
}
