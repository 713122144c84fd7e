package dev.frontdesk.simulator.call;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SessionCheckTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void aFullConfigurationIsFine() throws Exception {
    assertEquals(List.of(), SessionCheck.accept(JSON.readTree("""
        {"type":"realtime","model":"gpt-realtime-2.1","instructions":"","output_modalities":["audio"],
         "audio":{"input":{"transcription":{"model":"gpt-transcribe","language":"en"},
                           "turn_detection":{"type":"server_vad","idle_timeout_ms":6000}},
                  "output":{"voice":"marin","speed":1.1}},
         "tools":[{"type":"function","name":"end_call","parameters":{"type":"object"}}],
         "tool_choice":"auto","max_output_tokens":"inf"}""")));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void aWrongConfigurationIsTold(String config, String fault) throws Exception {
    assertEquals(List.of(fault), SessionCheck.accept(JSON.readTree(config.replace('\'', '"'))));
  }

  static List<Arguments> wrong() {
    return List.of(
        Arguments.of("{'type':'realtime'}", "'model' is missing"),
        Arguments.of("{'model':'m'}", "'type' must be 'realtime'"),
        Arguments.of("{'type':'realtime','model':'m','voice':'marin'}", "unknown field 'voice'"),
        Arguments.of(
            "{'type':'realtime','model':'m','modalities':['audio']}", "unknown field 'modalities'"),
        Arguments.of(
            "{'type':'realtime','model':'m','temperature':1}", "unknown field 'temperature'"),
        Arguments.of(
            "{'type':'realtime','model':'m','max_output_tokens':0}",
            "'max_output_tokens' must be 1 to 32000 or 'inf'"),
        Arguments.of(
            "{'type':'realtime','model':'m','audio':{'output':{'speed':2}}}",
            "'audio.output.speed' must be 0.25 to 1.5"),
        Arguments.of(
            "{'type':'realtime','model':'m','tools':[{'name':'x'}]}", "unknown 'tools[].type'"));
  }
}
