package dev.frontdesk.provider.realtime;

import static dev.frontdesk.provider.realtime.Script.AT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.call.CallEvent;
import dev.frontdesk.call.CallEvent.AgentAudioEnded;
import dev.frontdesk.call.CallEvent.AgentAudioStarted;
import dev.frontdesk.call.CallEvent.AgentSaid;
import dev.frontdesk.call.CallEvent.CallerSaid;
import dev.frontdesk.call.CallEvent.CallerSpeechStarted;
import dev.frontdesk.call.CallEvent.CallerSpeechStopped;
import dev.frontdesk.call.CallEvent.Consumed;
import dev.frontdesk.call.CallEvent.Dtmf;
import dev.frontdesk.call.CallEvent.ItemPlaced;
import dev.frontdesk.call.CallEvent.ProviderFailed;
import dev.frontdesk.call.CallEvent.ServerTool;
import dev.frontdesk.call.CallEvent.ToolRequested;
import dev.frontdesk.call.ModelCommand;
import dev.frontdesk.call.Side;
import dev.frontdesk.call.ToolCall;
import dev.frontdesk.call.Usage;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RealtimeModelTest {
  private final Script script = new Script();

  @Test
  void tellsATurnInOurWords() {
    script.hears(
        "{'type':'input_audio_buffer.speech_started','event_id':'e','audio_start_ms':1,'item_id':'u1'}");
    script.hears(
        "{'type':'input_audio_buffer.speech_stopped','event_id':'e','audio_end_ms':9,'item_id':'u1'}");
    script.hears(
        "{'type':'conversation.item.added','previous_item_id':null,'item':{'id':'u1','type':'message','role':'user'}}");
    script.hears(
        "{'type':'response.created','response':{'id':'r1','status':'in_progress','metadata':null}}");
    script.hears(
        "{'type':'conversation.item.added','previous_item_id':'u1','item':{'id':'a1','type':'message','role':'assistant'}}");
    script.hears("{'type':'output_audio_buffer.started','response_id':'r1'}");
    script.hears(
        "{'type':'response.output_audio_transcript.delta','response_id':'r1','item_id':'a1','delta':'Good '}");
    script.hears(
        "{'type':'response.output_audio_transcript.delta','response_id':'r1','item_id':'a1','delta':'day'}");
    script.hears(
        "{'type':'response.output_audio_transcript.done','response_id':'r1','item_id':'a1','transcript':'Good day.'}");
    script.hears(
        "{'type':'response.done','response':{'id':'r1','status':'completed','output':[]}}");
    script.hears("{'type':'output_audio_buffer.stopped','response_id':'r1'}");
    script.hears(
        "{'type':'conversation.item.input_audio_transcription.completed','item_id':'u1','transcript':'Hello'}");
    assertEquals(
        List.of(
            new CallerSpeechStarted(AT, "u1"),
            new CallerSpeechStopped(AT, "u1"),
            new ItemPlaced(AT, "u1", null, Side.CALLER),
            new ItemPlaced(AT, "a1", "u1", Side.AGENT),
            new AgentAudioStarted(AT, "r1", null),
            new AgentSaid(AT, "a1", "Good day.", true),
            new AgentAudioEnded(AT, "r1", null, false),
            new CallerSaid(AT, "u1", "Hello", true)),
        script.events());
  }

  @Test
  void keepsWhatWasSaidOfACancelledResponse() {
    script.hears("{'type':'response.created','response':{'id':'r1'}}");
    script.hears(
        "{'type':'response.output_audio_transcript.delta','response_id':'r1','item_id':'a1','delta':'Our prices'}");
    script.hears("{'type':'output_audio_buffer.cleared','response_id':'r1'}");
    script.hears(
        "{'type':'response.done','response':{'id':'r1','status':'cancelled','status_details':{'reason':'turn_detected'}}}");
    assertEquals(
        List.of(
            new AgentAudioEnded(AT, "r1", null, true),
            new AgentSaid(AT, "a1", "Our prices", false)),
        script.events());
  }

  @Test
  void saysSoWhenTheCallerSpokeOverAReplyThatWasComplete() {
    script.hears(
        "{'type':'response.output_audio_transcript.done','response_id':'r1','item_id':'a1','transcript':'Long.'}");
    script.hears("{'type':'response.done','response':{'id':'r1','status':'completed'}}");
    script.hears(
        "{'type':'conversation.item.truncated','item_id':'a1','audio_end_ms':100,'content_index':0}");
    script.hears(
        "{'type':'conversation.item.truncated','item_id':'a1','audio_end_ms':100,'content_index':0}");
    assertEquals(
        List.of(new AgentSaid(AT, "a1", "Long.", true), new AgentSaid(AT, "a1", "Long.", false)),
        script.events());
  }

  /** The caller's stream was lost while the model went on: half of the words were never heard. */
  @Test
  void saysSoWhenAReplyWasCutOffBeforeItWasComplete() {
    script.hears(
        "{'type':'conversation.item.truncated','item_id':'a1','audio_end_ms':100,'content_index':0}");
    script.hears(
        "{'type':'response.output_audio_transcript.delta','response_id':'r1','item_id':'a1','delta':'Long '}");
    script.hears(
        "{'type':'response.output_audio_transcript.done','response_id':'r1','item_id':'a1','transcript':'Long words.'}");
    script.hears("{'type':'response.done','response':{'id':'r1','status':'completed'}}");
    assertEquals(List.of(new AgentSaid(AT, "a1", "Long words.", false)), script.events());
  }

  @Test
  void keepsWhatWasBeingSaidWhenTheSocketDrops() {
    script.hears("{'type':'response.created','response':{'id':'r1'}}");
    script.hears(
        "{'type':'response.output_audio_transcript.delta','response_id':'r1','item_id':'a1','delta':'I will'}");
    script.hears(
        "{'type':'conversation.item.input_audio_transcription.delta','item_id':'u1','delta':'My na'}");
    script.drops();
    assertEquals(
        List.of(new AgentSaid(AT, "a1", "I will", false), new CallerSaid(AT, "u1", "My na", true)),
        script.events());
    script.drops();
    assertEquals(2, script.events().size(), "said once");
  }

  @Test
  void runsToolsOnlyOfACompletedResponse() {
    script.hears(call("r1", "c1"));
    script.hears("{'type':'response.done','response':{'id':'r1','status':'cancelled'}}");
    script.hears(call("r2", "c2"));
    script.hears(
        "{'type':'response.function_call_arguments.done','call_id':'c2','response_id':'r2','arguments':'{}'}");
    assertEquals(List.of(), script.events(), "not before the response is done");
    script.hears("{'type':'response.done','response':{'id':'r2','status':'completed','output':["
        + "{'type':'function_call','call_id':'c2','name':'end_call','arguments':'{}'},"
        + "{'type':'function_call','call_id':'c3','name':'end_call','arguments':'{'}]}}");
    assertEquals(
        List.of(
            new ToolRequested(AT, new ToolCall("c2", "end_call", "{}")),
            new ToolRequested(AT, new ToolCall("c3", "end_call", "{"))),
        script.events());
  }

  @Test
  void cutsArgumentsThatAreTooLong() {
    script.hears(
        "{'type':'response.done','response':{'id':'r','status':'completed','output':[{'type':'function_call',"
            + "'call_id':'c','name':'n','arguments':'" + "x".repeat(20_000) + "'}]}}");
    var asked = assertInstanceOf(ToolRequested.class, script.events().get(0));
    assertEquals(ToolCall.LONGEST_ARGUMENTS, asked.call().arguments().length());
  }

  @Test
  void tellsOfToolsThatTheProviderRunsButNotWhatTheySaid() {
    script.hears("{'type':'response.mcp_call.in_progress','item_id':'m1','output_index':0}");
    script.hears(
        "{'type':'response.output_item.done','response_id':'r1','item':{'type':'mcp_call','id':'m1','server_label':'stock','name':'find','arguments':'{}','output':'private','error':null}}");
    script.hears(
        "{'type':'response.output_item.done','response_id':'r1','item':{'type':'mcp_call','id':'m2','server_label':'stock','name':'find','error':{'type':'http_error'}}}");
    script.hears("{'type':'mcp_list_tools.failed','item_id':'l1'}");
    assertEquals(
        List.of(
            new ServerTool(AT, ServerTool.Stage.BEGAN, "m1", ""),
            new ServerTool(AT, ServerTool.Stage.ENDED, "m1", "stock/find"),
            new ServerTool(AT, ServerTool.Stage.FAILED, "m2", "stock/find"),
            new ServerTool(AT, ServerTool.Stage.UNLISTED, "l1", "")),
        script.events());
  }

  @Test
  void asksForOneResponseAtATime() {
    script.hears("{'type':'response.created','response':{'id':'r1'}}");
    script.tells(new ModelCommand.AnswerTool("c1", "{\"ok\":true}"));
    script.tells(new ModelCommand.Continue());
    script.tells(new ModelCommand.Continue());
    assertEquals(
        List.of("conversation.item.create"), script.types(), "the response is still active");
    script.hears("{'type':'response.done','response':{'id':'r1','status':'completed'}}");
    assertEquals(List.of("conversation.item.create", "response.create"), script.types());
    JsonObject item = script.sent(0).getJsonObject("item");
    assertEquals("{\"ok\":true}", item.getString("output"));
    assertEquals("c1", item.getString("call_id"));
  }

  @Test
  void asksAgainWhenTheCallersSpeechWasFaster() {
    script.tells(new ModelCommand.Say("bye", "Goodbye."));
    script.hears("{'type':'response.created','response':{'id':'r1','metadata':{}}}");
    script.hears(
        "{'type':'error','error':{'code':'conversation_already_has_active_response','event_id':'say-bye'}}");
    script.hears("{'type':'response.done','response':{'id':'r1','status':'completed'}}");
    script.hears(
        "{'type':'response.created','response':{'id':'r2','metadata':{'frontdesk':'say-bye'}}}");
    script.hears("{'type':'output_audio_buffer.started','response_id':'r1'}");
    script.hears("{'type':'output_audio_buffer.started','response_id':'r2'}");
    script.hears("{'type':'output_audio_buffer.stopped','response_id':'r2'}");
    assertEquals(List.of("response.create", "response.create"), script.types());
    assertEquals(
        List.of(
            new AgentAudioStarted(AT, "r1", null),
            new AgentAudioStarted(AT, "r2", "bye"),
            new AgentAudioEnded(AT, "r2", "bye", false)),
        script.events());
  }

  @Test
  void saysAGreetingOfAnotherLanguageInThatOfTheCall() {
    script.tells(new ModelCommand.Greet("Good day.", "hu", true));
    assertEquals(
        "Greet the caller now in the language hu: say in it all that this says, and nothing else; then listen: \"Good day.\"",
        script.sent(0).getJsonObject("response").getString("instructions"));
  }

  @Test
  void asksAgainOnANewSocketOnceTheSessionAnswers() {
    script.tells(new ModelCommand.Greet("Good day.", "sk"));
    script.drops();
    assertEquals(1, script.types().size());
    script.hears("{'type':'session.updated','session':{'model':'gpt-realtime-2.1'}}");
    assertEquals(List.of("response.create", "response.create"), script.types());
    assertTrue(script
        .sent(1)
        .getJsonObject("response")
        .getString("instructions")
        .endsWith("\"Good day.\""));
  }

  @Test
  void goesOnAfterARequestThatWasRefusedForGood() {
    script.tells(new ModelCommand.Say("a", "One."));
    script.tells(new ModelCommand.Say("b", "Two."));
    script.hears(
        "{'type':'error','error':{'type':'invalid_request_error','message':'no','event_id':'say-a'}}");
    assertEquals(List.of("response.create", "response.create"), script.types());
    assertEquals(List.of(new ProviderFailed(AT, "invalid_request_error", "no")), script.events());
  }

  @Test
  void hushesTheResponseBeforeItsSound() {
    script.tells(new ModelCommand.Hush());
    script.hears("{'type':'response.created','response':{'id':'r1'}}");
    script.tells(new ModelCommand.Hush());
    assertEquals(
        List.of("output_audio_buffer.clear", "response.cancel", "output_audio_buffer.clear"),
        script.types());
  }

  @Test
  void notesWhatTheCallerDoesNotHear() {
    script.tells(new ModelCommand.Note("A \"key\"\u0000\uD800"));
    JsonObject item = script.sent(0).getJsonObject("item");
    assertEquals("system", item.getString("role"));
    assertEquals(
        "A \"key\"\uFFFD\uFFFD", item.getJsonArray("content").getJsonObject(0).getString("text"));
  }

  @Test
  void ordersItemsPastThoseNobodyHears() {
    script.hears(
        "{'type':'conversation.item.added','previous_item_id':'u1','item':{'id':'f1','type':'function_call'}}");
    script.hears(
        "{'type':'conversation.item.added','previous_item_id':'f1','item':{'id':'o1','type':'function_call_output'}}");
    script.hears(
        "{'type':'conversation.item.added','previous_item_id':'o1','item':{'id':'a2','type':'message','role':'assistant'}}");
    assertEquals(List.of(new ItemPlaced(AT, "a2", "u1", Side.AGENT)), script.events());
  }

  @Test
  void pricesAResponseByTheModelTheSessionNamed() {
    script.hears("{'type':'session.updated','session':{'model':'gpt-realtime-2.1-mini'}}");
    script.hears(
        "{'type':'response.done','response':{'id':'r1','status':'failed','status_details':{'error':{'code':'rate_limit_exceeded',"
            + "'message':'slow down'}},'usage':{'input_token_details':{'text_tokens':100,'audio_tokens':20,"
            + "'cached_tokens_details':{'text_tokens':50,'audio_tokens':10}},'output_token_details':{'text_tokens':5,'audio_tokens':7}}}}");
    // 50·0.60 + 50·0.06 + 10·10 + 10·0.30 + 5·2.40 + 7·20 = 288
    assertEquals(
        List.of(
            new Consumed(
                AT,
                new Usage(
                    "response", "gpt-realtime-2.1-mini", 100, 50, 20, 10, 5, 7, 0, 288, true)),
            new ProviderFailed(AT, "rate_limit_exceeded", "slow down", "r1")),
        script.events());
  }

  @Test
  void saysAgainWhatAFailedResponseWasToSay() {
    script.tells(new ModelCommand.Greet("Good day.", "en"));
    script.hears(
        "{'type':'response.created','response':{'id':'r1','metadata':{'frontdesk':'say-greeting'}}}");
    script.hears(failed("r1", "'code':'server_error'"));
    script.tells(new ModelCommand.Again());
    assertEquals(script.sent(0), script.sent(1));
    assertEquals(List.of(new ProviderFailed(AT, "server_error", "", "r1")), script.events());
  }

  @Test
  void repliesAgainToACallerWhoseReplyFailed() {
    script.hears("{'type':'response.created','response':{'id':'r1','metadata':null}}");
    script.hears(failed("r1", ""));
    script.tells(new ModelCommand.Again());
    assertEquals(List.of("response.create"), script.types());
    assertEquals(null, script.sent(0).getJsonObject("response").getString("instructions"));
  }

  @Test
  void tellsWhatIsTheProvidersFaultFromWhatIsOurs() {
    script.hears(failed("r1", "'code':'rate_limit_exceeded'"));
    script.hears(failed("r2", "'code':'insufficient_quota'"));
    script.hears(failed("r3", "'type':'server_error'"));
    script.hears(failed("r4", ""));
    script.hears(failed("r5", "'code':'invalid_api_key'"));
    script.hears("{'type':'error','error':{'code':'rate_limit_exceeded','message':''}}");
    script.hears("{'type':'response.done','response':{'id':'r6','status':'completed'}}");
    assertEquals(
        List.of(
            "OVER_LIMIT",
            "OVER_LIMIT",
            "SERVER_ERROR",
            "SERVER_ERROR",
            "UNAUTHORIZED",
            "OVER_LIMIT",
            "worked"),
        script.judged());
    script.hears(failed("r7", "'type':'invalid_request_error','code':'invalid_value'"));
    script.hears("{'type':'response.done','response':{'id':'r8','status':'incomplete'}}");
    script.hears("{'type':'response.done','response':{'id':'r9','status':'cancelled'}}");
    script.hears("{'type':'error','error':{'code':'invalid_value','message':''}}");
    assertEquals(7, script.judged().size());
  }

  @Test
  void aRequestThatIsRefusedForTheProvidersSakeIsAFailedResponse() {
    script.tells(new ModelCommand.Greet("Good day.", "en"));
    String event = script.sent(0).getString("event_id");
    script.hears("{'type':'error','error':{'code':'rate_limit_exceeded','message':'','event_id':'"
        + event + "'}}");
    assertEquals(
        List.of(new ProviderFailed(AT, "rate_limit_exceeded", "", event)), script.events());
    script.tells(new ModelCommand.Again());
    assertEquals(script.sent(0), script.sent(1));
  }

  private static String failed(String response, String error) {
    return "{'type':'response.done','response':{'id':'" + response
        + "','status':'failed','status_details':{'error':{" + error + "}}}}";
  }

  @Test
  void pricesTranscriptsByTimeOrTokensAndKeepsFailedOnes() {
    String prefix = "{'type':'conversation.item.input_audio_transcription.";
    script.hears(prefix
        + "completed','item_id':'u1','transcript':'Hi','usage':{'type':'duration','seconds':2.5}}");
    script.hears(
        prefix
            + "completed','item_id':'u2','transcript':'Ho','usage':{'type':'tokens','input_tokens':30,'output_tokens':4}}");
    script.hears(prefix + "failed','item_id':'u3','error':{'message':'x'}}");
    script.hears(prefix
        + "completed','item_id':'u1','transcript':'Hi','usage':{'type':'duration','seconds':2.5}}");
    assertEquals(
        List.of(
            new CallerSaid(AT, "u1", "Hi", true),
            new Consumed(
                AT, new Usage("transcription", "gpt-transcribe", 0, 0, 0, 0, 0, 0, 2.5, 250, true)),
            new CallerSaid(AT, "u2", "Ho", true),
            new Consumed(
                AT, new Usage("transcription", "gpt-transcribe", 0, 0, 30, 0, 4, 0, 0, 300, true)),
            new CallerSaid(AT, "u3", "", false)),
        script.events());
  }

  @Test
  void hearsKeys() {
    script.hears("{'type':'input_audio_buffer.dtmf_event_received','event':'#','received_at':1}");
    script.hears(
        "{'type':'input_audio_buffer.dtmf_event_received','event':'rm -rf','received_at':1}");
    assertEquals(List.of(new Dtmf(AT, "#")), script.events());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'rate_limits.updated','rate_limits':[]}",
        "{'type':'response.output_audio.delta','delta':'AAAA'}",
        "{'type':'something.new','x':{'type':'error'}}",
        "{'type':'conversation.item.done','item':{}}",
        "{'type':'error','error':{'code':'response_cancel_not_active','message':'m'}}",
        "{'type':'error','error':{'code':'conversation_already_has_active_response'}}"
      })
  void takesNoNoticeOf(String frame) {
    script.hears(frame);
    assertEquals(List.of(), script.events());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "7",
        "{}",
        "{'type':null}",
        "{'a':1",
        "{'type':'response.done','response':{'id':",
        "\uD800"
      })
  void reportsAFrameThatCannotBeRead(String frame) {
    script.hears(frame);
    assertEquals(
        "malformed-frame",
        assertInstanceOf(ProviderFailed.class, script.events().get(0)).code());
  }

  @Test
  void findsTheTypeBehindAnythingElse() {
    script.hears(
        "{'event_id':'e','item':{'type':'error'},'type':'output_audio_buffer.started','response_id':'r'}");
    assertEquals(List.<CallEvent>of(new AgentAudioStarted(AT, "r", null)), script.events());
  }

  private static String call(String response, String id) {
    return "{'type':'response.output_item.done','response_id':'" + response
        + "','output_index':0,'item':{'type':'function_call'," + "'id':'i','call_id':'" + id
        + "','name':'end_call','arguments':'{}'}}";
  }
}
