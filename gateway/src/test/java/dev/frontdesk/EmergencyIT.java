package dev.frontdesk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.frontdesk.model.EmergencyCare;
import dev.frontdesk.model.TenantId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A caller speaks of an emergency: what they hear, where they are put through to, and who is told. */
class EmergencyIT {
  private static final TenantId BAKERY = TenantId.of("00000000-0000-0000-0000-0000000000b1");

  private TestGateway desk;

  @BeforeEach
  void open() {
    desk = new TestGateway(settings -> settings, null, 0.2);
    desk.server.run("""
        INSERT INTO webhook (tenant_id, agency_id, url, events)
        VALUES ('%s', '00000000-0000-0000-0000-00000000000a', 'https://crm.example/hook', '{call.emergency}')
        """.formatted(BAKERY));
  }

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void isToldToCallForHelpAtOnceAndTheTenantLearnsOfIt() {
    var report = desk.place("""
        steps:
        - greeting
        - caller: Help, my father has a heart attack!
        - agent: Our bread is fresh every morning, and so are the rolls and the cakes.
        - announcement
        - hang-up
        expect: { outcome: caller-hung-up, agent-says: [ call 112 now ] }
        """);

    assertEquals(List.of(), report.broken());
    assertEquals(
        List.of("heart attack"),
        desk.eventually("""
            SELECT data ->> 'words' FROM call_fact f JOIN call c ON c.id = f.call_id
            WHERE f.kind = 'emergency' AND c.provider_call_id = '%s'""".formatted(report.callId()), rows -> rows.size() == 1));
    assertEquals(
        List.of("call.emergency heart attack +421900000001"),
        desk.eventually(
            "SELECT kind || ' ' || (payload ->> 'words') || ' ' || (payload ->> 'caller') FROM outbox WHERE kind = 'call.emergency'",
            rows -> rows.size() == 1));
  }

  @Test
  void isPutThroughToWhomTheTenantNames() {
    TestGateway.await(desk.database.inTenant(
        BAKERY,
        stores -> stores
            .emergency()
            .save(new EmergencyCare(
                true,
                false,
                Map.of("en", List.of("gas leak")),
                Map.of("en", "Leave the house, I am connecting you."),
                "sales"))));
    TestGateway.eventually(
        () -> String.valueOf(
            desk.directory.tenant(BAKERY).orElseThrow().care().emergency().target()),
        "sales"::equals);

    var report = desk.place("""
        steps:
        - greeting
        - caller: We have a gas leak in the cellar!
        - agent: Our bread is fresh every morning, and so are the rolls and the cakes.
        - refer: accepted-and-moved
        expect: { outcome: transferred, agent-says: [ Leave the house ] }
        """);

    assertEquals(List.of(), report.broken());
    assertEquals(
        List.of("sales"),
        desk.eventually("""
            SELECT a.target_key FROM transfer_attempt a JOIN call c ON c.id = a.call_id
            WHERE c.provider_call_id = '%s'""".formatted(report.callId()), rows -> rows.size() == 1));
  }
}
