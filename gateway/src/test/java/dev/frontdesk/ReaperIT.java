package dev.frontdesk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.model.Endpoint;
import dev.frontdesk.provider.Providers;
import dev.frontdesk.provider.realtime.RealtimeProvider;
import dev.frontdesk.takeover.ReaperCount;
import dev.frontdesk.takeover.ReaperVerticle;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nothing bills into the void. */
class ReaperIT {
  private final TestGateway desk = new TestGateway();
  private final ReaperCount count = new ReaperCount();

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void aCallWhoseHangUpTheProviderRefusedIsHungUpAgain() {
    var placed = desk.placing(desk.webhook(), """
        limit: 60s
        misbehave: { hangup: 403 once }
        steps:
        - greeting
        - caller: Goodbye.
        - tool: end_call
        - wait-for-end
        """);
    String trouble = "SELECT result ->> 'trouble' FROM effect WHERE kind = 'hang-up'";
    desk.eventually(
        trouble, rows -> rows.size() == 1 && String.valueOf(rows.get(0)).contains("403"));
    reap(Duration.ofMillis(50));

    assertEquals("agent-hung-up", TestGateway.await(placed).ended());
    desk.eventually(
        "SELECT result ->> 'done' FROM effect WHERE kind = 'hang-up'", List.of("true")::equals);
    assertTrue(count.of(ReaperCount.Action.HANG_UP_REPEATED) > 0);
    assertEquals(0, count.of(ReaperCount.Action.TAKEN_UP));
  }

  @Test
  void aCallThatItsOwnerDoesNotDriveIsTakenUpAndEndsForTheRightReason() {
    desk.place("steps: [ greeting, hang-up ]");
    desk.eventually("SELECT state FROM call_claim", List.of("ended")::equals);
    // As if the node had lost sight of another call, which the provider does not know any more.
    desk.server.run("""
        INSERT INTO call_claim SELECT (jsonb_populate_record(c, jsonb_build_object(
          'call_id', '00000000-0000-0000-0000-0000000000ff', 'provider_call_id', 'rtc_forgotten', 'webhook_id', 'wh_forgotten',
          'offer', replace(offer::text, provider_call_id, 'rtc_forgotten')::jsonb, 'state', 'decided', 'ended_at', NULL,
          'received_at', now() - interval '5 min'))).* FROM call_claim c;
        INSERT INTO call SELECT (jsonb_populate_record(c, jsonb_build_object(
          'id', '00000000-0000-0000-0000-0000000000ff', 'provider_call_id', 'rtc_forgotten', 'ended_at', NULL, 'outcome', NULL))).* FROM call c;
        """);
    reap(Duration.ofSeconds(3));

    assertEquals(
        List.of("ended 2"),
        desk.eventually(
            "SELECT state || ' ' || epoch FROM call_claim WHERE provider_call_id = 'rtc_forgotten'",
            List.of("ended 2")::equals));
    assertEquals(List.of("not-attached"), desk.server.ask("""
            SELECT f.data ->> 'outcome' FROM call_fact f JOIN call_claim c USING (call_id)
            WHERE c.provider_call_id = 'rtc_forgotten' AND f.kind = 'call.ended'"""));
    assertEquals(1, count.of(ReaperCount.Action.TAKEN_UP));
  }

  private void reap(Duration every) {
    Endpoint endpoint = desk.settings().defaultEndpoint().orElseThrow();
    var provider = RealtimeProvider.create(
        desk.vertx, desk.settings().voice(), desk.settings().dialledHeader());
    Providers providers = id -> Optional.of(new Providers.Connection(endpoint, provider));
    TestGateway.await(desk.vertx.deployVerticle(new ReaperVerticle(
        desk.settings().node(),
        desk.bus,
        desk.database.reaper(),
        desk.database.claims(),
        desk.database.leases(),
        providers,
        () -> false,
        every,
        count)));
  }
}
