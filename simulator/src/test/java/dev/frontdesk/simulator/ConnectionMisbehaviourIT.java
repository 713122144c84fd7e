package dev.frontdesk.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.simulator.report.CallReport;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A sideband, a REFER or a hang-up goes wrong on order: what happens to the connection of an answered call. */
class ConnectionMisbehaviourIT {
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
  void aSessionIsDeadAlthoughItWasAccepted() throws Exception {
    CallReport report = world.place("limit: 1s\nmisbehave: [ dead-session ]\nsteps: [ greeting ]");
    assertTrue(gateway.dialStatuses.size() > 2);
    assertEquals(0, report.counts().attaches());
    assertEquals(List.of("timed out waiting for a sideband"), report.broken());
  }

  @Test
  void bothSidesSpeakOnWhileNobodyIsAttached() throws Exception {
    CallReport report = world.place("""
        limit: 3s
        misbehave: [ talks-while-detached ]
        steps:
          - greeting
          - drop-socket
          - caller: Hello?
          - agent: Nobody hears this.
        """);
    assertEquals(1, report.counts().attaches());
    assertTrue(report.agentWords().endsWith("Nobody hears this."), report.agentWords());
  }

  @Test
  void aSidebandIsNotThereAtFirst() throws Exception {
    CallReport report = world.place("misbehave: [ sideband-404: 120ms ]\nsteps: [ greeting ]");
    assertEquals(404, gateway.dialStatuses.get(0));
    assertEquals(1, report.counts().attaches());
    assertTrue(report.timings().acceptToAttached() >= 120);
  }

  @ParameterizedTest
  @ValueSource(strings = {"after-attach", "after-greeting", "during-tool"})
  void aSocketDropsAndTheCallLivesOn(String moment) throws Exception {
    gateway.redials = true;
    gateway.answersLate = 200;
    gateway.greetsAgain = moment.equals("after-attach");
    CallReport report = world.place("""
        misbehave: [ drop-socket: %s ]
        limit: 10s
        steps:
          - greeting
          - caller: What time is it?
          - tool: get_current_time
          - agent: Late.
        expect: { agent-says: Late., attaches: 2, outcome: caller-hung-up }
        """.formatted(moment));
    assertEquals(List.of(), report.broken());
    assertEquals("1006", gateway.closes.get(0));
    assertEquals(1, report.counts().sidebands());
  }

  @Test
  void aSocketDropsBecauseTheCallIsGone() throws Exception {
    gateway.redials = true;
    CallReport report = world.place(
        "misbehave: [ drop-call: after-greeting ]\nsteps: [ greeting, wait-for-end ]\nexpect: { outcome: lost }");
    assertEquals(List.of(), report.broken());
    assertEquals(404, gateway.dialStatuses.get(1));
    assertTrue(report.counts().probes() >= 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 1001, 1011})
  void aSocketClosesWithACode(int code) throws Exception {
    gateway.redials = true;
    CallReport report = world.place(
        "steps: [ greeting, close-socket: " + code + ", caller: Still there, agent: Yes ]");
    assertEquals(String.valueOf(code), gateway.closes.get(0));
    assertEquals(2, report.counts().attaches());
  }

  @Test
  void aSessionExpiresAfterAnHour() throws Exception {
    CallReport report = world.place("steps: [ greeting, session-expires ]");
    assertEquals(
        "session_expired", gateway.first("error").getJsonObject("error").getString("code"));
    assertEquals("1001", gateway.closes.get(0));
    assertEquals("session-expired", report.ended());
  }

  @Test
  void aSecondSidebandIsRefused() throws Exception {
    gateway.dialsTwice = true;
    CallReport report =
        world.place("misbehave: [ second-sideband: refused ]\nsteps: [ greeting, pause: 1s ]");
    assertEquals(1, report.counts().attaches());
    assertTrue(gateway.dialStatuses.contains(404));
  }

  @Test
  void aSecondSidebandKicksTheFirst() throws Exception {
    gateway.dialsTwice = true;
    gateway.greets = false;
    CallReport report =
        world.place("limit: 1s\nmisbehave: [ second-sideband: kicks-first ]\nsteps: [ greeting ]");
    assertEquals(2, report.counts().attaches());
    assertEquals(1, report.counts().sidebands());
    assertEquals("1000", gateway.closes.get(0));
  }

  @Test
  void twoSidebandsHearTheSame() throws Exception {
    gateway.dialsTwice = true;
    gateway.greets = false;
    CallReport report = world.place("limit: 1s\nsteps: [ dtmf: \"1\", greeting ]");
    assertEquals(2, report.counts().sidebands());
  }

  @Test
  void aReferLeadsNowhere() throws Exception {
    CallReport report = world.place("""
        steps:
          - greeting
          - caller: Sales, please
          - tool: transfer_call
          - agent: One moment.
          - refer: accepted-and-silent
          - caller: Hello
          - agent: I am still here.
        expect: { outcome: caller-hung-up, agent-says: I am still here. }
        """);
    assertEquals(List.of(200), gateway.verbStatuses);
    assertEquals(List.of(), report.broken());
  }

  @Test
  void aReferIsRefused() throws Exception {
    world.place("steps: [ greeting, caller: Sales, tool: transfer_call, refer: refused ]");
    assertEquals(List.of(500), gateway.verbStatuses);
  }

  @Test
  void aSocketIsLostAfterAReferButTheCallerStays() throws Exception {
    gateway.redials = true;
    CallReport report = world.place(
        "steps: [ greeting, caller: Sales, tool: transfer_call, refer: accepted-and-socket-lost, pause: 1s, caller: Hello, agent: Yes ]");
    assertEquals(2, report.counts().attaches());
    assertEquals("caller-hung-up", report.ended());
  }

  @Test
  void aHangUpFails() throws Exception {
    CallReport report = world.place(
        "limit: 1s\nmisbehave: [ hangup: 503 ]\nsteps: [ greeting, caller: Bye, tool: end_call, wait-for-end ]");
    assertEquals(List.of(503), gateway.verbStatuses);
    assertEquals("timed-out", report.ended());
  }
}
