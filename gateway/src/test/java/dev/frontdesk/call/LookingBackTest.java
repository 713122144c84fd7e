package dev.frontdesk.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.bus.RecordCodec;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** After every re-attach the provider is asked what was missed; what it does not tell is a gap with its two moments. */
class LookingBackTest {
  private final RecordCodec codec = new RecordCodec(List.of());

  @Test
  void theProviderIsAskedBackToWhatIsWrittenDown() {
    var given = dropped();
    given.then(new CallEvent.Attached(given.now(), true));
    var asked = given.told(ModelCommand.LookBack.class).get(0);
    assertEquals(List.of("g"), asked.said());
    assertEquals(List.of("u"), asked.open());
    assertTrue(given.call().timers().containsKey(TimerKind.LOOK_BACK));
  }

  @Test
  void whatWasMissedComesInPlaceAndLeavesNoGap() {
    var given = attachedAgain();
    given
        .then(new CallEvent.ItemPlaced(given.now(), "x", "b", Side.CALLER))
        .then(new CallEvent.CallerSaid(given.now(), "x", "Live.", true))
        .then(new CallEvent.ItemPlaced(given.now(), "a", "u", Side.CALLER))
        .then(new CallEvent.CallerSaid(given.now(), "a", "Missed.", true))
        .then(new CallEvent.ItemPlaced(given.now(), "b", "a", Side.AGENT))
        .then(new CallEvent.AgentSaid(given.now(), "b", "Missed too.", true))
        .then(new CallEvent.LookedBack(given.now(), true, "", Side.AGENT));
    assertEquals(
        List.of("Good day.", "Missed.", "Missed too.", "Live."),
        given.facts(Fact.Utterance.class).stream()
            .sorted((one, other) -> Double.compare(one.place(), other.place()))
            .map(Fact.Utterance::text)
            .toList());
    assertEquals(List.of(), gaps(given));
    assertFalse(given.call().timers().containsKey(TimerKind.LOOK_BACK));
    assertTrue(given.call().timers().containsKey(TimerKind.SILENCE), "the caller is waited for");
  }

  @Test
  void whatTheProviderDoesNotGiveIsAGap() {
    var given = dropped();
    Instant since = given.now().minusSeconds(1);
    Instant until = given.now();
    given.then(new CallEvent.Attached(until, true));
    given.then(new CallEvent.LookedBack(given.now(), false, "item-refused", null));
    assertEquals(List.of(since + "/" + until), gaps(given));
  }

  @Test
  void aProviderThatDoesNotAnswerIsNotWaitedForLong() {
    var given = attachedAgain().fires(TimerKind.LOOK_BACK);
    assertEquals(1, gaps(given).size());
    assertEquals(1, given.told(ModelCommand.StopLookingBack.class).size());
    given.then(new CallEvent.LookedBack(given.now(), false, "late", null));
    assertEquals(1, gaps(given).size(), "told once");
  }

  @Test
  void aSecondDropBeforeTheAnswerIsOneAbsence() {
    var given = attachedAgain();
    given.then(new CallEvent.Detached(given.now(), 1006));
    assertFalse(given.call().timers().containsKey(TimerKind.LOOK_BACK));
    given.then(new CallEvent.Attached(given.now(), true));
    given.then(new CallEvent.LookedBack(given.now(), true, "", null));
    assertEquals(List.of(), gaps(given));
    assertEquals(2, given.told(ModelCommand.LookBack.class).size());
  }

  @Test
  void whatWasHeardBetweenTwoDropsDoesNotHideWhatWasMissedBefore() {
    var given = attachedAgain();
    given
        .then(new CallEvent.ItemPlaced(given.now(), "x", "u", Side.AGENT))
        .then(new CallEvent.AgentSaid(given.now(), "x", "Live.", true))
        .then(new CallEvent.Detached(given.now(), 1006))
        .then(new CallEvent.Attached(given.now(), true));
    var asked = given.told(ModelCommand.LookBack.class).get(1);
    assertEquals(List.of("g"), asked.said());
    assertEquals(List.of("x"), asked.heard());
    given.then(new CallEvent.LookedBack(given.now(), true, "", null));
    given
        .then(new CallEvent.Detached(given.now(), 1006))
        .then(new CallEvent.Attached(given.now(), true));
    assertEquals(
        List.of("g", "x"), given.told(ModelCommand.LookBack.class).get(2).said());
  }

  @Test
  void anEndBeforeTheAnswerIsAGapButAHangUpIsNone() {
    var hungUp = dropped();
    hungUp.then(new CallEvent.Probed(hungUp.now(), ProbeResult.GONE));
    assertEquals(List.of(), gaps(hungUp), "it went with its socket");
    var unanswered = attachedAgain();
    unanswered
        .then(new CallEvent.Detached(unanswered.now(), 1006))
        .then(new CallEvent.Probed(unanswered.now(), ProbeResult.GONE));
    assertEquals(1, gaps(unanswered).size());
  }

  @Test
  void aGapBeginsWhenTheCallWasLastSeenNotWhenThatIsNoticed() {
    var lapsed = Given.greeted();
    var seen = lapsed.now();
    var noticed = seen.plusSeconds(3);
    lapsed
        .then(new CallEvent.Detached(noticed, 4_900, seen))
        .then(new CallEvent.Probed(noticed, ProbeResult.GONE));
    assertEquals(List.of(seen + "/" + noticed), gaps(lapsed));
  }

  @Test
  void whoeverSpokeUnheardAndHadNoReplyIsAnswered() {
    var given = attachedAgain();
    given.then(new CallEvent.LookedBack(given.now(), true, "", Side.CALLER));
    assertTrue(given.call().timers().containsKey(TimerKind.STALL));
    assertFalse(given.call().timers().containsKey(TimerKind.SILENCE));
  }

  @Test
  void onlyWhatTheJournalHasCountsAsWrittenDown() {
    Call replicated = attachedAgain().call();
    Call behind = Given.greeted().call();
    assertEquals(
        List.of(false, false),
        replicated.asFarAsIn(behind).turns().stream().map(Turn::said).toList());
    assertEquals(replicated, replicated.asFarAsIn(replicated));
  }

  @Test
  void aCallOfAnOlderNodeIsReadWithNothingSaid() {
    Call call = codec.read(codec.text(dropped().call()).replace(",\"said\":true", ""), Call.class);
    assertTrue(call.turns().stream().noneMatch(Turn::said));
  }

  private static Given dropped() {
    var given = Given.greeted();
    given
        .then(new CallEvent.ItemPlaced(given.now(), "g", null, Side.AGENT))
        .then(new CallEvent.AgentSaid(given.now(), "g", "Good day.", true))
        .then(new CallEvent.ItemPlaced(given.now(), "u", "g", Side.CALLER));
    return given.then(new CallEvent.Detached(given.now(), 1006));
  }

  private static Given attachedAgain() {
    var given = dropped();
    return given.then(new CallEvent.Attached(given.now(), true));
  }

  private static List<String> gaps(Given given) {
    return given.facts(Fact.Noted.class).stream()
        .filter(note -> note.code().equals("gap"))
        .map(Fact.Noted::detail)
        .toList();
  }
}
