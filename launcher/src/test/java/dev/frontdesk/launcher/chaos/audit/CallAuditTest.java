package dev.frontdesk.launcher.chaos.audit;

import static dev.frontdesk.launcher.chaos.audit.GoodCall.at;
import static dev.frontdesk.launcher.chaos.audit.GoodCall.fact;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.frontdesk.launcher.chaos.audit.Finding.Kind;
import dev.frontdesk.simulator.report.CallReport;
import dev.frontdesk.simulator.report.CallReport.ToolCall;
import dev.frontdesk.simulator.report.CallReport.Who;
import dev.frontdesk.simulator.report.Trace.Attachment;
import dev.frontdesk.simulator.report.Trace.Item;
import dev.frontdesk.store.AttemptStore.Attempt;
import dev.frontdesk.store.UtteranceStore.Utterance;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each thing that must not be is planted into a call that is in order, and is found, and nothing else. */
class CallAuditTest {

  @Test
  void aCallInOrderHasNoFindings() {
    var call = new GoodCall();
    assertEquals(List.of(), CallAudit.of(call.seen(), call.written()));
  }

  @Test
  void whatTheModelDidNotHearTheNextOwnerAnswersAgain() {
    var call = new GoodCall();
    call.facts.add(fact(2, 8, "tool.answered", 7, "{\"tool\":\"call_1\"}"));
    assertEquals(List.of(), CallAudit.of(call.seen(), call.written()));
  }

  @Test
  void anEndThatCameWhileTheCallMovedMayBeOlderThanTheMove() {
    var call = new GoodCall();
    call.facts.add(fact(2, 3, "note", 10, "{\"code\":\"handed-over\",\"detail\":\"one\"}"));
    assertEquals(List.of(), CallAudit.of(call.seen(), call.written()));
  }

  @Test
  void whatAnHeirToldOfTheNodeBeforeItIsNoSecondAccept() {
    var call = new GoodCall();
    retell(call);
    assertEquals(List.of(), CallAudit.of(call.seen(), call.written()));
  }

  @Test
  void theSameEndToldByAnEarlierOwnerIsNoSecondEnd() {
    var call = new GoodCall();
    call.facts.add(fact(1, 9, "call.ended", 12, "{\"outcome\":\"caller-hung-up\"}"));
    assertEquals(List.of(), CallAudit.of(call.seen(), call.written()));
  }

  @Test
  void whatTheModelEndsOnceTheCallerIsGoneNobodyMisses() {
    var call = new GoodCall();
    call.items.add(new Item("d", Who.AGENT, "And besides,", at(10)));
    assertEquals(List.of(), CallAudit.of(call.seen(), call.written()));
  }

  @Test
  void aCallThatTheJournalDoesNotKnowIsFound() {
    var found = CallAudit.of(new GoodCall().seen(), null);
    assertEquals(Set.of(Kind.UNKNOWN), kinds(found));
  }

  @ParameterizedTest
  @MethodSource("planted")
  void whatIsPlantedIsFound(Kind kind, Consumer<GoodCall> plant) {
    var call = new GoodCall();
    plant.accept(call);
    var found = CallAudit.of(call.seen(), call.written());
    assertEquals(Set.of(kind), kinds(found), found::toString);
  }

  @Test
  void everyKindIsPlanted() {
    var planted = planted().map(arguments -> (Kind) arguments.get()[0]).collect(Collectors.toSet());
    planted.add(Kind.UNKNOWN);
    assertEquals(EnumSet.allOf(Kind.class), planted);
  }

  @Test
  void gapsAreCountedWithTheirLength() {
    var call = new GoodCall();
    CallReport seen = call.seen();
    var report = AuditReport.of(List.of(seen), Map.of(seen.callId(), call.written()));
    assertEquals(
        new AuditReport(1, List.of(at(5)), 1, Duration.ofSeconds(2), List.of(), List.of()), report);
  }

  @Test
  void whatMayHaveHappenedOrNotIsCountedOnItsOwn() {
    var call = new GoodCall();
    call.tools.add(new ToolCall("book", "{}", "{\"status\":\"not_confirmed\"}", 1.0));
    call.attempts.set(
        0, new Attempt("2", "owner", "tel:+421900000002", at(7), at(8), "unknown", "no report"));
    CallReport seen = call.seen();
    var report = AuditReport.of(List.of(seen), Map.of(seen.callId(), call.written()));
    assertEquals(List.of(), report.findings());
    assertEquals(
        List.of(new InDoubt("rtc_1", "book"), new InDoubt("rtc_1", "transfer 2")),
        report.inDoubt());
  }

  private static void retell(GoodCall call) {
    String why = "taken-over: why it was decided so was not written down";
    call.facts.add(fact(2, 1, "call.opened", 6, "{\"reasons\":[\"%s\"]}".formatted(why)));
    call.facts.add(fact(2, 2, "call.answered", 6, "{}"));
  }

  static Stream<Arguments> planted() {
    return Stream.of(
        planted(Kind.LOST, call -> call.broken.add("timed out waiting for a sideband")),
        planted(Kind.VIOLATION, call -> call.violations.add("answered a tool call twice")),
        planted(Kind.OPEN, call -> {
          call.endedAt = null;
          call.outcome = null;
        }),
        planted(Kind.FALSE_REASON, call -> call.outcome = "caller-hung-up"),
        planted(Kind.ACCEPTED_TWICE, call -> call.accepts = 3),
        planted(Kind.ACCEPTED_TWICE, call -> call.facts.add(fact(2, 7, "call.answered", 7, "{}"))),
        planted(Kind.ACCEPTED_TWICE, call -> {
          retell(call);
          call.facts.add(fact(1, 8, "call.answered", 1, "{}"));
        }),
        planted(Kind.NOT_GREETED, call -> call.greetings = 0),
        planted(Kind.GREETED_TWICE, call -> call.greetings = 2),
        planted(Kind.WORDS_MISSING, call -> call.utterances.remove(1)),
        planted(
            Kind.WORDS_MISSING, call -> call.items.add(new Item("d", Who.CALLER, "Hello?", at(7)))),
        planted(
            Kind.WORDS_MISSING, call -> call.items.add(new Item("d", Who.AGENT, "Hello?", at(7)))),
        planted(
            Kind.WORDS_MISSING,
            call ->
                call.utterances.set(0, new Utterance("a", 1, "agent", "Hel", "partial", at(1)))),
        planted(
            Kind.WORDS_UNSAID,
            call ->
                call.utterances.add(new Utterance("x", 3, "agent", "Hello.", "complete", at(1)))),
        planted(
            Kind.TOOL_UNANSWERED,
            call -> call.tools.add(new ToolCall("get_current_time", "{}", null, null))),
        planted(
            Kind.TOOL_TWICE,
            call -> call.facts.add(fact(1, 7, "tool.answered", 3, "{\"tool\":\"call_1\"}"))),
        planted(Kind.MESSAGE_MISSING, call -> call.messages.clear()),
        planted(Kind.MESSAGE_TWICE, call -> call.messages.add(call.messages.get(0))),
        planted(Kind.MESSAGE_TWICE, call -> call.messages.add(GoodCall.message("Never said."))),
        planted(Kind.TRANSFER_TWICE, call -> {
          call.refers.add("tel:+421900000002");
          call.attempts.add(call.attempts.get(0));
        }),
        planted(Kind.TRANSFER_UNVERIFIED, call -> call.attempts.clear()),
        planted(
            Kind.TRANSFER_UNVERIFIED,
            call -> call.attempts.set(
                0, new Attempt("1", "owner", "tel:+421900000002", at(7), null, null, null))),
        planted(
            Kind.TWO_DRIVERS,
            call -> call.attachments.set(0, new Attachment("one", at(1), null, at(1), at(7)))),
        planted(Kind.FACT_AFTER_END, call -> call.facts.add(fact(2, 7, "utterance", 10, "{}"))),
        planted(Kind.FACT_AFTER_END, call -> call.facts.add(fact(2, 7, "call.ended", 9, "{}"))),
        planted(
            Kind.FACT_AFTER_END,
            call -> call.facts.add(fact(1, 9, "call.ended", 12, "{\"outcome\":\"silence\"}"))),
        planted(Kind.COST_NOT_BOOKED, call -> call.booked = 0));
  }

  private static Arguments planted(Kind kind, Consumer<GoodCall> plant) {
    return Arguments.of(kind, plant);
  }

  private static Set<Kind> kinds(List<Finding> found) {
    return found.stream().map(Finding::kind).collect(Collectors.toSet());
  }
}
