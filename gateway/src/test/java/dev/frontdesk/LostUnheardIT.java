package dev.frontdesk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A call got another owner, and the message that tells so was lost: its former node finds out by itself, and lets go. */
class LostUnheardIT {
  @Test
  void aNodeThatWasNeverToldAsksWhoseItsCallsAre() {
    try (var desk = new TestGateway(settings -> settings, null, 0.5)) {
      var call = new WatchedCall(desk, desk.webhook(), """
          limit: 40s
          steps:
          - greeting
          - pause: 20s
          - hang-up
          """);
      TestGateway.await(call.greeted.future());
      desk.eventually("SELECT state FROM call_claim", List.of("decided")::equals);
      desk.server.ask(
          "INSERT INTO node (id, roles, lease_until) VALUES ('another', 'SESSIONS', now() + interval '1 h') RETURNING id");
      desk.server.ask(
          "UPDATE call_claim SET owner = 'another', epoch = epoch + 1 RETURNING call_id");
      TestGateway.eventually(() -> desk.gateway.calls(), count -> count == 0);

      var report = TestGateway.await(call.report);
      assertEquals(1, report.trace().attachments().size());
      assertEquals(
          true, report.trace().attachments().get(0).closed() != null, "its sideband is closed");
      assertEquals(0, report.counts().hangups());
    }
  }
}
