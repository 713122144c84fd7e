package dev.frontdesk.twilio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.TwilioStub;
import dev.frontdesk.call.AttemptOutcome;
import dev.frontdesk.model.Endpoint;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.Secret;
import dev.frontdesk.outward.OutwardAllow;
import dev.frontdesk.outward.OutwardClient;
import dev.frontdesk.provider.Answer;
import dev.frontdesk.provider.TargetLegs.Lent;
import dev.frontdesk.provider.TargetLegs.Ring;
import dev.frontdesk.provider.TargetLegs.Rung;
import dev.frontdesk.store.Database;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is asked of the carrier about targets, over real HTTP, and how its answers are understood. */
class TwilioTargetsIT {
  private static final String CALL = "CA00000000000000000000000000000001";
  private static final String LEG = "CA00000000000000000000000000000002";
  private static final String ROOM = "CF00000000000000000000000000000003";
  private static final PhoneNumber OURS = new PhoneNumber("+15550100002");
  private static final PhoneNumber CALLER = new PhoneNumber("+421900000001");

  private final Vertx vertx = Vertx.vertx();
  private final TwilioStub stub = new TwilioStub(vertx);
  private final Endpoint endpoint = new Endpoint(
      Database.PLATFORM_CARRIER,
      null,
      null,
      TwilioProvider.NAME,
      stub.url(),
      Secret.of("0123456789abcdef0123456789abcdef"),
      List.of(),
      null,
      "AC00000000000000000000000000000001");
  private final TwilioTargets targets = new TwilioTargets(
      new TwilioRest(
          vertx,
          new OutwardClient(vertx, OutwardAllow.NOTHING),
          RandomGenerator.of("L64X128MixRandom")),
      new DoorUrls("https://voice.example.com"));

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void aTargetIsRungWithANumberOfOurs() {
    stub.then(201, "{\"sid\":\"" + LEG + "\"}");
    assertEquals(LEG, rung("+421900000002", null).leg());
    String form = form(0);
    assertTrue(form.startsWith("From=%2B15550100002&To=%2B421900000002&Timeout=20&Url="), form);
    assertTrue(form.contains("target%2F" + CALL + "-1%2Fanswered-1&"), form);
    assertTrue(form.endsWith("&MachineDetection=Enable&MachineDetectionTimeout=6"), form);
  }

  @Test
  void aNumberThatIsNotLentIsNotInsistedOn() {
    stub.then(400, "{\"code\":21210,\"message\":\"not verified\",\"status\":400}")
        .then(201, "{\"sid\":\"" + LEG + "\"}");
    assertEquals(LEG, rung("+421900000002", new Lent(CALLER, "{token}")).leg());
    assertTrue(form(0).startsWith("From=%2B421900000001&CallToken=%7Btoken%7D&"), form(0));
    assertTrue(form(1).startsWith("From=%2B15550100002&To="), form(1));
  }

  @Test
  void aTargetThatMayRingAlreadyIsNotRungAgain() {
    stub.then(503, "");
    assertEquals(
        Answer.Kind.UNAVAILABLE,
        rung("+421900000002", new Lent(CALLER, "{token}")).answer().kind());
    assertEquals(1, stub.asked.size());
  }

  @Test
  void aTelephoneSystemIsToldTheContext() {
    stub.then(201, "{\"sid\":\"" + LEG + "\"}");
    rung("sip:desk@pbx.example.com", null);
    assertTrue(
        form(0)
            .contains("To=sip%3Adesk%40pbx.example.com%3FX-Frontdesk-Caller%3D%252B421900000001"
                + "%26X-Frontdesk-About%3Dbread&"),
        form(0));
  }

  @ParameterizedTest
  @CsvSource({
    "'target,caller', CONFIRMED",
    "target, ENTERED",
    "caller, LEFT",
  })
  void whoIsInTheRoomSaysHowAnAttemptStands(String labels, AttemptOutcome expected) {
    room("in-progress", labels.split(","));
    assertEquals(expected, looked(LEG));
    assertTrue(stub.asked
        .get(0)
        .uri()
        .endsWith("/Conferences.json?FriendlyName=frontdesk-" + CALL + "-1"));
  }

  @ParameterizedTest
  @CsvSource({
    "queued, TAKEN",
    "ringing, TAKEN",
    "in-progress, ANSWERED",
    "busy, BUSY",
    "no-answer, NO_ANSWER",
    "failed, FAILED",
    "canceled, FAILED",
    "completed, LEFT",
    "something, UNKNOWN"
  })
  void outsideARoomTheLegDoes(String status, AttemptOutcome expected) {
    stub.then(200, "{\"conferences\":[{\"sid\":\"" + ROOM + "\",\"status\":\"completed\"}]}")
        .then(200, "{\"status\":\"" + status + "\"}");
    assertEquals(expected, looked(LEG));
  }

  @Test
  void aCarrierThatDoesNotSayLeavesItOpen() {
    stub.then(500, "");
    assertEquals(AttemptOutcome.UNKNOWN, looked(LEG));
    stub.then(200, "{\"conferences\":[]}");
    assertEquals(AttemptOutcome.UNKNOWN, looked(null));
    stub.then(200, "{\"conferences\":[{\"sid\":\"../x\",\"status\":\"in-progress\"}]}");
    assertEquals(AttemptOutcome.UNKNOWN, looked(null));
  }

  @Test
  void aLegThatIsOverIsDropped() {
    stub.then(400, "{\"code\":21220,\"status\":400}");
    assertEquals(Answer.Kind.DONE, done(targets.drop(endpoint, LEG)).kind());
    assertEquals("Status=completed", form(0));
  }

  private void room(String status, String... labels) {
    var there = List.of(labels).stream()
        .map(label -> "{\"label\":\"" + label + "\",\"status\":\"connected\"}")
        .toList();
    stub.then(200, "{\"conferences\":[{\"sid\":\"" + ROOM + "\",\"status\":\"" + status + "\"}]}")
        .then(200, "{\"participants\":" + there + "}");
  }

  private AttemptOutcome looked(@Nullable String leg) {
    return done(targets.look(endpoint, CALL, 1, leg));
  }

  private Rung rung(String address, @Nullable Lent lent) {
    return done(targets.ring(
        endpoint, CALL, new Ring(1, address, OURS, lent, Duration.ofSeconds(20), CALLER, "bread")));
  }

  private String form(int request) {
    return stub.asked.get(request).body();
  }

  private static <T> T done(Future<T> future) {
    return future.await();
  }
}
