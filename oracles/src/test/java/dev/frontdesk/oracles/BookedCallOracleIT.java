package dev.frontdesk.oracles;

import static dev.frontdesk.oracles.TinyGateway.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.frontdesk.Gateway;
import dev.frontdesk.GatewaySettings;
import dev.frontdesk.Role;
import dev.frontdesk.model.Calendar;
import dev.frontdesk.model.Endpoint;
import dev.frontdesk.model.NodeId;
import dev.frontdesk.model.Secret;
import dev.frontdesk.model.SlotRules;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.model.VoiceSettings;
import dev.frontdesk.outward.OutwardAllow;
import dev.frontdesk.provider.realtime.RealtimeProvider;
import dev.frontdesk.simulator.Simulator;
import dev.frontdesk.simulator.SimulatorOptions;
import dev.frontdesk.simulator.report.CallReport;
import dev.frontdesk.simulator.script.Script;
import dev.frontdesk.store.CalendarStore.Password;
import dev.frontdesk.store.Database;
import dev.frontdesk.store.Directory;
import dev.frontdesk.store.EmbeddedServer;
import dev.frontdesk.store.Migrations;
import dev.frontdesk.store.SecretVault;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A call, from its first ring to the appointment in a calendar that is not ours. */
class BookedCallOracleIT {
  private static final TenantId SALON = TenantId.of("00000000-0000-0000-0000-0000000000b1");
  private static final ZoneId ZONE = ZoneId.of("Europe/Bratislava");
  private static final SecretVault VAULT =
      SecretVault.of(Secret.of(Base64.getEncoder().encodeToString(new byte[32])));

  private final LocalDate day = LocalDate.now(ZONE).plusDays(3);

  @TempDir
  Path folder;

  @Test
  void aCallerBooksWhatIsFreeAndTheNextOneIsNotOfferedIt() throws Exception {
    Optional<Path> program = Radicale.installed();
    Assumptions.assumeTrue(
        program.isPresent(), "NOT TESTED against a real CalDAV server: apt-get install radicale");
    Vertx vertx = Vertx.vertx();
    try (var radicale = Radicale.start(program.orElseThrow(), folder);
        var server = EmbeddedServer.unsynced()) {
      seed(server);
      Simulator world = await(Simulator.start(vertx, SimulatorOptions.defaults().withPace(0)));
      Database database = await(Database.open(vertx, server.running("salon")));
      save(database, radicale);
      Directory directory = await(Directory.open(vertx, database, VAULT));
      Gateway gateway =
          await(Gateway.start(vertx, settings(world, radicale), database, directory, router -> {}));
      URI webhook = URI.create("http://127.0.0.1:" + gateway.port() + "/openai/webhook");

      radicale.put("busy", busy());
      assertEquals(List.of(), place(world, webhook, """
          - caller: I need an appointment.
          - tool: find_appointments
            with: { date: "%1$s" }
          - agent: Half past nine?
          - caller: Yes. My name is Eva Nová.
          - tool: book_appointment
            with: { start: "%1$sT09:30", name: "Eva Nová", purpose: cut }
          - agent: Done.
          - hang-up
          expect: { tool-output: { find_appointments: "%1$sT09:30", book_appointment: booked } }
          """).broken());
      assertEquals(List.of(), place(world, webhook, """
          - caller: The same for me.
          - tool: book_appointment
            with: { start: "%1$sT09:30", name: "Ivan Novák" }
          - agent: That has gone.
          - hang-up
          expect: { tool-output: { book_appointment: refused } }
          """).broken());

      await(gateway.stop());
      await(directory.close());
      await(database.close());
      await(world.close());
    } finally {
      await(vertx.close());
    }
  }

  private CallReport place(Simulator world, URI webhook, String steps) {
    String head = "name: test\nfrom: \"+421900000001\"\nto: \"+15550100001\"\nsteps:\n- greeting\n";
    return await(world.place(Script.parse(head + steps.formatted(day)), webhook));
  }

  private GatewaySettings settings(Simulator world, Radicale radicale) {
    var endpoint = new Endpoint(
        Database.PLATFORM_ENDPOINT,
        null,
        null,
        RealtimeProvider.NAME,
        world.baseUrl(),
        Secret.of("sk-test"),
        List.of(Secret.of(TinyGateway.SECRET)),
        null);
    return new GatewaySettings(
            new NodeId("salon-node"),
            Role.ALL,
            "127.0.0.1",
            0,
            Optional.of(endpoint),
            VoiceSettings.DEFAULTS,
            null,
            folder.resolve("journal.spool"),
            GatewaySettings.SPOOL_BYTES,
            GatewaySettings.RINGING_BUDGET,
            GatewaySettings.UNKNOWN_NUMBER_CODE,
            GatewaySettings.LEASE)
        .with(OutwardAllow.of("127.0.0.1:" + radicale.port()));
  }

  private static void save(Database database, Radicale radicale) {
    var rules = new SlotRules(Duration.ofMinutes(30), Duration.ofHours(1), 14, 3);
    var calendar = new Calendar("chair", "", radicale.url(), Radicale.USER, rules);
    var password =
        new Password("http://127.0.0.1:" + radicale.port(), Secret.of(Radicale.PASSWORD));
    await(database.inTenant(
        SALON,
        stores -> stores
            .calendars()
            .save(calendar)
            .compose(done -> stores.calendars().replacePassword("chair", password, VAULT))));
  }

  private static void seed(EmbeddedServer server) throws SQLException {
    server.createDatabase("salon");
    Migrations.run(server.migrating("salon"));
    var url = "jdbc:postgresql://127.0.0.1:" + server.port() + "/salon";
    try (var connection = DriverManager.getConnection(url, "postgres", "");
        var statement = connection.createStatement()) {
      statement.execute("""
          INSERT INTO agency (id, name) VALUES ('00000000-0000-0000-0000-00000000000a', 'North');
          INSERT INTO tenant (id, agency_id, key, name, region, zone, locale) VALUES
            ('00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-00000000000a', 'salon', 'Salon Eva', 'SK',
             'Europe/Bratislava', 'en');
          INSERT INTO opening_span (tenant_id, agency_id, day, opens, closes)
            SELECT id, agency_id, day, '09:00', '10:00' FROM tenant, generate_series(1, 7) day;
          INSERT INTO phone_number (e164, tenant_id, agency_id, endpoint_id) VALUES
            ('+15550100001', '00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-00000000000a',
             '00000000-0000-0000-0000-000000000001');
          INSERT INTO profile_version (tenant_id, agency_id, version, state, prompt, greeting, tools) VALUES
            ('00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-00000000000a', 1, 'published',
             'You answer for a salon.', 'Good day, this is Salon Eva.', '{find_appointments,book_appointment}');
          """);
    }
  }

  private String busy() {
    String date = day.toString().replace("-", "");
    return """
        BEGIN:VCALENDAR
        VERSION:2.0
        PRODID:-//Somebody//Else//EN
        BEGIN:VEVENT
        UID:busy
        DTSTAMP:20260101T000000Z
        DTSTART;TZID=Europe/Bratislava:%1$sT090000
        DTEND;TZID=Europe/Bratislava:%1$sT093000
        SUMMARY:Taken
        END:VEVENT
        END:VCALENDAR
        """.formatted(date).replace("\n", "\r\n");
  }
}
