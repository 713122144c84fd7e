package dev.frontdesk.oracles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.caldav.Appointment;
import dev.frontdesk.caldav.CalDav;
import dev.frontdesk.caldav.CalDav.Written;
import dev.frontdesk.caldav.Taken;
import dev.frontdesk.model.Calendar;
import dev.frontdesk.model.Secret;
import dev.frontdesk.model.SlotRules;
import dev.frontdesk.model.Stretch;
import dev.frontdesk.outward.OutwardAllow;
import dev.frontdesk.outward.OutwardClient;
import dev.frontdesk.simulator.caldav.CalendarServer;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Our client against Radicale; and against the simulator's calendar, which so is held to what a real one does. */
class CalDavOracleIT {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Stretch WEEK =
      new Stretch(Instant.parse("2026-10-22T00:00:00Z"), Instant.parse("2026-10-29T00:00:00Z"));
  private static final Stretch FRIDAY =
      new Stretch(Instant.parse("2026-10-23T08:00:00Z"), Instant.parse("2026-10-23T08:30:00Z"));
  private static final String STANDUP = """
      BEGIN:VCALENDAR
      VERSION:2.0
      PRODID:-//Somebody//Else//EN
      BEGIN:VEVENT
      UID:standup
      DTSTAMP:20260101T000000Z
      DTSTART;TZID=Europe/Berlin:20260105T090000
      DTEND;TZID=Europe/Berlin:20260105T091500
      RRULE:FREQ=WEEKLY;BYDAY=FR,MO
      SUMMARY:Stand-up
      END:VEVENT
      END:VCALENDAR
      """.replace("\n", "\r\n");

  /** What every server is asked. */
  abstract static class Contract {
    private final Vertx vertx = Vertx.vertx();

    abstract String url();

    abstract void put(String name, String event) throws IOException, InterruptedException;

    @AfterAll
    void close() {
      TinyGateway.await(vertx.close());
    }

    @Test
    void repetitionsAreTakenWhereTheClockOnTheWallSays() throws Exception {
      put("standup", STANDUP);
      List<Taken> taken = TinyGateway.await(dav(Radicale.PASSWORD).busy(WEEK, BERLIN)).stream()
          .filter(each -> each.uid().equals("standup"))
          .sorted(Comparator.comparing(each -> each.time().from()))
          .toList();
      assertEquals(
          List.of("2026-10-23T07:00:00Z", "2026-10-26T08:00:00Z"),
          taken.stream().map(each -> each.time().from().toString()).toList());
    }

    @Test
    void anAppointmentIsWrittenOnceAndIsTakenThen() {
      CalDav dav = dav(Radicale.PASSWORD);
      var mine = new Appointment("mine", FRIDAY, "Eva Nová – cut, long; \\", "Phone: +421\nx");
      assertEquals(Written.BOOKED, TinyGateway.await(dav.put("slot", mine, WEEK.from())));
      assertEquals(Written.BOOKED, TinyGateway.await(dav.put("slot", mine, WEEK.to())), "again");
      var other = new Appointment("other", FRIDAY, "Somebody else", "");
      assertEquals(Written.OCCUPIED, TinyGateway.await(dav.put("slot", other, WEEK.from())));
      assertTrue(TinyGateway.await(dav.busy(WEEK, BERLIN)).contains(new Taken("mine", FRIDAY)));
    }

    @Test
    void aWrongPasswordIsNamed() {
      var wrong = dav("wrong").busy(WEEK, BERLIN);
      var refused = assertThrows(Exception.class, () -> TinyGateway.await(wrong));
      assertTrue(refused.toString().contains("the user or the password"), refused::toString);
    }

    private CalDav dav(String password) {
      int port = java.net.URI.create(url()).getPort();
      var rules = new SlotRules(Duration.ofMinutes(30), Duration.ZERO, 30, 3);
      return CalDav.of(
          new OutwardClient(vertx, OutwardAllow.of("127.0.0.1:" + port)),
          new Calendar("shop", "", url(), Radicale.USER, rules),
          Secret.of(password));
    }
  }

  @org.junit.jupiter.api.Nested
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  class OfRadicale extends Contract {
    @TempDir
    static Path folder;

    private Radicale radicale;

    @BeforeAll
    void start() throws Exception {
      Optional<Path> program = Radicale.installed();
      Assumptions.assumeTrue(
          program.isPresent(), "NOT TESTED against a real CalDAV server: apt-get install radicale");
      radicale = Radicale.start(program.orElseThrow(), folder);
    }

    @AfterAll
    void stop() {
      if (radicale != null) {
        radicale.close();
      }
    }

    @Override
    String url() {
      return radicale.url();
    }

    @Override
    void put(String name, String event) throws IOException, InterruptedException {
      radicale.put(name, event);
    }
  }

  @org.junit.jupiter.api.Nested
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  class OfTheSimulator extends Contract {
    private final Vertx world = Vertx.vertx();
    private CalendarServer calendar;

    @BeforeAll
    void start() {
      calendar = TinyGateway.await(CalendarServer.open(world, Radicale.USER, Radicale.PASSWORD));
    }

    @AfterAll
    void stop() {
      TinyGateway.await(world.close());
    }

    @Override
    String url() {
      return calendar.url();
    }

    @Override
    void put(String name, String event) {
      calendar.put(name, event);
    }
  }
}
