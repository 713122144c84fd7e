package dev.frontdesk.provider.realtime;

import static dev.frontdesk.provider.realtime.Script.AT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.call.CallEvent;
import dev.frontdesk.call.CallEvent.AgentSaid;
import dev.frontdesk.call.CallEvent.CallerSaid;
import dev.frontdesk.call.CallEvent.ItemPlaced;
import dev.frontdesk.call.CallEvent.LookedBack;
import dev.frontdesk.call.CallEvent.ToolRequested;
import dev.frontdesk.call.ModelCommand;
import dev.frontdesk.call.Side;
import dev.frontdesk.call.ToolCall;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What was said while nobody was attached is told once, in place; what the provider does not tell is missing, and said to be. */
class WalkingBackTest {
  private static final String WORDS =
      "{'id':'%s','type':'message','role':'%s','status':'%s','content':[{'type':'%s','transcript':%s}]}";
  private final Script script = new Script();

  @Test
  void whatWasMissedIsToldInConversationOrder() {
    walks(List.of("k"), List.of(), "b");
    tells(agent("b", "Yes."), "'a'");
    tells(caller("a", "'Hello?'"), "'k'");
    assertEquals(
        List.of(
            new ItemPlaced(AT, "a", "k", Side.CALLER),
            new CallerSaid(AT, "a", "Hello?", true),
            new ItemPlaced(AT, "b", "a", Side.AGENT),
            new AgentSaid(AT, "b", "Yes.", true),
            new LookedBack(AT, true, "", Side.AGENT)),
        script.events());
    assertEquals(
        List.of(
            "session.update",
            "conversation.item.create",
            "conversation.item.delete",
            "conversation.item.retrieve",
            "conversation.item.retrieve"),
        script.types());
    assertEquals("probe", script.sent(2).getString("item_id"));
    assertNull(script.state().walk());
  }

  @Test
  void nothingIsAskedForWhereNothingWasMissed() {
    walks(List.of("j", "k"), List.of(), "k");
    assertEquals(List.of(new LookedBack(AT, true, "", null)), script.events());
    assertTrue(!script.types().contains("conversation.item.retrieve"));
  }

  @Test
  void aCallOfWhichNothingIsWrittenDownIsReadToItsFirstItem() {
    walks(List.of(), List.of(), "a");
    tells(agent("a", "Good day."), "null");
    assertEquals(new AgentSaid(AT, "a", "Good day.", true), script.events().get(1));
    assertEquals(new LookedBack(AT, true, "", Side.AGENT), last());
  }

  @Test
  void anUnansweredToolIsAskedForAndAnAnsweredOneIsNot() {
    walks(List.of("k"), List.of(), "f2");
    tells(call("f2", "c2"), "'o1'");
    tells("{'id':'o1','type':'function_call_output','call_id':'c1','output':'{}'}", "'f1'");
    tells(call("f1", "c1"), "'k'");
    assertEquals(
        List.of(
            new ToolRequested(AT, new ToolCall("c2", "take_message", "{}")),
            new LookedBack(AT, true, "", null)),
        script.events());
  }

  @Test
  void aToolAnsweredMeanwhileIsNotAskedForAgain() {
    walks(List.of("k"), List.of(), "f1");
    script.tells(new ModelCommand.AnswerTool("c1", "{}"));
    tells(call("f1", "c1"), "'k'");
    assertEquals(List.of(new LookedBack(AT, true, "", null)), script.events());
  }

  @Test
  void aToolWhoseAnswerWentOutFirstIsNotAskedForAgain() {
    script.tells(new ModelCommand.AnswerTool("c1", "{}"));
    script.tells(new ModelCommand.LookBack(AT, List.of("k"), List.of(), List.of()));
    script.hears(
        "{'type':'conversation.item.added','previous_item_id':'f1','item':{'id':'o1','type':'function_call_output','call_id':'c1','output':'{}'}}");
    script.hears("{'type':'session.updated','session':{'model':'gpt-realtime-2.1'}}");
    script.hears(probeAfter("o1"));
    tells(call("f1", "c1"), "'k'");
    assertEquals(List.of(new LookedBack(AT, true, "", null)), script.events());
  }

  /** Who drove the call before us was lost between its answer and writing it down; the tool was begun again here. */
  @Test
  void aToolThatAFormerOwnerAnsweredIsNotAnsweredAgain() {
    walks(List.of("k"), List.of(), "o1");
    tells("{'id':'o1','type':'function_call_output','call_id':'c1','output':'{}'}", "'f1'");
    tells(call("f1", "c1"), "'k'");
    int sent = script.types().size();
    script.tells(new ModelCommand.AnswerTool("c1", "{}"));
    assertEquals(sent, script.types().size());
    script.tells(new ModelCommand.AnswerTool("c2", "{}"));
    assertEquals(sent + 1, script.types().size());
  }

  @Test
  void aCancelledToolRequestStaysCancelled() {
    walks(List.of("k"), List.of(), "f1");
    tells(call("f1", "c1").replace("completed", "incomplete"), "'k'");
    assertEquals(List.of(new LookedBack(AT, true, "", null)), script.events());
  }

  @Test
  void wordsThatTheDropCutOffAreCompleted() {
    script.hears(
        "{'type':'response.output_audio_transcript.delta','response_id':'r1','item_id':'g','delta':'Good'}");
    script.drops();
    walks(List.of("k", "g"), List.of(), "g");
    tells(agent("g", "Good day."), "'k'");
    assertEquals(
        List.of(new AgentSaid(AT, "g", "Good", false), new AgentSaid(AT, "g", "Good day.", true)),
        script.events().stream().filter(AgentSaid.class::isInstance).toList());
    assertEquals(new LookedBack(AT, true, "", Side.AGENT), last());
  }

  @Test
  void anOpenTurnIsAskedForByName() {
    walks(List.of("k"), List.of("u"), "k");
    assertEquals("u", script.sent(3).getString("item_id"));
    tells(caller("u", "'Earlier.'"), null);
    assertTrue(script.events().contains(new CallerSaid(AT, "u", "Earlier.", true)));
    assertEquals(new LookedBack(AT, true, "", Side.CALLER), last());
  }

  @Test
  void aTranscriptThatIsStillBeingMadeIsWaitedFor() {
    script.hears(
        "{'type':'session.updated','session':{'audio':{'input':{'transcription':{'model':'whisper-1'}}}}}");
    walks(List.of("k"), List.of(), "a");
    tells(caller("a", "null"), "'k'");
    assertEquals(List.of(new ItemPlaced(AT, "a", "k", Side.CALLER)), script.events());
    script.hears(
        "{'type':'conversation.item.input_audio_transcription.completed','item_id':'a','transcript':'Hello?'}");
    assertEquals(
        List.of(new CallerSaid(AT, "a", "Hello?", true), new LookedBack(AT, true, "", Side.CALLER)),
        script.events().subList(1, 3));
  }

  @Test
  void whatIsStillBeingSaidComesByItself() {
    walks(List.of("k"), List.of(), "b");
    tells(agent("b", "Half").replace("completed", "in_progress"), "'k'");
    script.hears(
        "{'type':'response.output_audio_transcript.done','response_id':'r','item_id':'b','transcript':'Half and half.'}");
    script.hears("{'type':'response.done','response':{'id':'r','status':'completed'}}");
    assertEquals(
        List.of(
            new ItemPlaced(AT, "b", "k", Side.AGENT),
            new LookedBack(AT, true, "", null),
            new AgentSaid(AT, "b", "Half and half.", true)),
        script.events());
  }

  @Test
  void anItemThatIsRefusedIsMissingAndTheRestIsTold() {
    for (String error :
        List.of("'event_id':'look-back'", "'code':'item_retrieve_invalid_item_id'")) {
      var script = new Script();
      walks(script, List.of("k"), List.of(), "b");
      tells(script, agent("b", "Yes."), "'a'");
      script.hears("{'type':'error','error':{" + error + "}}");
      assertEquals(
          List.of(
              new ItemPlaced(AT, "b", "k", Side.AGENT),
              new AgentSaid(AT, "b", "Yes.", true),
              new LookedBack(AT, false, "item-refused", Side.AGENT)),
          script.events());
    }
  }

  @Test
  void aProviderThatDoesNotTellTheItemBeforeLeavesAGap() {
    walks(List.of("k"), List.of(), "b");
    tells(agent("b", "Yes."), null);
    assertEquals(new AgentSaid(AT, "b", "Yes.", true), script.events().get(1));
    assertEquals(new LookedBack(AT, false, "item-before-not-told", Side.AGENT), last());
  }

  @Test
  void aProviderThatDoesNotTellTheLastItemLeavesAGap() {
    walks(List.of("k"), List.of(), null);
    assertEquals(List.of(new LookedBack(AT, false, "last-item-not-told", null)), script.events());
  }

  @Test
  void aRefusedProbeLeavesAGap() {
    attaches(script, List.of("k"), List.of());
    script.hears("{'type':'error','error':{'code':'x','event_id':'look-back'}}");
    assertEquals(List.of(new LookedBack(AT, false, "probe-refused", null)), script.events());
  }

  @Test
  void aSessionThatRefusesTheQuestionAnswersToo() {
    script.tells(new ModelCommand.LookBack(AT, List.of("k"), List.of(), List.of()));
    script.hears("{'type':'error','error':{'code':'x','event_id':'look-back-session'}}");
    assertEquals(List.of("session.update", "conversation.item.create"), script.types());
    assertEquals(List.of(), script.events());
  }

  @Test
  void theWayBackIsBounded() {
    walks(List.of("k"), List.of(), "i0");
    for (int i = 0; i < 40; i++) {
      tells(agent("i" + i, "word"), "'i" + (i + 1) + "'");
    }
    assertEquals(
        32, script.types().stream().filter("conversation.item.retrieve"::equals).count());
    assertEquals(new LookedBack(AT, false, "too-much", Side.AGENT), last());
  }

  @Test
  void aWalkThatTakesTooLongTellsWhatItHas() {
    walks(List.of("k"), List.of(), "b");
    tells(agent("b", "Yes."), "'a'");
    script.tells(new ModelCommand.StopLookingBack(AT));
    assertEquals(
        List.of(new ItemPlaced(AT, "b", "k", Side.AGENT), new AgentSaid(AT, "b", "Yes.", true)),
        script.events());
    tells(caller("a", "'Late.'"), "'k'");
    assertEquals(2, script.events().size(), "not after the gap was told");
  }

  @Test
  void whoSpeaksMeanwhileIsHeardOnce() {
    walks(List.of("k"), List.of(), "b");
    script.hears(
        "{'type':'conversation.item.added','previous_item_id':'b','item':{'id':'x','type':'message','role':'user'}}");
    script.hears(
        "{'type':'conversation.item.input_audio_transcription.completed','item_id':'x','transcript':'Still there?'}");
    tells(agent("b", "Yes."), "'k'");
    assertEquals(
        1,
        script.events().stream()
            .filter(new CallerSaid(AT, "x", "Still there?", true)::equals)
            .count());
    assertEquals(new LookedBack(AT, true, "", Side.AGENT), last());
  }

  @Test
  void whatWasAddedSinceTheAttachIsPassedOverUnasked() {
    script.tells(new ModelCommand.LookBack(AT, List.of("k"), List.of(), List.of()));
    script.hears(
        "{'type':'conversation.item.added','previous_item_id':'b','item':{'id':'note','type':'message','role':'system'}}");
    script.hears(
        "{'type':'conversation.item.added','previous_item_id':'note','item':{'id':'x','type':'message','role':'user'}}");
    script.hears("{'type':'session.updated','session':{}}");
    script.hears(probeAfter("x"));
    tells(agent("b", "Yes."), "'k'");
    assertEquals(
        List.of(
            new ItemPlaced(AT, "x", "b", Side.CALLER),
            new ItemPlaced(AT, "b", "k", Side.AGENT),
            new AgentSaid(AT, "b", "Yes.", true),
            new LookedBack(AT, true, "", Side.AGENT)),
        script.events());
  }

  @Test
  void betweenTwoDropsTheWayGoesOnBeyondWhatWasHeard() {
    script.tells(new ModelCommand.LookBack(AT, List.of("k"), List.of("b"), List.of()));
    script.hears("{'type':'session.updated','session':{}}");
    script.hears(probeAfter("b"));
    tells(agent("b", "Yes."), "'a'");
    tells(caller("a", "'Hello?'"), "'k'");
    assertEquals(
        List.of(
            new ItemPlaced(AT, "a", "k", Side.CALLER),
            new CallerSaid(AT, "a", "Hello?", true),
            new LookedBack(AT, true, "", Side.AGENT)),
        script.events());
  }

  @Test
  void aProbeLeftByAWalkThatWasCutOffIsDeletedByTheNext() {
    walks(List.of("k"), List.of(), "old");
    tells(
        "{'id':'old','type':'message','role':'system','content':[{'type':'input_text','text':'"
            + WalkingBack.PROBE + "'}]}",
        "'k'");
    assertEquals("old", script.sent(4).getString("item_id"));
    assertEquals("conversation.item.delete", script.types().get(4));
    assertEquals(new LookedBack(AT, true, "", null), last());
  }

  private CallEvent last() {
    return script.events().get(script.events().size() - 1);
  }

  private void walks(List<String> said, List<String> open, @Nullable String lastItem) {
    walks(script, said, open, lastItem);
  }

  private static void walks(
      Script script, List<String> said, List<String> open, @Nullable String lastItem) {
    attaches(script, said, open);
    script.hears(probeAfter(lastItem));
  }

  private static String probeAfter(@Nullable String item) {
    return "{'type':'conversation.item.added','previous_item_id':"
        + (item == null ? "null" : "'" + item + "'")
        + ",'item':{'id':'probe','type':'message','role':'system','content':[{'type':'input_text','text':'"
        + WalkingBack.PROBE + "'}]}}";
  }

  private static void attaches(Script script, List<String> said, List<String> open) {
    script.tells(new ModelCommand.LookBack(AT, said, List.of(), open));
    script.hears("{'type':'session.updated','session':{'model':'gpt-realtime-2.1'}}");
  }

  private void tells(String item, @Nullable String previous) {
    tells(script, item, previous);
  }

  private static void tells(Script script, String item, @Nullable String previous) {
    script.hears("{'type':'conversation.item.retrieved',"
        + (previous == null ? "" : "'previous_item_id':" + previous + ",") + "'item':" + item
        + "}");
  }

  private static String agent(String id, String words) {
    return WORDS.formatted(id, "assistant", "completed", "output_audio", "'" + words + "'");
  }

  private static String caller(String id, String transcript) {
    return WORDS.formatted(id, "user", "completed", "input_audio", transcript);
  }

  private static String call(String id, String call) {
    return "{'id':'" + id + "','type':'function_call','status':'completed','call_id':'" + call
        + "','name':'take_message','arguments':'{}'}";
  }
}
