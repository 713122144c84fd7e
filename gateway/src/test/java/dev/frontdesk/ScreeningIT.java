package dev.frontdesk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.frontdesk.model.AgencyId;
import dev.frontdesk.model.BlockList;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.TenantId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What unwelcome callers meet, from the settings in the database to the SIP answer and the journal. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScreeningIT {
  private static final AgencyId NORTH = AgencyId.of("00000000-0000-0000-0000-00000000000a");
  private static final TenantId BAKERY = TenantId.of("00000000-0000-0000-0000-0000000000b1");

  private final TestGateway desk = new TestGateway();

  @AfterAll
  void close() {
    desk.close();
  }

  @Test
  void aBlockActsOnTheNextCallAndIsJournalled() {
    answered("+421910000001");
    UUID id = UUID.randomUUID();
    TestGateway.await(desk.database.inTenant(
        BAKERY, stores -> stores.blocks().create(id, "+42191000*", "sells solar panels")));
    TestGateway.eventually(
        this::blocks, rules -> rules.blocking(number("+421910000001")).isPresent());

    assertEquals(List.of("reject caller-blocked: +42191000*"), refused("+421910000001"));
    answered("+421910900001");
  }

  @Test
  void anAgencysBlockIsAllItsTenants() {
    TestGateway.await(desk.database.inAgency(
        NORTH, stores -> stores.blocks().create(UUID.randomUUID(), "+421920000001", "")));
    TestGateway.eventually(
        () -> desk.directory.agency(NORTH).orElseThrow().blocks(),
        rules -> rules.blocking(number("+421920000001")).isPresent());

    assertEquals(List.of("reject caller-blocked: by the agency"), refused("+421920000001"));
  }

  @Test
  void whoCallsTooOftenIsRefusedForTheRestOfTheHour() {
    desk.server.run("""
        INSERT INTO screening VALUES ('%s', '%s', 'ANSWER', 'REJECT', 'IGNORE', 2)""".formatted(BAKERY, NORTH));
    TestGateway.eventually(
        () -> String.valueOf(
            desk.directory.tenant(BAKERY).orElseThrow().care().screening().callsPerHour()),
        "2"::equals);

    answered("+421930000001");
    answered("+421930000001");

    assertEquals(
        List.of("reject caller-too-often: 2 calls within an hour, 2 are answered"),
        refused("+421930000001"));
    answered("+421930000002");
  }

  private void answered(String caller) {
    assertEquals(List.of(), desk.place("from: \"" + caller + "\"\n" + """
        steps: [ greeting, hang-up ]
        expect: { outcome: caller-hung-up, accepts: 1 }
        """).broken());
  }

  private List<String> refused(String caller) {
    var report = desk.place("from: \"" + caller + "\"\n" + """
        steps: [ wait-for-end ]
        expect: { outcome: rejected 603, accepts: 0 }
        """);
    assertEquals(List.of(), report.broken());
    return desk.eventually(
        "SELECT decision || ' ' || array_to_string(reasons, ', ') FROM call WHERE provider_call_id = '"
            + report.callId() + "'",
        rows -> rows.size() == 1);
  }

  private BlockList blocks() {
    return desk.directory.tenant(BAKERY).orElseThrow().care().blocks();
  }

  private static PhoneNumber number(String e164) {
    return new PhoneNumber(e164);
  }
}
