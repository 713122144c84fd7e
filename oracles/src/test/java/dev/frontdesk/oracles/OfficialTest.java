package dev.frontdesk.oracles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.openai.models.realtime.RealtimeClientEvent;
import com.openai.models.realtime.RealtimeServerEvent;
import com.openai.models.realtime.RealtimeSessionCreateRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The oracle itself: that it sees what it is there to see. */
class OfficialTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'type':'realtime','colour':1}                                            | .colour is unknown",
        "{'type':'realtime','audio':{'input':{'transcription':{'tongue':'sk'}}}}   | .audio.input.transcription.tongue is unknown",
        "{'type':'realtime','tools':[{'type':'function','name':'a','strict':true}]}| .tools[0].strict is unknown",
        "{'type':'realtime','audio':{'input':{'turn_detection':{'type':'server_vad','eagerness':'low'}}}} | .audio.input.turnDetection.eagerness is unknown",
      })
  void seesAFieldThatNobodyKnowsHoweverDeepItLies(String session, String fault) {
    assertEquals(
        List.of(fault),
        Official.faults(session.replace('\'', '"'), RealtimeSessionCreateRequest.class));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'type':'transcription'}",
        "{'type':'realtime','instructions':7}",
        "{'type':'realtime','max_output_tokens':'many'}",
        "{'type':'realtime','tool_choice':'sometimes'}",
        "{'type':'realtime','reasoning':{'effort':'huge'}}",
        "{'type':'realtime','audio':{'input':{'noise_reduction':{'type':'off'}}}}",
        "{'type':'realtime','audio':{'input':{'turn_detection':{'type':'no_vad'}}}}",
        "{'type':'realtime','audio':{'output':{'speed':'fast'}}}",
      })
  void seesAValueThatNobodyKnows(String session) {
    List<String> faults =
        Official.faults(session.replace('\'', '"'), RealtimeSessionCreateRequest.class);
    assertTrue(!faults.isEmpty(), session);
  }

  @Test
  void seesAnEventOfAnUnknownType() {
    String event = "{\"type\":\"session.mood.updated\",\"event_id\":\"event_1\"}";
    assertTrue(!Official.faults(event, RealtimeServerEvent.class).isEmpty()
        && !Official.faults(event, RealtimeClientEvent.class).isEmpty());
  }

  @Test
  void seesAFieldThatIsMissing() {
    String event = "{\"type\":\"response.cancel\"}";
    assertEquals(List.of(), Official.faults(event, RealtimeClientEvent.class));
    event = "{\"type\":\"conversation.item.delete\"}";
    assertTrue(!Official.faults(event, RealtimeClientEvent.class).isEmpty());
  }

  @Test
  void takesNoFieldForUnknownThatTheTypeHasComeToKnow() {
    String event = """
        {"type": "response.done", "event_id": "event_1", "response": {"id": "resp_1", "status": "failed",
         "status_details": {"type": "failed", "error": {"code": "c", "message": "m", "type": "t", "colour": 1}}}}""";
    assertEquals(
        List.of(".response.statusDetails.error.colour is unknown"),
        Official.faults(event, RealtimeServerEvent.class));
  }
}
