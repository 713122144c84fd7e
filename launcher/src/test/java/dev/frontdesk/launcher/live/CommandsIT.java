package dev.frontdesk.launcher.live;

import static dev.frontdesk.launcher.live.LiveWorld.await;
import static dev.frontdesk.launcher.live.LiveWorld.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.launcher.live.LiveNode.Reply;
import dev.frontdesk.launcher.live.LiveWorld.Placed;
import dev.frontdesk.model.NodeId;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** An operator steers live calls; unless a test says otherwise, at a node that does not hold them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandsIT {
  private static final String UNTIL_THE_END = "steps: [ greeting, wait-for-end ]\n";
  private static final NodeId GONE = new NodeId("gone");
  private static final String HANG_UP = "{\"do\":\"hang-up\"}";

  @SuppressWarnings("NullAway.Init")
  private LiveWorld world;

  @SuppressWarnings("NullAway.Init")
  private String control;

  @BeforeAll
  void open() {
    world = new LiveWorld(0);
    control = world
        .desk
        .key(world.bakery.path(), "{\"name\":\"operator\",\"role\":\"control\"}")
        .getString("key");
  }

  @AfterAll
  void close() {
    world.close();
  }

  @Test
  void aCallerIsTransferredWhereTheOperatorSays() {
    Placed placed = world.greeted(world.bakery, """
        steps: [ greeting, refer: accepted-and-moved, wait-for-end ]
        expect: { outcome: transferred, refer-to: "tel:+15550100010", agent-says: [ connecting you to Sales ] }
        """);
    assertOutcome("transferring", command(placed, "{\"do\":\"transfer\",\"target\":\"sales\"}"));
    assertEquals(List.of(), await(placed.report()).broken());
    assertEquals(List.of("handed-over"), outcome(placed));
  }

  @Test
  void aCallIsHungUp() {
    Placed placed = world.greeted(world.bakery, UNTIL_THE_END);
    assertOutcome("hanging-up", command(placed, HANG_UP));
    assertEquals("agent-hung-up", await(placed.report()).ended());
    assertEquals(List.of("operator-hung-up"), outcome(placed));
    Reply late = command(placed, HANG_UP);
    assertEquals(409, late.status(), late.body());
  }

  @Test
  void aSentenceIsSaidToTheCaller() {
    Placed placed = world.greeted(world.bakery, """
        steps: [ greeting, announcement, wait-for-end ]
        expect: { agent-says: [ We close early today. ] }
        """);
    assertOutcome("saying", command(placed, "{\"do\":\"say\",\"text\":\"We close early today.\"}"));
    said(placed, "We close early today.");
    command(placed, HANG_UP);
    assertEquals(List.of(), await(placed.report()).broken());
  }

  @Test
  void aWhisperReachesTheModelAndNotTheCaller() {
    Placed placed = world.greeted(world.bakery, """
        steps: [ greeting, wait-for-end ]
        expect: { agent-never-says: [ regular ] }
        """);
    assertOutcome(
        "whispered", command(placed, "{\"do\":\"whisper\",\"text\":\"They are a regular.\"}"));
    command(placed, HANG_UP);
    var report = await(placed.report());
    assertEquals(List.of(), report.broken());
    assertEquals(List.of(), report.violations());
    eventually(
        () -> world.ask(
            "SELECT data ->> 'text' FROM call_fact WHERE kind = 'event' AND lower(data ->> 'command') = 'whisper' AND call_id = '"
                + placed.call() + "'"),
        List.of("They are a regular.")::equals);
  }

  @Test
  void aTargetThatIsNoneIsRefusedAndTheCallGoesOn() {
    Placed placed = world.greeted(world.bakery, UNTIL_THE_END);
    Reply reply = command(placed, "{\"do\":\"transfer\",\"target\":\"the king of Spain\"}");
    assertOutcome("refused", reply);
    assertEquals("there is no such target; open are: sales", reply.json().getString("reason"));
    assertOutcome("hanging-up", command(placed, HANG_UP));
    await(placed.report());
  }

  @Test
  void theNodeThatHoldsTheCallIsAskedAsWell() {
    Placed placed = world.greeted(world.bakery, UNTIL_THE_END);
    assertOutcome(
        "hanging-up",
        world.front.post(
            world.bakery.path() + "/calls/" + placed.call() + "/commands", control, HANG_UP));
    await(placed.report());
  }

  @Test
  void theTenantNeedNotBeNamed() {
    var agency = world
        .desk
        .key("/v1/agencies/" + world.bakery.agency(), "{\"name\":\"console\"}")
        .getString("key");
    for (String key : List.of(control, agency, LiveNode.BOOTSTRAP)) {
      Placed placed = world.greeted(world.bakery, UNTIL_THE_END);
      String path = "/control/calls/" + placed.call();
      assertOutcome("refused", world.desk.post(path + "/transfer", key, "{\"target\":\"nobody\"}"));
      assertOutcome("hanging-up", world.desk.post(path + "/hangup", key, ""));
      await(placed.report());
    }
  }

  @Test
  void aCallOfAnotherTenantIsNotThere() {
    Placed placed = world.greeted(world.sibling, UNTIL_THE_END);
    String stranger = world
        .desk
        .key(world.foreign.path(), "{\"name\":\"operator\",\"role\":\"control\"}")
        .getString("key");
    String other = world
        .desk
        .key("/v1/agencies/" + world.foreign.agency(), "{\"name\":\"console\"}")
        .getString("key");
    assertEquals(404, command(placed, HANG_UP).status());
    for (String key : List.of(control, stranger, other)) {
      assertEquals(
          404,
          world
              .desk
              .post("/control/calls/" + placed.call() + "/hangup", key, "")
              .status());
    }
    assertEquals(
        404,
        world
            .desk
            .post("/control/calls/" + UUID.randomUUID() + "/hangup", LiveNode.BOOTSTRAP, "")
            .status());
    world.desk.post("/control/calls/" + placed.call() + "/hangup", LiveNode.BOOTSTRAP, "");
    assertEquals("agent-hung-up", await(placed.report()).ended());
  }

  @Test
  void anOwnerThatDoesNotAnswerIsSaidSo() {
    Placed placed = world.greeted(world.bakery, UNTIL_THE_END);
    String owner = "UPDATE call_claim SET owner = '%s' WHERE call_id = '" + placed.call() + "'";
    var leases = world.front.database().leases();
    await(leases.renew(GONE, "SESSIONS", Duration.ofMinutes(1))); // so nobody takes its calls over
    world.run(owner.formatted(GONE.value()), false);
    Reply reply = command(placed, HANG_UP);
    assertEquals(504, reply.status(), reply.body());
    world.run(owner.formatted("front"), false);
    await(leases.release(GONE));
    command(placed, HANG_UP);
    await(placed.report());
    eventually(
        () -> audit(placed),
        List.of(
            "call.hang-up.ask",
            "call.hang-up no-answer",
            "call.hang-up.ask",
            "call.hang-up hanging-up")::equals);
  }

  @Test
  void theAuditKnowsWhoAskedWhatAndWhatBecameOfItButNotTheWords() {
    Placed placed = world.greeted(world.bakery, UNTIL_THE_END);
    command(placed, "{\"do\":\"whisper\",\"text\":\"Ask for the order number.\"}");
    command(placed, HANG_UP);
    await(placed.report());
    assertEquals(
        List.of(
            "call.whisper.ask",
            "call.whisper whispered",
            "call.hang-up.ask",
            "call.hang-up hanging-up"),
        audit(placed));
    String rows = String.join(
        "\n",
        world.ask(
            "SELECT actor || detail::text FROM audit WHERE subject = '" + placed.call() + "'"));
    assertTrue(rows.contains("key operator ("), rows);
    assertTrue(rows.contains("\"characters\": 25"), rows);
    assertTrue(!rows.contains("order number"), rows);
  }

  private Reply command(Placed placed, String body) {
    return world.desk.post(
        world.bakery.path() + "/calls/" + placed.call() + "/commands", control, body);
  }

  private static void assertOutcome(String outcome, Reply reply) {
    assertEquals(200, reply.status(), reply.body());
    assertEquals(outcome, reply.json().getString("outcome"), reply.body());
  }

  private void said(Placed placed, String text) {
    eventually(
        () -> world.ask("SELECT body FROM utterance WHERE call_id = '" + placed.call() + "'"),
        bodies -> bodies.contains(text));
  }

  private List<String> outcome(Placed placed) {
    return eventually(
        () -> world.ask(
            "SELECT outcome FROM call WHERE ended_at IS NOT NULL AND id = '" + placed.call() + "'"),
        rows -> rows.size() == 1);
  }

  private List<String> audit(Placed placed) {
    return world.ask(
        "SELECT concat_ws(' ', action, detail -> 'after' ->> 'outcome') FROM audit WHERE subject = '"
            + placed.call() + "' ORDER BY at");
  }
}
