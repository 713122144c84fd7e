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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nothing bills into the void. */
class ReaperIT {
  private static final String USED =
      "SELECT sum((data ->> 'costMicros')::bigint) FROM call_fact WHERE kind = 'usage'";
  private static final String ENDED = """
      SELECT c.outcome || ' ' || k.epoch FROM call c JOIN call_claim k ON k.call_id = c.id
      WHERE k.provider_call_id = '%s' AND k.state = 'ended' AND c.ended_at IS NOT NULL""";

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

  @Test
  void aCallThatIsClosedCostsWhatItHadUsed() {
    // A text model that sums up is paid for, too, after the call.
    desk.server.run(
        "INSERT INTO summary_setting (tenant_id, agency_id, enabled) SELECT id, agency_id, false FROM tenant");
    var report = desk.place("""
        steps:
        - greeting
        - caller: Good day.
        - agent: Good day to you.
        - hang-up
        """);
    desk.eventually("SELECT state FROM call_claim", List.of("ended")::equals);
    List<String> used = desk.server.ask(USED);
    assertTrue(Long.parseLong(used.get(0)) > 0, "the provider has charged for it");
    // As if its node had lost sight of it before it heard of the end.
    desk.server.run("""
        DELETE FROM call_fact WHERE seq > (SELECT max(seq) FROM call_fact WHERE kind = 'usage');
        UPDATE call_claim SET state = 'decided', ended_at = NULL, received_at = now() - interval '5 min';
        UPDATE call SET ended_at = NULL, outcome = NULL;
        """);
    reap(Duration.ofSeconds(3));

    assertEquals(
        List.of("caller-hung-up 2"),
        desk.eventually(ENDED.formatted(report.callId()), rows -> rows.size() == 1));
    assertEquals(used, desk.server.ask(USED));
    assertEquals(used, desk.server.ask("SELECT cost_micros FROM call"));
    assertEquals(used, desk.server.ask("SELECT cost_micros FROM spending"));
    assertEquals(used, desk.server.ask("SELECT sum(cost_micros) FROM month_usage"));
    assertEquals(1, count.of(ReaperCount.Action.TAKEN_UP));
  }

  @Test
  void aCallWhoseEndpointIsNotKnownAnyMoreIsClosed() {
    desk.place("steps: [ greeting, hang-up ]");
    desk.eventually("SELECT state FROM call_claim", List.of("ended")::equals);
    // Nobody here knows how to speak to that provider.
    desk.server.run("""
        INSERT INTO endpoint (id, provider, base_url) VALUES ('00000000-0000-0000-0000-0000000000ee', 'gone', 'http://127.0.0.1:1');
        INSERT INTO call_claim SELECT (jsonb_populate_record(c, jsonb_build_object(
          'call_id', '00000000-0000-0000-0000-0000000000ff', 'provider_call_id', 'rtc_forgotten', 'webhook_id', 'wh_forgotten',
          'endpoint_id', '00000000-0000-0000-0000-0000000000ee',
          'offer', replace(replace(offer::text, provider_call_id, 'rtc_forgotten'), endpoint_id::text, '00000000-0000-0000-0000-0000000000ee')::jsonb,
          'state', 'decided', 'ended_at', NULL, 'received_at', now() - interval '5 min'))).* FROM call_claim c;
        INSERT INTO call SELECT (jsonb_populate_record(c, jsonb_build_object(
          'id', '00000000-0000-0000-0000-0000000000ff', 'provider_call_id', 'rtc_forgotten',
          'endpoint_id', '00000000-0000-0000-0000-0000000000ee', 'ended_at', NULL, 'outcome', NULL))).* FROM call c;
        """);
    reap(Duration.ofSeconds(3));

    assertEquals(
        List.of("node-lost 2"),
        desk.eventually(ENDED.formatted("rtc_forgotten"), rows -> rows.size() == 1));
    assertEquals(1, count.of(ReaperCount.Action.TAKEN_UP));
  }

  @Test
  void aHangUpIsRepeatedOnceItsEndpointIsKnownAgain() {
    var placed = desk.placing(desk.webhook(), """
        limit: 60s
        misbehave: { hangup: 403 once }
        steps:
        - greeting
        - caller: Goodbye.
        - tool: end_call
        - wait-for-end
        """);
    desk.eventually(
        "SELECT result ->> 'trouble' FROM effect WHERE kind = 'hang-up'",
        rows -> rows.size() == 1 && String.valueOf(rows.get(0)).contains("403"));
    var asked = new AtomicInteger();
    var known = new AtomicBoolean();
    var connection = connection();
    reap(Duration.ofMillis(50), id -> {
      asked.incrementAndGet();
      return known.get() ? Optional.of(connection) : Optional.empty();
    });
    TestGateway.eventually(asked::get, times -> times > 1);
    assertEquals(0, count.of(ReaperCount.Action.HANG_UP_REPEATED));
    known.set(true);

    assertEquals("agent-hung-up", TestGateway.await(placed).ended());
    desk.eventually(
        "SELECT result ->> 'done' FROM effect WHERE kind = 'hang-up'", List.of("true")::equals);
  }

  private Providers.Connection connection() {
    Endpoint endpoint = desk.settings().defaultEndpoint().orElseThrow();
    var provider = RealtimeProvider.create(
        desk.vertx, desk.settings().voice(), desk.settings().dialledHeader());
    return new Providers.Connection(endpoint, provider);
  }

  private void reap(Duration every) {
    var connection = connection();
    reap(every, id -> Optional.of(connection));
  }

  private void reap(Duration every, Providers providers) {
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
