package dev.frontdesk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.frontdesk.simulator.carrier.CallerPlan;
import dev.frontdesk.simulator.carrier.CallerReport;
import dev.frontdesk.simulator.carrier.Carrier;
import dev.frontdesk.simulator.carrier.CarrierOptions;
import dev.frontdesk.simulator.carrier.line.Act;
import dev.frontdesk.simulator.model.ModelReport;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.AsyncMap;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A call whose sound passes through a node goes where its stream goes, whatever becomes of the node that had it. */
class BridgedCallsMoveIT {
  private static final String CALLER = "+421900000001";
  private static final String GREETING =
      "agent: Good day, this is Bakery Novak. You are speaking with an AI assistant. How can I help?";
  private static final String HEARD = "caller: What the caller says the 1. time.";
  private static final String REPLY = "agent: I see.";
  private static final List<Act> A_TURN = List.of(
      Act.heardOut(Duration.ofMillis(500)),
      Act.speak(Duration.ofSeconds(1)),
      Act.heardOut(Duration.ofMillis(1_500)));

  private final int port = FreePorts.range(2);
  private final Vertx outside = Vertx.vertx();
  private volatile URI requests = URI.create("http://127.0.0.1:1");
  private volatile URI streams = requests;
  private final Carrier carrier = TestGateway.await(
      Carrier.start(outside, CarrierOptions.defaults().withRoute(this::balanced)));
  private final TestGateway survivor = TestGateway.clustered(
      "survivor",
      port,
      settings -> settings.with(new CarrierSettings(
          Optional.of(TwilioCarrier.endpoint(carrier.baseUrl())), TwilioCarrier.PUBLIC)));

  BridgedCallsMoveIT() {
    survivor.server.run("""
        INSERT INTO phone_number (e164, tenant_id, agency_id, endpoint_id) VALUES
          ('+15550100002', '00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-00000000000a',
           '00000000-0000-0000-0000-000000000002');
        """);
    TestGateway.await(survivor.directory.refresh());
    TestGateway.await(carrier.number(
        TwilioCarrier.NUMBER, URI.create(TwilioCarrier.PUBLIC + TwilioCarrier.VOICE)));
  }

  @AfterEach
  void close() {
    TestGateway.await(carrier.close());
    survivor.close();
    TestGateway.await(outside.close());
  }

  @Test
  void aCallGoesOnWhenItsNodeDies() {
    try (var victim = victim()) {
      Future<CallerReport> call = inConversationAt(victim);
      all(survivor.webhook());
      victim.kill();

      var report = TestGateway.await(call);
      assertEquals("caller", report.endedBy());
      assertEquals(List.of("gateway 1006", "carrier"), ends(report));
      assertWhole();
      assertEquals(1, survivor.gateway.callsTakenOver());
    }
  }

  /** What a model is told of itself goes with the replica: it is composed anew, for nobody may answer a caller without it. */
  @Test
  void aCallWhoseReplicaIsLostIsHeldUnderTheSameInstructions() {
    try (var victim = victim()) {
      Future<CallerReport> call = inConversationAt(victim);
      all(survivor.webhook());
      AsyncMap<String, Object> replicas =
          TestGateway.await(survivor.vertx.sharedData().getClusterWideMap("frontdesk.calls"));
      assertEquals(1, TestGateway.await(replicas.size()));
      TestGateway.await(replicas.clear());
      victim.kill();

      assertEquals("caller", TestGateway.await(call).endedBy());
      assertWhole();
      var sessions = TestGateway.await(survivor.world.modelSessions());
      assertEquals(2, sessions.size());
      assertEquals(unnamed(sessions.get(0)), unnamed(sessions.get(1)));
    }
  }

  /** Its sockets stay open: the carrier does not notice by itself, and what the caller says there waits for nobody. */
  @Test
  void aCallGoesOnWhenItsNodeFreezes() {
    try (var victim = victim()) {
      Promise<Void> frozen = Promise.promise();
      Act unheard = caller -> here(frozen.future());
      Future<CallerReport> call =
          inConversationAt(victim, unheard, Act.speak(Duration.ofSeconds(1)));
      all(survivor.webhook());
      victim.freeze();
      frozen.complete();

      var report = TestGateway.await(call);
      assertEquals("caller", report.endedBy());
      assertEquals(List.of("carrier", "carrier"), ends(report));
      assertWhole();
      assertEquals(1, survivor.gateway.callsTakenOver());
      victim.thaw();
      assertEquals(1, first(session -> !session.open()).speeches());
    }
  }

  /** Its heir answers the call and waits for the stream, which only the node that was asked can have the carrier open. */
  @Test
  void aCallThatRingsAtANodeThatFreezesIsAnsweredOnceItIsThawed() {
    try (var victim = victim()) {
      requests = victim.webhook();
      streams = survivor.webhook();
      survivor.server.run("BEGIN; LOCK TABLE call_claim IN EXCLUSIVE MODE");
      Future<CallerReport> call = carrier.place(CallerPlan.call(
          CALLER, TwilioCarrier.NUMBER, Act.heardOut(Duration.ofMillis(500)), Act.hangUp()));
      TestGateway.eventually(this::claimsThatWait, rows -> !rows.isEmpty());
      victim.freeze();
      survivor.server.run("COMMIT");
      survivor.eventually(
          "SELECT state || ' ' || owner FROM call_claim", List.of("decided survivor")::equals);
      victim.thaw();

      var report = TestGateway.await(call);
      assertEquals("caller", report.endedBy());
      assertEquals(List.of("carrier"), ends(report));
      survivor.eventually(
          "SELECT c.outcome || ' ' || k.owner FROM call c JOIN call_claim k ON k.call_id = c.id WHERE c.ended_at IS NOT NULL",
          List.of("caller-hung-up survivor")::equals);
      assertEquals(
          List.of(GREETING),
          survivor.server.ask("SELECT side || ': ' || body FROM utterance ORDER BY place"));
    }
  }

  /** The node that answered it waited for its stream, which went elsewhere, and waits no more when it comes there after all. */
  @Test
  void aCallComesBackToTheNodeThatAnsweredIt() {
    try (var leaving = victim()) {
      requests = survivor.webhook();
      streams = leaving.webhook();
      Future<CallerReport> call = placed();
      answered();
      assertEquals(List.of("victim"), survivor.server.ask("SELECT owner FROM call_claim"));
      all(survivor.webhook());
      leaving.terminate();

      var report = TestGateway.await(call);
      leaving.awaitExit();
      assertEquals("caller", report.endedBy());
      assertEquals(List.of("carrier", "carrier"), ends(report));
      assertWhole();
    }
  }

  @Test
  void aCallIsMovedByItsCarrierWhenItsNodeDrains() {
    try (var leaving = victim()) {
      Future<CallerReport> call = inConversationAt(leaving);
      all(survivor.webhook());
      leaving.terminate();

      var report = TestGateway.await(call);
      leaving.awaitExit();
      assertEquals("caller", report.endedBy());
      assertEquals(List.of("carrier", "carrier"), ends(report));
      assertWhole();
      assertEquals(0, survivor.gateway.callsTakenOver());
    }
  }

  @Test
  void aStreamThatComesInElsewhereBringsItsCallAlong() {
    try (var other = victim()) {
      requests = other.webhook();
      streams = survivor.webhook();
      List<Future<CallerReport>> calls = Stream.of("+421900000011", "+421900000012")
          .map(caller -> carrier.place(CallerPlan.call(
              caller, TwilioCarrier.NUMBER, Act.heardOut(Duration.ofMillis(500)), Act.hangUp())))
          .toList();
      calls.forEach(call -> assertEquals("caller", TestGateway.await(call).endedBy()));
      survivor.eventually(
          "SELECT outcome FROM call WHERE ended_at IS NOT NULL",
          rows -> rows.equals(List.of("caller-hung-up", "caller-hung-up")));
      assertEquals(
          List.of("survivor", "survivor"), survivor.server.ask("SELECT owner FROM call_claim"));
      assertEquals(
          List.of(GREETING, GREETING),
          survivor.server.ask("SELECT side || ': ' || body FROM utterance"));
    }
  }

  /** Its token is nowhere written down, nor is its claim; the call moves once it is. */
  @Test
  void aStreamThatComesInElsewhereWhileTheDatabaseIsAwayIsTaken() {
    try (var other = victim(survivor.wire.port())) {
      requests = other.webhook();
      streams = survivor.webhook();
      Promise<Void> taken = Promise.promise();
      Act seen = caller -> {
        taken.complete();
        return Future.succeededFuture();
      };
      survivor.wire.cut();
      Future<CallerReport> call = carrier.place(CallerPlan.call(
          CALLER,
          TwilioCarrier.NUMBER,
          Act.stream(1),
          seen,
          Act.heardOut(Duration.ofMillis(500)),
          Act.hangUp()));
      TestGateway.await(taken.future());
      survivor.wire.mend();

      var report = TestGateway.await(call);
      assertEquals("caller", report.endedBy());
      assertEquals(List.of("carrier"), ends(report));
      survivor.eventually(
          "SELECT c.outcome || ' ' || k.owner FROM call c JOIN call_claim k ON k.call_id = c.id WHERE c.ended_at IS NOT NULL",
          List.of("caller-hung-up survivor")::equals);
      assertEquals(
          List.of(GREETING), survivor.server.ask("SELECT side || ': ' || body FROM utterance"));
    }
  }

  /**
   * A caller who has been greeted and answered there, and who speaks again in the next stream.
   *
   * @param meanwhile what the caller does before that
   */
  private Future<CallerReport> inConversationAt(ChildNode node, Act... meanwhile) {
    all(node.webhook());
    Future<CallerReport> call = placed(meanwhile);
    answered();
    assertEquals(List.of("victim"), survivor.server.ask("SELECT owner FROM call_claim"));
    return call;
  }

  /** And heard to the end: who hears half of an answer is given one again. */
  private void answered() {
    survivor.eventually("SELECT body FROM utterance", rows -> rows.size() == 3);
    survivor.eventually(
        "SELECT 1 FROM call_fact WHERE kind = 'event' AND data ->> 'is' = 'AgentAudioEnded'",
        rows -> rows.size() == 2);
  }

  private Future<CallerReport> placed(Act... meanwhile) {
    List<Act> acts = Stream.of(
            A_TURN.stream(),
            Stream.of(meanwhile),
            Stream.of(
                Act.stream(2), Act.silent(Duration.ofSeconds(2)), Act.speak(Duration.ofSeconds(1))),
            Stream.of(Act.heardOut(Duration.ofMillis(1_500)), Act.hangUp()))
        .flatMap(each -> each)
        .toList();
    return carrier.place(CallerPlan.call(CALLER, TwilioCarrier.NUMBER, acts.toArray(Act[]::new)));
  }

  /** The first session of the model, once that is true of it. */
  private ModelReport first(Predicate<ModelReport> fact) {
    return TestGateway.eventually(
        () -> TestGateway.await(survivor.world.modelSessions()).get(0), fact);
  }

  /** Done on the event loop of whoever waits: the carrier's. */
  private static <T> Future<T> here(Future<T> something) {
    Context own = Vertx.currentContext();
    Promise<T> done = Promise.promise();
    something.onSuccess(value -> own.runOnContext(now -> done.complete(value)));
    return done.future();
  }

  /** Greeted once, each utterance once and in its place, one end, and the second session was told what was said in the first. */
  private void assertWhole() {
    survivor.eventually(
        "SELECT c.outcome || ' ' || k.owner FROM call c JOIN call_claim k ON k.call_id = c.id WHERE c.ended_at IS NOT NULL",
        rows -> rows.equals(List.of("caller-hung-up survivor")));
    assertEquals(
        List.of(GREETING, HEARD, REPLY, HEARD, REPLY),
        survivor.server.ask("SELECT side || ': ' || body FROM utterance ORDER BY place"));
    assertEquals(
        List.of("1"),
        survivor.server.ask("SELECT count(*) FROM call_fact WHERE kind = 'call.ended'"));
    var sessions = TestGateway.await(survivor.world.modelSessions());
    assertEquals(
        List.of(GREETING, HEARD, REPLY),
        List.of(
            "agent: " + sessions.get(sessions.size() - 1).texts().get(0),
            "caller: " + sessions.get(sessions.size() - 1).texts().get(1),
            "agent: " + sessions.get(sessions.size() - 1).texts().get(2)));
  }

  private List<String> claimsThatWait() {
    survivor.server.run("SELECT pg_stat_clear_snapshot()");
    return survivor.server.ask(
        "SELECT query FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%door.claim(%'");
  }

  private static String unnamed(ModelReport session) {
    return session.config().replace(session.id(), "");
  }

  private static List<String> ends(CallerReport report) {
    return report.streams().stream().map(stream -> stream.ended()).toList();
  }

  private ChildNode victim() {
    return victim(survivor.server.running().port());
  }

  /** @param database port where it finds the database */
  private ChildNode victim(int database) {
    return ChildNode.start(survivor, database, port + 1, GatewaySettings.LEASE, carrier.baseUrl());
  }

  private void all(URI node) {
    requests = node;
    streams = node;
  }

  private URI balanced(URI address) {
    boolean stream = address.getPath().startsWith("/twilio/media/");
    return URI.create((stream ? "ws://" : "http://")
        + (stream ? streams : requests).getRawAuthority()
        + address.getRawPath());
  }
}
