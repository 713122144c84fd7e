package dev.frontdesk.oracles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.openai.errors.InvalidWebhookSignatureException;
import dev.frontdesk.model.VoiceSettings;
import dev.frontdesk.provider.realtime.Deliveries;
import dev.frontdesk.provider.realtime.Delivery.IncomingCall;
import dev.frontdesk.simulator.report.CallReport;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The webhooks that the simulator sends, as the official client takes them. */
class WebhookOracleIT {
  private final TinyGateway gateway = new TinyGateway(VoiceSettings.DEFAULTS, List.of());

  @AfterEach
  void close() {
    gateway.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "caller-name: Jana \"the VIP\" Nováková",
        "headers: { X-Twilio-VerStat: TN-Validation-Passed-A, Diversion: \"<sip:+15550100001@example.com>\" }",
        "misbehave: [ signature: rotated ]",
      })
  void anOfferIsGenuineAndReadTheSameWay(String head) {
    CallReport report = gateway.place(head + "\nsteps: [ greeting, hang-up ]");
    Delivered delivery = gateway.deliveries.get(0);
    var event = delivery.unwrap(TinyGateway.SECRET, Instant.now());
    assertEquals(List.of(), Official.faults(event));
    var theirs = event.asRealtimeCallIncoming();
    assertEquals(report.callId(), theirs.data().callId());
    var ours = (IncomingCall) Deliveries.read(delivery.body().getBytes());
    assertEquals(theirs.id(), ours.event());
    assertEquals(theirs.data().callId(), ours.call());
    assertEquals(
        theirs.data().sipHeaders().stream()
            .filter(header -> header.name().equals("Call-ID"))
            .map(header -> header.value())
            .findFirst(),
        ours.headers().callId());
    assertEquals(theirs.data().sipMediaSecurity().orElseThrow().asString(), ours.mediaSecurity());
  }

  @Test
  void theOtherTypeThatAnnouncesTheSameCallIsAnEventOfTheirsToo() {
    gateway.place("misbehave: [ live-twin ]\nsteps: [ greeting, hang-up ]");
    var twin = gateway.deliveries.stream()
        .map(delivery -> delivery.unwrap(TinyGateway.SECRET, Instant.now()))
        .filter(event -> event.isLiveTransportIncoming())
        .findFirst()
        .orElseThrow();
    assertEquals(List.of(), Official.faults(twin));
    assertTrue(twin.asLiveTransportIncoming().data().sessionId().startsWith("live_"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bad", "stale"})
  void aDeliveryThatTheSimulatorSpoilsIsRefusedByBoth(String how) {
    CallReport report = gateway.place(
        "misbehave: [ signature: " + how + " ]\nviolations: allowed\nsteps: [ greeting ]");
    assertEquals(401, report.webhookStatus());
    assertThrows(
        InvalidWebhookSignatureException.class,
        () -> gateway.deliveries.get(0).verify(TinyGateway.SECRET, Instant.now()));
  }

  @Test
  void aDeliveryWithoutSignatureIsRefusedByBoth() {
    CallReport report = gateway.place("misbehave: [ signature: missing ]\nsteps: [ greeting ]");
    assertEquals(401, report.webhookStatus());
    assertThrows(
        IllegalArgumentException.class,
        () -> gateway.deliveries.get(0).verify(TinyGateway.SECRET, Instant.now()));
  }
}
