package dev.frontdesk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.simulator.carrier.CallerPlan;
import dev.frontdesk.simulator.carrier.CallerReport;
import dev.frontdesk.simulator.carrier.Carrier;
import dev.frontdesk.simulator.carrier.CarrierMisbehaviour;
import dev.frontdesk.simulator.carrier.CarrierMisbehaviour.Quirk;
import dev.frontdesk.simulator.carrier.CarrierOptions;
import dev.frontdesk.simulator.carrier.line.Act;
import dev.frontdesk.simulator.carrier.stream.StreamReport;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What no carrier sends ends its own stream at most, is counted for what it was, and does nothing to the call beside it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadStreamsIT {
  private static final Duration QUIET = Duration.ofMillis(300);
  private static final List<String> CONVERSATION = List.of(
      "agent: " + TestGateway.GREETING,
      "caller: What the caller says the 1. time.",
      "agent: I see.");

  private final Vertx outside = Vertx.vertx();
  private volatile URI door = URI.create("http://127.0.0.1:1");
  private final Carrier carrier = TestGateway.await(
      Carrier.start(outside, CarrierOptions.defaults().withPace(0.05).withRoute(this::routed)));
  private TestGateway desk;
  private int callers;

  /** Whoever calls beside the bad streams of a test. */
  private Beside beside;

  private Map<String, Integer> before = Map.of();

  @BeforeAll
  void open() {
    desk = new TestGateway(
        settings -> settings.with(new CarrierSettings(
            Optional.of(TwilioCarrier.endpoint(carrier.baseUrl())), TwilioCarrier.PUBLIC)),
        null,
        0);
    door = desk.webhook();
    desk.server.run("""
        INSERT INTO phone_number (e164, tenant_id, agency_id, endpoint_id) VALUES
          ('+15550100002', '00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-00000000000a',
           '00000000-0000-0000-0000-000000000002');
        """);
    TestGateway.await(desk.directory.refresh());
    TestGateway.await(carrier.number(
        TwilioCarrier.NUMBER, URI.create(TwilioCarrier.PUBLIC + TwilioCarrier.VOICE)));
  }

  @AfterAll
  void close() {
    TestGateway.await(carrier.close());
    desk.close();
    TestGateway.await(outside.close());
  }

  @BeforeEach
  void anotherCallIsGreeted() {
    beside = new Beside("+4219000001" + (10 + callers++));
    before = counts();
  }

  @AfterEach
  void theOtherCallIsWhole() {
    beside.goesOnToItsEnd();
  }

  @Test
  void aFrameOfAMegabyteEndsItsStreamAndTheCallGoesOnInAnother() {
    CallerReport report = bad(Act.stream(1), Act.sendHuge(1 << 20), Act.stream(2), Act.hangUp());
    assertEquals("carrier", ends(report).get(1));
    assertCounted(Map.of("stream", 2, "too-big", 1));
  }

  @Test
  void whatIsNoMessageIsPassedOver() {
    CallerReport report = bad(
        Act.stream(1),
        Act.send("nonsense"),
        Act.send("{\"event\":"),
        Act.send("[]"),
        Act.send("{\"event\":\"media\",\"media\":{\"timestamp\":\"1\"}}"),
        Act.send("{\"event\":\"media\",\"media\":{\"payload\":7}}"),
        Act.send("{\"event\":\"mark\",\"mark\":{\"name\":\"9.9.9.9\"}}"),
        Act.send("{\"event\":\"mark\",\"mark\":{\"name\":\"-1.0.x\"}}"),
        Act.send("{\"event\":\"unheard of\"}"),
        Act.sendBinary((byte) 0, (byte) 0xFF),
        Act.heardOut(QUIET),
        Act.hangUp());
    assertEquals(List.of("carrier"), ends(report));
    assertCounted(Map.of("stream", 1, "malformed", 6));
  }

  @Test
  void whoHasOverheardTheAddressOfAStreamIsRefused() {
    CallerReport report = bad(Act.stream(1), Act.replayStream(), Act.heardOut(QUIET), Act.hangUp());
    assertEquals(List.of(404, 101), handshakes(report));
    assertCounted(Map.of("stream", 1, "unknown-token", 1));
  }

  @Test
  void theAddressOfAStreamIsWorthNothingOnceItsCallIsOver() {
    CallerReport report = TestGateway.await(place(
        "+421900000002",
        CarrierMisbehaviour.of(Quirk.STREAM_AFTER_END),
        Act.stream(1),
        Act.hangUp()));
    assertEquals(List.of(101, 404), handshakes(report));
    assertCounted(Map.of("stream", 1, "unknown-token", 1));
  }

  /** Each is followed by the next stream that the carrier is told of, until it is told that it is enough. */
  @Test
  void aForgedHandshakeIsRefusedTimeAndAgain() {
    CallerReport report = TestGateway.await(
        place("+421900000002", CarrierMisbehaviour.of(Quirk.FORGED_STREAM_SIGNATURE)));
    assertEquals(List.of(403, 403, 403, 403, 403, 403), handshakes(report));
    assertCounted(Map.of("bad-signature", 6));
  }

  @Test
  void aTokenIsProofEnoughWhereTheSignatureIsLostOnTheWay() {
    CallerReport report = TestGateway.await(place(
        "+421900000002",
        CarrierMisbehaviour.of(Quirk.NO_STREAM_SIGNATURE),
        Act.heard(QUIET),
        Act.hangUp()));
    assertEquals(List.of(101), handshakes(report));
    assertCounted(Map.of("stream", 1));
  }

  @Test
  void aStreamThatIsAnotherCallsOrAnotherAccountsIsClosed() {
    for (Quirk quirk : List.of(Quirk.FOREIGN_CALL_IN_START, Quirk.FOREIGN_ACCOUNT_IN_START)) {
      CallerReport report = TestGateway.await(
          place("+421900000002", CarrierMisbehaviour.of(quirk), Act.stream(2), Act.hangUp()));
      assertEquals("gateway 1008", ends(report).get(0));
    }
    assertEquals(4, counted().get("other-call"));
  }

  @Test
  void afterItsStopAStreamSaysNothingMore() {
    CallerReport report = bad(
        Act.stream(1),
        Act.send("{\"event\":\"stop\"}"),
        Act.send("{\"event\":\"media\",\"media\":{\"payload\":\"AAAA\"}}"),
        Act.send("{\"event\":\"dtmf\",\"dtmf\":{\"digit\":\"1\"}}"),
        Act.send("{\"event\":\"start\"}"));
    assertEquals("gateway 1000", ends(report).get(0));
    assertEquals("twiml", report.endedBy());
    assertTrue(counted().getOrDefault("malformed", 0) >= 3, "the network may still send sound");
  }

  private CallerReport bad(Act... acts) {
    return TestGateway.await(place("+421900000002", CarrierMisbehaviour.NONE, acts));
  }

  private Future<CallerReport> place(String caller, CarrierMisbehaviour how, Act... acts) {
    return carrier.place(CallerPlan.call(caller, TwilioCarrier.NUMBER, acts).with(how));
  }

  /** And nothing else was, but frames of sound and the silence between them. */
  private void assertCounted(Map<String, Integer> wanted) {
    TestGateway.eventually(this::counted, new TreeMap<>(wanted)::equals);
  }

  private Map<String, Integer> counted() {
    var counted = new TreeMap<String, Integer>();
    counts().forEach((of, count) -> {
      int now = count - before.getOrDefault(of, 0);
      if (now > 0) {
        counted.put(of, now);
      }
    });
    return counted;
  }

  private Map<String, Integer> counts() {
    var counts = new TreeMap<String, Integer>();
    desk.meters
        .find("frontdesk.media")
        .functionCounters()
        .forEach(each -> counts.put(each.getId().getTag("of"), (int) each.count()));
    counts.keySet().removeAll(List.of("frame-in", "frame-out", "padded"));
    return counts;
  }

  private static List<String> ends(CallerReport report) {
    return report.streams().stream().map(StreamReport::ended).toList();
  }

  private static List<Integer> handshakes(CallerReport report) {
    return report.streams().stream().map(StreamReport::handshake).toList();
  }

  private URI routed(URI address) {
    String scheme = address.getScheme().startsWith("ws") ? "ws://" : "http://";
    return URI.create(scheme + door.getRawAuthority() + address.getRawPath());
  }

  /** A call that is greeted, waits, speaks, is answered and hangs up. */
  private final class Beside {
    private final String caller;
    private final Promise<Void> goesOn = Promise.promise();
    private final Promise<Void> answered = Promise.promise();
    private final Future<CallerReport> report;

    Beside(String caller) {
      this.caller = caller;
      Promise<Void> greeted = Promise.promise();
      report = place(
          caller,
          CarrierMisbehaviour.NONE,
          Act.heardOut(QUIET),
          me -> {
            greeted.complete();
            return here(goesOn.future());
          },
          Act.speak(Duration.ofSeconds(1)),
          me -> here(answered.future()),
          Act.hangUp());
      TestGateway.await(greeted.future());
    }

    void goesOnToItsEnd() {
      goesOn.complete();
      desk.eventually(
          "SELECT side || ': ' || body FROM utterance u JOIN call c ON c.id = u.call_id WHERE c.caller = '"
              + caller + "' ORDER BY place",
          CONVERSATION::equals);
      answered.complete();
      CallerReport seen = TestGateway.await(report);
      assertEquals("caller", seen.endedBy());
      assertEquals(List.of("carrier"), ends(seen));
      assertEquals(List.of(), seen.codes());
      desk.eventually(
          "SELECT outcome FROM call WHERE caller = '" + caller + "' AND ended_at IS NOT NULL",
          List.of("caller-hung-up")::equals);
    }

    /** Done on the event loop of whoever waits: the carrier's. */
    private Future<Void> here(Future<Void> something) {
      Context own = Vertx.currentContext();
      Promise<Void> reached = Promise.promise();
      something.onSuccess(value -> own.runOnContext(now -> reached.complete()));
      return reached.future();
    }
  }
}
