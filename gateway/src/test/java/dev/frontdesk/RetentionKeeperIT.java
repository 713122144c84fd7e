package dev.frontdesk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetentionKeeperIT {
  @Test
  void aCallThatIsOlderThanItsTenantKeepsCallsIsDeletedByARunningNode() {
    try (var desk = new TestGateway()) {
      desk.place("steps: [ greeting, hang-up ]");
      desk.eventually(
          "SELECT outcome FROM call WHERE ended_at IS NOT NULL", rows -> rows.size() == 1);
      desk.server.run(
          "UPDATE tenant SET retention_days = 1;"
              + " UPDATE call SET received_at = now() - interval '9 days', ended_at = now() - interval '9 days';"
              + " UPDATE call_claim SET received_at = now() - interval '9 days', ended_at = now() - interval '9 days'");

      TestGateway.await(desk.vertx.deployVerticle(
          new RetentionKeeper(desk.database.retention(), Duration.ofMillis(20))));

      assertEquals(
          List.of("0"),
          desk.eventually("SELECT count(*) FROM call_fact", rows -> rows.equals(List.of("0"))));
      assertEquals(List.of("0"), desk.server.ask("SELECT count(*) FROM utterance"));
    }
  }
}
