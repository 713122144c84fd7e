package dev.frontdesk.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.call.Call.Phase;
import dev.frontdesk.call.CallEffect.AttemptTransfer;
import dev.frontdesk.call.CallEffect.DropTarget;
import dev.frontdesk.call.CallEffect.JoinTarget;
import dev.frontdesk.call.CallEffect.ReturnCaller;
import dev.frontdesk.call.Transfer.Stage;
import dev.frontdesk.model.NodeId;
import dev.frontdesk.model.TransferTarget;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever comes while targets are asked, in whatever order: nobody waits for somebody who will not come. */
class WarmTransferProperties {
  private static final TransferTarget JANA = Given.warm(Given.SALES);
  private static final TransferTarget DUTY = Given.warm(Given.OFFICE);

  @Property(tries = 2_000)
  void nobodyIsLeftAloneAndOneTargetIsRungAtATime(@ForAll("stories") List<CallEvent> story) {
    var given = Given.warmlyGreeted();
    given.then(new CallEvent.TransferAsked(Given.NOON, null, List.of(JANA, DUTY), ""));
    var rung = new HashSet<Integer>();
    for (CallEvent event : story) {
      Call before = given.call();
      Transfer asked = before.transfer();
      given.then(event);
      Call after = given.call();
      Transfer now = after.transfer();

      for (AttemptTransfer attempt : of(given, AttemptTransfer.class)) {
        assertTrue(rung.size() < 3 && attempt.attempt() == after.attempts(), "rung out of turn");
        rung.add(attempt.attempt());
      }
      boolean givenUp =
          asked != null && asked.isWarm() && (now == null || now.attempt() != asked.attempt());
      if (asked != null
          && givenUp
          && after.ending() != EndReason.TRANSFERRED
          && asked.leg() != null) {
        assertEquals(
            List.of(new DropTarget(asked.attempt(), asked.leg())),
            of(given, DropTarget.class),
            "a target is let off when it is given up, at " + event);
      }
      boolean sent = asked != null && asked.isJoining();
      if (sent && after.phase() == Phase.TALKING) {
        assertEquals(1, of(given, ReturnCaller.class).size(), "fetched back at " + event);
      }
      if (givenUp && after.phase() == Phase.TALKING) {
        assertTrue(
            of(given, CallEffect.Tell.class).stream()
                .anyMatch(tell -> tell.command() instanceof ModelCommand.Say),
            "the caller hears why, at " + event);
      }
      if (now != null && now.isWarm()) {
        assertTrue(after.timers().containsKey(TimerKind.TRANSFER_WATCH), "watched at " + event);
      }
      if (!of(given, JoinTarget.class).isEmpty()) {
        assertTrue(now != null && now.stage() == Stage.JOINING, "sent out of turn, at " + event);
      }
    }
  }

  private static <E extends CallEffect> List<E> of(Given given, Class<E> type) {
    return given.last().stream().filter(type::isInstance).map(type::cast).toList();
  }

  @Provide
  Arbitrary<List<CallEvent>> stories() {
    Instant t = Given.NOON;
    Arbitrary<CallEvent> reports = Arbitraries.of(AttemptOutcome.class)
        .flatMap(outcome -> Arbitraries.of(1, 1, 1, 2, 2, 3)
            .map(attempt -> new CallEvent.AttemptReported(
                t, attempt, outcome, "", outcome == AttemptOutcome.TAKEN ? null : "CA" + attempt)));
    Arbitrary<CallEvent> others = Arbitraries.oneOf(
        Arbitraries.of("transfer-1", "transfer-2", "other")
            .map(label -> new CallEvent.AgentAudioEnded(t, "r", label, false)),
        Arbitraries.of(TimerKind.class).map(kind -> new CallEvent.TimerFired(t, kind)),
        Arbitraries.of(ProbeResult.class).map(result -> new CallEvent.Probed(t, result)),
        Arbitraries.of(
            new CallEvent.Detached(t, 1006),
            new CallEvent.Attached(t, true),
            new CallEvent.CallerSpeechStarted(t, "i"),
            new CallEvent.CallerSpeechStopped(t, "i"),
            new CallEvent.ToolRequested(t, new ToolCall("end", "end_call", "{}")),
            new CallEvent.Commanded(t, Command.HANG_UP, ""),
            new CallEvent.HungUp(t, ""),
            new CallEvent.TransferAsked(t, null, List.of(DUTY), ""),
            new CallEvent.TakenOver(t, new NodeId("lost"), t, false),
            new CallEvent.HandedOver(t, new NodeId("leaving"), null)));
    return Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(3, reports), net.jqwik.api.Tuple.of(2, others))
        .list()
        .ofMaxSize(30);
  }
}
