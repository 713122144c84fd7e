package dev.frontdesk.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.bus.RecordCodec;
import dev.frontdesk.call.Call.Phase;
import dev.frontdesk.model.CallId;
import dev.frontdesk.model.NodeId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever comes in whatever order, however often: a call stays a call. */
class CallMachineProperties {
  private final RecordCodec codec = new RecordCodec(List.of());

  @Property(tries = 500)
  void anyOrderOfEventsEndsAtMostOnceAndNumbersEveryFactOnce(
      @ForAll("stories") List<CallEvent> story) {
    var effects = run(story).effects();
    long ended =
        effects.stream().filter(effect -> isFact(effect, Fact.Ended.class)).count();
    long released =
        effects.stream().filter(CallEffect.Release.class::isInstance).count();
    assertTrue(ended <= 1, "ended " + ended + " times");
    assertEquals(ended, released);
    var numbers = new HashSet<Integer>();
    for (CallEffect effect : effects) {
      if (effect instanceof CallEffect.Journal journal) {
        assertTrue(numbers.add(journal.sequence()), "two facts have number " + journal.sequence());
      }
    }
  }

  @Property(tries = 500)
  void nothingIsDoneAfterTheEndButWritingDown(@ForAll("stories") List<CallEvent> story) {
    Call call = claimed();
    for (CallEvent event : story) {
      boolean over = call.phase() == Phase.ENDED;
      Step step = CallMachine.step(call, event);
      if (over) {
        assertTrue(
            step.effects().stream().allMatch(CallEffect.Journal.class::isInstance),
            step.effects().toString());
        assertEquals(Phase.ENDED, step.call().phase());
      }
      call = step.call();
    }
  }

  @Property(tries = 300)
  void theSameEventsGiveTheSameEffectsByteForByte(@ForAll("stories") List<CallEvent> story) {
    var replayed = story.stream()
        .map(event -> codec.read(codec.text(event), CallEvent.class))
        .toList();
    assertEquals(codec.text(run(story)), codec.text(run(replayed)));
  }

  @Property(tries = 300)
  void aCallMovedToAnotherNodeMidwayGoesOnAsIfItHadNot(@ForAll("stories") List<CallEvent> story) {
    Call stays = claimed();
    Call moves = claimed();
    for (CallEvent event : story) {
      stays = CallMachine.step(stays, event).call();
      moves =
          CallMachine.step(codec.read(codec.bytes(moves), Call.class), event).call();
    }
    assertEquals(stays, moves);
  }

  @Property(tries = 300)
  void everyRunningWatchWasSetAndEveryToolAnsweredOnce(@ForAll("stories") List<CallEvent> story) {
    var answered = new HashSet<String>();
    Outcome outcome = run(story);
    for (CallEffect effect : outcome.effects()) {
      if (effect instanceof CallEffect.Tell tell
          && tell.command() instanceof ModelCommand.AnswerTool answer) {
        answered.add(answer.tool());
      }
    }
    var asked = outcome.effects().stream()
        .filter(effect -> isFact(effect, Fact.ToolAsked.class))
        .map(effect ->
            ((Fact.ToolAsked) ((CallEffect.Journal) effect).fact()).call().id())
        .toList();
    assertTrue(asked.containsAll(answered), "answered what was never asked");
    for (TimerKind kind : outcome.call().timers().keySet()) {
      assertTrue(outcome.effects().stream()
          .anyMatch(effect -> effect instanceof CallEffect.SetTimer set && set.kind() == kind));
    }
  }

  /** A time that nobody saw is made good, told as a gap, or still being asked for; and told as a gap once at most. */
  @Property(tries = 500)
  void everyAbsenceIsMadeGoodOrTold(@ForAll("stories") List<CallEvent> story) {
    Call call = claimed();
    for (CallEvent event : story) {
      Call before = call;
      Step step = CallMachine.step(call, event);
      call = step.call();
      long gaps = step.effects().stream()
          .filter(effect -> isFact(effect, Fact.Noted.class)
              && ((Fact.Noted) ((CallEffect.Journal) effect).fact()).code().equals("gap"))
          .count();
      assertTrue(gaps <= (before.absence() == null ? 0 : 1), gaps + " gaps");
      boolean vanished = before.absence() != null && call.absence() == null && gaps == 0;
      boolean madeGood = event instanceof CallEvent.LookedBack told && told.complete();
      boolean allSeen = event instanceof CallEvent.Renewed
          && before.absence() != null
          && !before.absence().missed()
          && before.turns().stream().allMatch(Turn::said);
      boolean endedUnmissed = (call.phase() == Phase.ENDED || before.phase() == Phase.CONNECTING)
          && before.absence() != null
          && !before.absence().missed();
      assertTrue(!vanished || madeGood || allSeen || endedUnmissed, "silently lost at " + event);
      assertEquals(
          call.absence() != null
              && call.absence().until() != null
              && call.phase() != Phase.HANGING_UP,
          call.timers().containsKey(TimerKind.LOOK_BACK),
          "asked for in time, at " + event);
    }
  }

  @Provide
  Arbitrary<List<CallEvent>> stories() {
    return events().list().ofMaxSize(40).map(tail -> {
      var story = new ArrayList<CallEvent>();
      if (tail.size() % 5 != 0) {
        story.add(new CallEvent.Offered(Given.NOON, Given.ORIGIN));
        story.add(new CallEvent.Accepted(
            Given.NOON, Given.plan(), List.of(), "answer", List.of(), Given.NOON, Given.NOON));
        story.add(new CallEvent.Attached(Given.NOON, false));
      }
      story.addAll(tail);
      return story;
    });
  }

  private static Arbitrary<CallEvent> events() {
    Instant t = Given.NOON;
    Arbitrary<String> id = Arbitraries.of("a", "b", "c");
    Arbitrary<String> label = Arbitraries.of("transfer-1", "transfer-2", "goodbye", "other");
    return Arbitraries.oneOf(
        Arbitraries.of(
            new CallEvent.Offered(t, Given.ORIGIN),
            new CallEvent.Accepted(
                t, Given.plan(), List.of(Given.SALES), "forward", List.of(), t, t),
            new CallEvent.Declined(t, EndReason.ABANDONED, null, null, "answer", List.of()),
            new CallEvent.Dtmf(t, "5"),
            new CallEvent.Renewed(t),
            new CallEvent.HungUp(t, ""),
            new CallEvent.ProviderFailed(t, "x", "y"),
            new CallEvent.Detached(t, 1006)),
        Arbitraries.of(true, false)
            .map(complete ->
                new CallEvent.LookedBack(t, complete, "", complete ? Side.AGENT : null)),
        Arbitraries.of(true, false).map(resumed -> new CallEvent.Attached(t, resumed)),
        Arbitraries.of(t, t.plusSeconds(60))
            .map(at -> new CallEvent.TakenOver(at, new NodeId("lost"), t, at.equals(t))),
        Arbitraries.of(true, false)
            .map(whole -> new CallEvent.HandedOver(t, new NodeId("leaving"), whole ? null : t)),
        id.map(item -> new CallEvent.ItemPlaced(t, item, "a", Side.CALLER)),
        id.map(item -> new CallEvent.CallerSaid(t, item, "words", true)),
        id.map(item -> new CallEvent.AgentSaid(t, item, "words", false)),
        id.map(item -> new CallEvent.CallerSpeechStarted(t, item)),
        id.map(item -> new CallEvent.CallerSpeechStopped(t, item)),
        label.map(it -> new CallEvent.AgentAudioStarted(t, "r", it)),
        label.map(it -> new CallEvent.AgentAudioEnded(t, "r", it, it.equals("other"))),
        Arbitraries.of("end_call", "transfer_call", "take_message")
            .map(name -> new CallEvent.ToolRequested(t, new ToolCall("fc_" + name, name, "{}"))),
        Arbitraries.of("fc_take_message", "fc_transfer_call")
            .map(it -> new CallEvent.ToolAnswered(t, it, "{}")),
        Arbitraries.just(
            new CallEvent.TransferAsked(t, "fc_transfer_call", List.of(Given.SALES, Given.OFFICE))),
        Arbitraries.of(AttemptOutcome.class).map(it -> new CallEvent.AttemptReported(t, 1, it, "")),
        Arbitraries.of(TimerKind.class).map(kind -> new CallEvent.TimerFired(t, kind)),
        Arbitraries.of(ProbeResult.class).map(it -> new CallEvent.Probed(t, it)),
        Arbitraries.of(Command.class).map(it -> new CallEvent.Commanded(t, it, "text")));
  }

  record Outcome(Call call, List<CallEffect> effects) {}

  private static Outcome run(List<CallEvent> story) {
    Call call = claimed();
    var effects = new ArrayList<CallEffect>();
    for (CallEvent event : story) {
      Step step = CallMachine.step(call, event);
      call = step.call();
      effects.addAll(step.effects());
    }
    return new Outcome(call, effects);
  }

  private static Call claimed() {
    return Call.claimed(new CallId(new UUID(1, 1)), 1);
  }

  private static boolean isFact(CallEffect effect, Class<? extends Fact> type) {
    return effect instanceof CallEffect.Journal journal && type.isInstance(journal.fact());
  }
}
