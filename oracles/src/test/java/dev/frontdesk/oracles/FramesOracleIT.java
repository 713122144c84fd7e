package dev.frontdesk.oracles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.openai.models.realtime.RealtimeClientEvent;
import com.openai.models.realtime.RealtimeResponseUsage;
import com.openai.models.realtime.RealtimeServerEvent;
import dev.frontdesk.model.TurnDetection;
import dev.frontdesk.model.VoiceSettings;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Every frame of simulated calls, in both directions, as the official types read it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FramesOracleIT {
  private static final List<String> CALLS = List.of("""
      misbehave: [ session-created ]
      steps:
      - greeting
      - caller: When do you open?
      - agent: We open at nine.
      - caller: What time is it?
      - tool: get_current_time
      - agent: It is noon.
      - caller: And what else?
      - tools: [ { tool: get_current_time }, { tool: get_random_number, with: { min: 1, max: 6 } } ]
      - agent: Four, at noon.
      - dtmf: "12#*A"
      - hang-up
      """, """
      misbehave: [ transcript: after-next-turn ]
      steps:
      - greeting
      - interrupt: Wait, I only have a short question.
      - agent: Of course, do ask, I have all the time that you need today.
      - interrupt-late: That is very kind of you.
      - agent: You are welcome.
      - caller: Is that all?
      - tool: get_current_time
        cancelled: true
      - caller: Still there?
      - agent: Yes.
      - hang-up
      """, """
      misbehave: [ transcript: failed ]
      steps:
      - greeting
      - caller: Mumble.
      - agent: Pardon?
      - caller: Mumble again.
      - response: failed
      - announcement
      - caller: Mumble once more.
      - response: incomplete
      - announcement
      - caller: And again.
      - response: cancelled
      - caller: Hello?
      - agent: Hello.
      - hang-up
      """, """
      steps:
      - greeting
      - error: rate_limit_exceeded
      - announcement
      - caller: Say something I can interrupt.
      - tool: say_hushed
      - announcement
      - hang-up
      """, """
      steps:
      - greeting
      - caller: Sales, please.
      - tool: transfer_call
        with: { destination: sales }
      - agent: I am putting you through.
      - refer: accepted-and-moved
      """, """
      steps:
      - greeting
      - caller: Goodbye.
      - tool: end_call
      - wait-for-end
      """, """
      steps:
      - greeting
      - session-expires
      """);

  /** What a gateway of ours never sends, but others may: the simulator has an answer for it. */
  private static final List<String> EXTRA = List.of(
      "{\"type\":\"conversation.item.create\",\"previous_item_id\":\"root\",\"item\":{\"id\":\"item_mine\",\"type\":\"message\","
          + "\"role\":\"user\",\"content\":[{\"type\":\"input_text\",\"text\":\"Hello.\"}]}}",
      "{\"type\":\"conversation.item.retrieve\",\"item_id\":\"item_mine\"}",
      "{\"type\":\"conversation.item.truncate\",\"item_id\":\"item_mine\",\"content_index\":0,\"audio_end_ms\":1}",
      "{\"type\":\"conversation.item.delete\",\"item_id\":\"item_mine\"}",
      "{\"type\":\"response.create\",\"event_id\":\"mine\",\"response\":{\"conversation\":\"none\","
          + "\"instructions\":\"Sum up.\",\"output_modalities\":[\"text\"],\"metadata\":{\"kind\":\"summary\"}}}",
      "{\"type\":\"conversation.item.retrieve\",\"item_id\":\"item_none\",\"event_id\":\"mine_too\"}");

  private static final Set<String> SERVER_EVENTS = Set.of(
      "session.created",
      "session.updated",
      "conversation.item.added",
      "conversation.item.done",
      "conversation.item.retrieved",
      "conversation.item.deleted",
      "conversation.item.truncated",
      "conversation.item.input_audio_transcription.delta",
      "conversation.item.input_audio_transcription.completed",
      "conversation.item.input_audio_transcription.failed",
      "input_audio_buffer.speech_started",
      "input_audio_buffer.speech_stopped",
      "input_audio_buffer.committed",
      "input_audio_buffer.dtmf_event_received",
      "output_audio_buffer.started",
      "output_audio_buffer.stopped",
      "output_audio_buffer.cleared",
      "response.created",
      "response.done",
      "response.output_item.added",
      "response.output_item.done",
      "response.content_part.added",
      "response.content_part.done",
      "response.output_audio.done",
      "response.output_audio_transcript.delta",
      "response.output_audio_transcript.done",
      "response.output_text.delta",
      "response.output_text.done",
      "response.function_call_arguments.delta",
      "response.function_call_arguments.done",
      "rate_limits.updated",
      "error");

  /**
   * Sent although the type of the event does not name it. That of a session asked for by REST has both id and object; that of an added item
   * names the one before it, and the gateway does with a retrieved one that does not ({@code retrieve: item-only}).
   */
  private static final Map<String, Set<String>> MORE_THAN_OFFICIAL = Map.of(
      "conversation.item.retrieved", Set.of(".previous_item_id is unknown"),
      "session.created", Set.of(".session.id is unknown", ".session.object is unknown"),
      "session.updated", Set.of(".session.id is unknown", ".session.object is unknown"));

  private final List<String> sent = new ArrayList<>();
  private final List<String> heard = new ArrayList<>();

  @BeforeAll
  void playThemAll() {
    play(VoiceSettings.DEFAULTS, List.of(), CALLS);
    play(VoiceSettings.DEFAULTS, EXTRA, List.of("steps: [ greeting, hang-up ]"));
    play(
        new VoiceSettings(
            "gpt-realtime-2.1-mini",
            "sage",
            1.1,
            new TurnDetection(TurnDetection.Kind.SERVER, 0.6, 200, 700, 8_000, null, true),
            VoiceSettings.NoiseReduction.FAR_FIELD,
            "gpt-transcribe",
            "sk",
            "low",
            800),
        List.of(),
        List.of("misbehave: [ session-created ]\nsteps: [ greeting, hang-up ]"));
  }

  private void play(VoiceSettings voice, List<String> extra, List<String> calls) {
    try (var gateway = new TinyGateway(voice, extra)) {
      for (String call : calls) {
        var report = gateway.place(call);
        assertEquals(List.of(), report.broken(), call);
        assertEquals(List.of(), report.violations(), call);
      }
      sent.addAll(gateway.sent);
      heard.addAll(gateway.heard);
    }
  }

  @Test
  void everyFrameWeSendIsAnEventTheOfficialTypesKnow() {
    assertEquals(Map.of(), faults(sent, RealtimeClientEvent.class));
  }

  @Test
  void theCallsMadeTheAdapterSayAllItCanSay() {
    assertEquals(
        Set.of(
            "session.update",
            "response.create",
            "conversation.item.create message",
            "conversation.item.create function_call_output",
            "response.cancel",
            "output_audio_buffer.clear"),
        kinds(sent));
  }

  @Test
  void everyFrameTheSimulatorSendsIsAnEventTheOfficialTypesKnow() {
    assertEquals(MORE_THAN_OFFICIAL, faults(heard, RealtimeServerEvent.class));
  }

  @Test
  void theCallsMadeTheSimulatorSendAllItCanSend() {
    Set<String> types = heard.stream()
        .map(frame -> new JsonObject(frame).getString("type"))
        .collect(Collectors.toSet());
    assertEquals(new TreeSet<>(SERVER_EVENTS), new TreeSet<>(types));
  }

  @Test
  void aKeyPressHasNoEventIdAndTheOfficialTypesExpectNone() {
    List<JsonObject> pressed = heard.stream()
        .map(JsonObject::new)
        .filter(frame -> frame.getString("type").equals("input_audio_buffer.dtmf_event_received"))
        .toList();
    assertEquals(
        List.of("1", "2", "#", "*", "A"),
        pressed.stream().map(frame -> frame.getString("event")).toList());
    assertEquals(
        Set.of(Set.of("type", "event", "received_at")),
        pressed.stream().map(frame -> Set.copyOf(frame.fieldNames())).collect(Collectors.toSet()));
  }

  @Test
  void whatAScriptSendsAsUnknownIsUnknownAndNothingElseIs() {
    try (var gateway = new TinyGateway(VoiceSettings.DEFAULTS, List.of())) {
      var report = gateway.place("""
          misbehave: [ unknown-events ]
          steps:
          - greeting
          - big-frame: 1 KiB
          - caller: Hello?
          - agent: Hello.
          - hang-up
          """);
      assertEquals(List.of(), report.broken());
      var faults = faults(gateway.heard, RealtimeServerEvent.class);
      faults.keySet().removeAll(MORE_THAN_OFFICIAL.keySet());
      assertEquals(Set.of("session.mood.updated", "session.dump"), faults.keySet());
    }
  }

  @Test
  void everyResponseThatIsOverTellsWhatItUsed() {
    List<RealtimeResponseUsage> usages = heard.stream()
        .map(frame -> Official.read(frame, RealtimeServerEvent.class))
        .filter(RealtimeServerEvent::isResponseDone)
        .map(event -> event.asResponseDone().response().usage().orElseThrow())
        .toList();
    assertFalse(usages.isEmpty());
    for (RealtimeResponseUsage usage : usages) {
      var in = usage.inputTokenDetails().orElseThrow();
      var out = usage.outputTokenDetails().orElseThrow();
      long read = in.textTokens().orElseThrow() + in.audioTokens().orElseThrow();
      long made = out.textTokens().orElseThrow() + out.audioTokens().orElseThrow();
      assertEquals(read, usage.inputTokens().orElseThrow());
      assertEquals(made, usage.outputTokens().orElseThrow());
      assertEquals(read + made, usage.totalTokens().orElseThrow());
    }
  }

  /** What is wrong with the frames of each type. */
  private static Map<String, Set<String>> faults(List<String> frames, Class<?> type) {
    return frames.stream()
        .filter(frame -> !Official.faults(frame, type).isEmpty())
        .collect(Collectors.toMap(
            frame -> new JsonObject(frame).getString("type"),
            frame -> Set.copyOf(Official.faults(frame, type)),
            FramesOracleIT::both,
            TreeMap::new));
  }

  private static Set<String> both(Set<String> some, Set<String> others) {
    var all = new TreeSet<>(some);
    all.addAll(others);
    return all;
  }

  private static Set<String> kinds(List<String> frames) {
    return frames.stream()
        .map(JsonObject::new)
        .map(frame -> frame.containsKey("item")
            ? frame.getString("type") + " " + frame.getJsonObject("item").getString("type")
            : frame.getString("type"))
        .collect(Collectors.toSet());
  }
}
