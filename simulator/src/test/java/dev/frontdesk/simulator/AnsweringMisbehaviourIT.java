package dev.frontdesk.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.simulator.report.CallReport;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A delivery, its signature or an accept goes wrong on order: what happens before a call is answered. */
class AnsweringMisbehaviourIT {
  private World world;
  private ToyGateway gateway;

  @BeforeEach
  void openTheWorld() throws Exception {
    world = new World();
    gateway = world.gateway;
  }

  @AfterEach
  void closeTheWorld() throws Exception {
    world.close();
  }

  @Test
  void aDeliveryIsDuplicatedAtOnceWithOneId() throws Exception {
    CallReport report = world.place("misbehave: [ duplicate-webhook: 3 ]\nsteps: [ greeting ]");
    assertEquals(3, gateway.webhooks.size());
    assertEquals(1, new HashSet<>(gateway.webhooks).size());
    assertEquals(1, report.counts().accepts());
  }

  @Test
  void aDeliveryComesAgainLaterWithTheSameId() throws Exception {
    gateway.greets = false;
    world.place("misbehave: [ redeliver-webhook: 50ms ]\nlimit: 2s\nsteps: [ greeting ]");
    assertEquals(2, gateway.webhooks.size());
    assertEquals(1, new HashSet<>(gateway.webhooks).size());
  }

  @Test
  void aCallIsAnnouncedAgainUnderAnotherDeliveryId() throws Exception {
    gateway.greets = false;
    world.place("misbehave: [ announce-again: 50ms ]\nlimit: 2s\nsteps: [ greeting ]");
    assertEquals(2, new HashSet<>(gateway.webhooks).size());
  }

  @Test
  void theOtherWebhookTypeAnnouncesTheSameCall() throws Exception {
    CallReport report = world.place("misbehave: [ live-twin ]\nsteps: [ greeting ]");
    assertEquals(
        List.of("realtime.call.incoming", "live.transport.incoming"), gateway.webhookTypes());
    assertEquals(1, new HashSet<>(gateway.sipCallIds()).size());
    assertEquals(1, report.counts().accepts());
  }

  @Test
  void theCarrierRetriesWithTheSameCallIdUnderANewProviderId() throws Exception {
    CallReport report = world.place("misbehave: [ carrier-retry: 50ms ]\nsteps: [ greeting ]");
    assertEquals(
        List.of(404, 404, 200),
        gateway.acceptStatuses.stream().sorted((a, b) -> b - a).toList());
    assertEquals(2, gateway.sipCallIds().size());
    assertEquals(1, new HashSet<>(gateway.sipCallIds()).size());
    assertEquals("caller-hung-up", report.ended());
  }

  @ParameterizedTest
  @ValueSource(strings = {"bad", "stale", "missing"})
  void aWrongSignatureIsSent(String signature) throws Exception {
    CallReport report = world.place(
        "misbehave: [ signature: " + signature + " ]\nexpect: { outcome: webhook-refused 401 }");
    assertEquals(List.of(), report.broken());
  }

  @Test
  void aRotatedSecretGivesTwoSignatures() throws Exception {
    CallReport report = world.place("misbehave: [ signature: rotated ]\nsteps: [ greeting ]");
    assertEquals(200, report.webhookStatus());
    assertTrue(report.accepted());
  }

  @Test
  void theCallerGivesUpWhileItRings() throws Exception {
    gateway.greets = false;
    CallReport report = world.place(
        "misbehave: [ caller-gone: 40ms, slow-rest: 300ms ]\nlimit: 5s\nsteps: [ greeting ]");
    assertEquals("caller-hung-up", report.ended());
    assertEquals(false, report.accepted());
  }

  @Test
  void anAcceptFailsOnce() throws Exception {
    CallReport report = world.place("misbehave: [ accept: 404 once ]\nsteps: [ greeting ]");
    assertEquals(List.of(404, 200), gateway.acceptStatuses);
    assertEquals(2, report.counts().accepts());
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 409, 500, 503})
  void anAcceptFailsAlways(int status) throws Exception {
    CallReport report = world.place(
        "ring: 500ms\nmisbehave: [ accept: " + status + " ]\nexpect: { outcome: unanswered }");
    assertEquals(List.of(status, status), gateway.acceptStatuses);
    assertEquals(List.of(), report.broken());
  }

  @Test
  void aRateLimitSaysWhenToComeBack() throws Exception {
    world.place("misbehave: [ accept: 429 once ]\nsteps: [ greeting ]");
    assertEquals(List.of("1"), gateway.retryAfter);
  }

  @Test
  void restIsSlow() throws Exception {
    CallReport report = world.place("misbehave: [ slow-rest: 150ms ]\nsteps: [ greeting ]");
    assertTrue(report.misbehaviour().contains("ACCEPT answered slowly"));
    assertTrue(report.timings().total() > 150);
  }

  @Test
  void aDeliveryThatFailsIsSentOnceMore() throws Exception {
    gateway.failsFirst = true;
    CallReport report = world.place("steps: [ greeting ]");
    assertEquals(2, gateway.webhooks.size());
    assertNotEquals(false, report.accepted());
  }
}
