package dev.frontdesk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.frontdesk.bus.Address;
import dev.frontdesk.bus.BusMessage.CallGiven;
import dev.frontdesk.bus.BusMessage.CallHeld;
import dev.frontdesk.bus.BusMessage.CommandAsked;
import dev.frontdesk.bus.BusMessage.CommandDone;
import dev.frontdesk.bus.Rendezvous;
import dev.frontdesk.model.CallId;
import dev.frontdesk.model.NodeId;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.simulator.report.CallListener;
import dev.frontdesk.simulator.report.CallReport;
import dev.frontdesk.simulator.script.Script;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A node that is asked to leave gives its calls away, and their callers notice nothing. */
class HandOverIT {
  private static final NodeId HEIR = new NodeId("heir");
  private static final String TALK = """
      limit: 60s
      steps:
      - greeting
      - pause: 9s
      - caller: Are you still there?
      - agent: Yes, I am here.
      - hang-up
      expect: { accepts: 1, greetings: 1 }
      """;

  private final int port = FreePorts.range(2);
  private final TestGateway heir = TestGateway.clustered("heir", port);

  @AfterEach
  void close() {
    heir.close();
  }

  @ParameterizedTest
  @CsvSource({
    "second-sideband: allowed, handed-over",
    "second-sideband: refused, handed-over detached probed-alive resumed",
    "'second-sideband: refused, sideband-end-noticed: 1500ms', handed-over detached probed-alive resumed",
    "second-sideband: kicks-first, handed-over"
  })
  void aCallGoesOnAtAnotherNodeWhateverTheProviderThinksOfASecondSideband(
      String misbehaviour, String notes) {
    try (var leaving = leaving()) {
      var call = new Watched(leaving, TALK + "misbehave: { " + misbehaviour + " }\n");
      TestGateway.await(call.greeted.future());
      leaving.terminate();
      leaving.awaitExit();

      assertEquals(
          List.of("2 heir"), heir.server.ask("SELECT epoch || ' ' || owner FROM call_claim"));
      assertEquals(List.of(), TestGateway.await(call.report).broken());
      assertEquals(
          List.of("caller-hung-up 2 heir"), ended("c.outcome || ' ' || k.epoch || ' ' || k.owner"));
      assertEquals(
          List.of(
              "agent: " + TestGateway.GREETING,
              "caller: Are you still there?",
              "agent: Yes, I am here."),
          heir.server.ask("SELECT side || ': ' || body FROM utterance ORDER BY place"));
      List<String> written = heir.server.ask(
          "SELECT data ->> 'code' FROM call_fact WHERE kind = 'note' ORDER BY epoch, seq");
      assertEquals(List.of(notes.split(" ")), written.subList(0, notes.split(" ").length));
      assertEquals(0, heir.gateway.callsTakenOver());
    }
  }

  @Test
  void whatIsSaidWhileCallsMoveIsWrittenDownOnce() {
    String chat = IntStream.range(0, 12)
        .mapToObj(turn -> "- caller: Question %d?\n- agent: Answer %d.\n".formatted(turn, turn))
        .reduce("", String::concat);
    try (var leaving = leaving()) {
      var calls = IntStream.range(0, 12)
          .mapToObj(n -> new Watched(
              leaving,
              "limit: 90s\nsteps:\n- greeting\n" + chat
                  + "- hang-up\nexpect: { accepts: 1, greetings: 1 }\n"))
          .toList();
      calls.forEach(call -> TestGateway.await(call.greeted.future()));
      leaving.terminate();
      calls.forEach(
          call -> assertEquals(List.of(), TestGateway.await(call.report).broken()));
      leaving.awaitExit();

      heir.eventually(
          "SELECT outcome FROM call WHERE ended_at IS NOT NULL", rows -> rows.size() == 12);
      assertEquals(
          List.of("12 12"),
          heir.server.ask("SELECT count(*) || ' ' || count(DISTINCT call_id) FROM call_claim "
              + "WHERE epoch = 2 AND owner = 'heir'"));
      assertEquals(
          List.of("25 25"),
          heir.server.ask("SELECT DISTINCT count(*) || ' ' || count(DISTINCT body) FROM utterance "
              + "GROUP BY call_id"));
      assertEquals(
          List.of("12"),
          heir.server.ask("SELECT count(*) FROM call_fact WHERE kind = 'call.ended'"));
    }
  }

  @Test
  void anHeirThatDoesNotTakeACallLeavesItToTheNextAndACommandMeanwhileArrives() {
    try (var leaving = leaving()) {
      var call = new Watched(leaving, TALK);
      TestGateway.await(call.greeted.future());
      CallId id = onlyCall();
      Promise<CallGiven> given = Promise.promise();
      Promise<CallHeld> answer = Promise.promise();
      ghost(id, given, answer);
      leaving.terminate();
      TestGateway.await(given.future());
      Future<CommandDone> done = whispered(id);
      answer.fail("cannot");

      assertEquals(CommandDone.Outcome.WHISPERED, TestGateway.await(done).outcome());
      leaving.awaitExit();
      assertEquals(List.of(), TestGateway.await(call.report).broken());
      assertEquals(
          List.of("caller-hung-up 3 heir"), ended("c.outcome || ' ' || k.epoch || ' ' || k.owner"));
      assertEquals(
          List.of("1"),
          heir.server.ask("SELECT count(*) FROM call_fact WHERE data ->> 'code' = 'operator'"));
    }
  }

  @Test
  void anHeirThatDiesWithTheCallLosesItToTheOthers() {
    try (var leaving = leaving()) {
      var call = new Watched(leaving, TALK);
      TestGateway.await(call.greeted.future());
      CallId id = onlyCall();
      Promise<CallGiven> given = Promise.promise();
      NodeId ghost = ghost(id, given, Promise.promise());
      leaving.terminate();
      TestGateway.await(given.future());
      TestGateway.await(heir.database.claims().fence(id, 1, ghost));
      TestGateway.await(heir.database.leases().release(ghost));

      assertEquals(List.of(), TestGateway.await(call.report).broken());
      assertEquals(
          List.of("caller-hung-up 3 heir"), ended("c.outcome || ' ' || k.epoch || ' ' || k.owner"));
      assertEquals(
          List.of("1"),
          heir.server.ask("SELECT count(*) FROM call_fact WHERE kind = 'call.ended'"));
      leaving.awaitExit();
    }
  }

  @Test
  void whoAsksTheFormerNodeIsSentToTheNewOne() {
    try (var leaving = leaving()) {
      var call = new Watched(leaving, TALK);
      TestGateway.await(call.greeted.future());
      CallId id = onlyCall();
      leaving.terminate();
      heir.eventually("SELECT owner FROM call_claim", rows -> rows.equals(List.of("heir")));

      assertEquals(
          CommandDone.Outcome.WHISPERED, TestGateway.await(whispered(id)).outcome());
      assertEquals(List.of(), TestGateway.await(call.report).broken());
      leaving.awaitExit();
    }
  }

  @Test
  void aNodeThatDrainsTakesDeliveriesForOthers() {
    try (var leaving = leaving()) {
      var first = new Watched(leaving, TALK);
      TestGateway.await(first.greeted.future());
      leaving.terminate();
      heir.eventually("SELECT owner FROM call_claim", rows -> rows.equals(List.of("heir")));
      var second = new Watched(leaving, TALK);

      assertEquals(List.of(), TestGateway.await(second.report).broken());
      assertEquals(List.of(), TestGateway.await(first.report).broken());
      assertEquals(
          List.of("1 heir", "2 heir"),
          heir.server.ask("SELECT epoch || ' ' || owner FROM call_claim ORDER BY epoch"));
      leaving.awaitExit();
    }
  }

  private Future<CommandDone> whispered(CallId call) {
    var asked = new CommandAsked(
        call,
        TenantId.of("00000000-0000-0000-0000-0000000000b1"),
        CommandAsked.Kind.WHISPER,
        null,
        "The boss listens.",
        UUID.randomUUID());
    // As the admin API does: whoever is told that nobody has the call just now asks its next node,
    // for the same.
    return ask(ChildNode.NODE, asked)
        .compose(done -> done.outcome() == CommandDone.Outcome.UNKNOWN
            ? ask(new NodeId("heir"), asked)
            : Future.succeededFuture(done));
  }

  private Future<CommandDone> ask(NodeId node, CommandAsked asked) {
    return heir.bus
        .ask(Address.COMMAND.on(node), asked, CommandDone.class, Duration.ofSeconds(20))
        .compose(
            done -> node.value().equals("heir") && done.outcome() == CommandDone.Outcome.UNKNOWN
                ? heir.vertx.timer(100, TimeUnit.MILLISECONDS).compose(later -> ask(node, asked))
                : Future.succeededFuture(done));
  }

  /** A node that seems to live and wins this call. */
  private NodeId ghost(CallId call, Promise<CallGiven> given, Promise<CallHeld> answer) {
    NodeId ghost = IntStream.iterate(0, n -> n + 1)
        .mapToObj(n -> new NodeId("ghost-" + n))
        .filter(
            name -> Rendezvous.winner(call, List.of(name, HEIR)).orElseThrow().equals(name))
        .findFirst()
        .orElseThrow();
    TestGateway.await(heir.bus.answer(Address.CALL_GIVEN.on(ghost), message -> {
      given.tryComplete(message);
      return answer.future();
    }));
    TestGateway.await(heir.database.leases().renew(ghost, "SESSIONS", Duration.ofMinutes(1)));
    return ghost;
  }

  private CallId onlyCall() {
    return new CallId(
        UUID.fromString(heir.server.ask("SELECT call_id FROM call_claim").get(0)));
  }

  private List<String> ended(String columns) {
    return heir.eventually(
        "SELECT " + columns
            + " FROM call c JOIN call_claim k ON k.call_id = c.id WHERE c.ended_at IS NOT NULL",
        rows -> rows.size() == 1);
  }

  private ChildNode leaving() {
    return ChildNode.start(heir, heir.server.running().port(), port + 1, GatewaySettings.LEASE);
  }

  /** A call that tells when it was greeted. */
  private final class Watched implements CallListener {
    final Promise<Void> greeted = Promise.promise();
    final Future<CallReport> report;

    Watched(ChildNode node, String yaml) {
      var script = Script.parse(
          "name: test\nfrom: \"+421900000001\"\nto: \"" + TestGateway.NUMBER + "\"\n" + yaml);
      report = heir.world.place(script, node.webhook(), this);
    }

    @Override
    public void agentSaid(String text) {
      greeted.tryComplete();
    }
  }
}
