package dev.frontdesk.provider.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.frontdesk.bus.RecordCodec;
import dev.frontdesk.call.Call;
import dev.frontdesk.call.ModelCommand;
import dev.frontdesk.model.CallId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RealtimeStateTest {

  @Test
  void travelsWithItsCall() {
    var script = new Script();
    script.hears("{'type':'session.updated','session':{'model':'gpt-realtime-2.1'}}");
    script.tells(new ModelCommand.Say("a", "One."));
    script.tells(new ModelCommand.Continue());
    script.hears(
        "{'type':'conversation.item.added','previous_item_id':null,'item':{'id':'f0','type':'function_call'}}");
    script.hears(
        "{'type':'response.created','response':{'id':'r1','metadata':{'frontdesk':'say-a'}}}");
    script.hears(
        "{'type':'response.output_audio_transcript.done','response_id':'r1','item_id':'a1','transcript':'One.'}");
    script.hears(
        "{'type':'response.output_item.done','response_id':'r1','item':{'type':'function_call','call_id':'c1'}}");
    script.hears("{'type':'response.done','response':{'id':'r1','status':'completed'}}");
    script.hears(
        "{'type':'response.output_item.done','response_id':'r2','item':{'type':'function_call','call_id':'c2'}}");
    script.hears(
        "{'type':'response.output_audio_transcript.delta','response_id':'r2','item_id':'a2','delta':'Tw'}");
    RealtimeState state = script.state();
    for (List<?> list : List.of(
        state.open(),
        state.spoken(),
        state.wanted(),
        state.asked(),
        state.labels(),
        state.silent(),
        state.finished())) {
      assertFalse(list.isEmpty(), state.toString());
    }
    Call call = Call.claimed(new CallId(new UUID(0, 7)), 1).with(state);
    var codec = new RecordCodec(List.of(RealtimeState.class));
    assertEquals(call, codec.read(codec.bytes(call), Call.class));
  }

  @Test
  void travelsInTheMiddleOfAWalkBack() {
    var script = new Script();
    script.hears(
        "{'type':'response.output_audio_transcript.delta','response_id':'r2','item_id':'a2','delta':'Tw'}");
    script.drops();
    script.tells(new ModelCommand.LookBack(Script.AT, List.of("k"), List.of("h"), List.of("u")));
    script.hears("{'type':'session.updated','session':{}}");
    script.hears(
        "{'type':'conversation.item.added','previous_item_id':'b','item':{'id':'p','type':'message','role':'system',"
            + "'content':[{'type':'input_text','text':'" + WalkingBack.PROBE + "'}]}}");
    script.hears(
        "{'type':'conversation.item.retrieved','previous_item_id':'a','item':{'id':'b','type':'function_call','call_id':'c'}}");
    RealtimeState state = script.state();
    assertEquals(1, state.walk() == null ? 0 : state.walk().found().size(), state.toString());
    assertEquals(List.of("a2"), state.cut());
    Call call = Call.claimed(new CallId(new UUID(0, 7)), 1).with(state);
    var codec = new RecordCodec(List.of(RealtimeState.class));
    assertEquals(call, codec.read(codec.bytes(call), Call.class));
  }
}
