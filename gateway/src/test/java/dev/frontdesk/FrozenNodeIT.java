package dev.frontdesk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A node whose lease ran out drives nothing until the database has fenced the call for it again. */
class FrozenNodeIT {

  @Test
  void aCallIsFencedAnewBeforeItGoesOn() {
    // A lease shorter than its renewal runs out by itself, as that of a frozen process does.
    try (var desk =
        new TestGateway(settings -> leased(settings, Duration.ofMillis(200)), null, 0.5)) {
      var report = desk.place("""
          limit: 60s
          steps:
          - greeting
          - pause: 5s
          - caller: Still there?
          - agent: Still here.
          - hang-up
          expect: { greetings: 1 }
          """);
      assertEquals(List.of(), report.broken());
      assertEquals(
          List.of("caller-hung-up"),
          desk.eventually(
              "SELECT outcome FROM call WHERE ended_at IS NOT NULL", rows -> rows.size() == 1));
      var epochs = desk.server.ask("SELECT DISTINCT epoch FROM call_fact ORDER BY epoch");
      assertEquals(
          epochs.get(epochs.size() - 1),
          desk.server.ask("SELECT epoch FROM call_claim").get(0));
      assertEquals(true, epochs.size() > 1, "fenced at least once: " + epochs);
      assertEquals(0, desk.gateway.callsTakenOver(), "a node alone has nobody to take over from");
    }
  }

  private static GatewaySettings leased(GatewaySettings settings, Duration lease) {
    return new GatewaySettings(
        settings.node(),
        settings.roles(),
        settings.host(),
        settings.port(),
        settings.defaultEndpoint(),
        settings.voice(),
        settings.dialledHeader(),
        settings.spoolFile(),
        settings.spoolBytes(),
        settings.ringingBudget(),
        settings.unknownNumberCode(),
        lease);
  }
}
