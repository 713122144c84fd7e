package dev.frontdesk.oracles;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.type.TypeReference;
import com.openai.models.realtime.RealtimeAudioConfigInput;
import com.openai.models.realtime.RealtimeAudioInputTurnDetection.SemanticVad;
import com.openai.models.realtime.RealtimeAudioInputTurnDetection.ServerVad;
import com.openai.models.realtime.RealtimeClientEvent;
import com.openai.models.realtime.RealtimeFunctionTool;
import com.openai.models.realtime.RealtimeSessionCreateRequest;
import com.openai.models.realtime.calls.CallAcceptParams;
import dev.frontdesk.model.KnowledgeArticle;
import dev.frontdesk.model.Profile;
import dev.frontdesk.model.ProfileVersionId;
import dev.frontdesk.model.ToolSpec;
import dev.frontdesk.model.TransferTarget;
import dev.frontdesk.model.TurnDetection;
import dev.frontdesk.model.TurnDetection.Eagerness;
import dev.frontdesk.model.TurnDetection.Kind;
import dev.frontdesk.model.VoiceSettings;
import dev.frontdesk.model.VoiceSettings.NoiseReduction;
import dev.frontdesk.policy.BuiltInTools;
import dev.frontdesk.provider.realtime.SessionCheck;
import dev.frontdesk.provider.realtime.SessionConfig;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The session that we write, in accept and in {@code session.update}, as the official types read it. */
class SessionOracleTest {
  private static final String PROMPT = "You answer for \"Pekáreň Novák\".\n\uD83E\uDD56 \\ \u0001";

  static Stream<VoiceSettings> profiles() {
    var profiles = new ArrayList<VoiceSettings>();
    profiles.add(VoiceSettings.DEFAULTS);
    for (TurnDetection turns : turnDetections()) {
      profiles.add(listening(turns, null, null));
    }
    for (NoiseReduction noise : NoiseReduction.values()) {
      profiles.add(listening(null, noise, null));
    }
    for (String language : List.of("sk", "en", "es", "uk", "zh")) {
      profiles.add(listening(null, null, language));
    }
    for (double speed : new double[] {0.25, 1, 1.1, 1.5}) {
      profiles.add(speaking("marin", speed, null, null));
    }
    for (String voice : List.of(
        "alloy", "ash", "ballad", "coral", "echo", "sage", "shimmer", "verse", "marin", "cedar")) {
      profiles.add(speaking(voice, null, null, null));
    }
    for (String effort : List.of("minimal", "low", "medium", "high", "xhigh")) {
      profiles.add(speaking("cedar", null, effort, null));
    }
    for (int most : new int[] {1, 800, 4096}) {
      profiles.add(speaking("cedar", null, null, most));
    }
    profiles.add(new VoiceSettings(
        "gpt-realtime-2.1-mini",
        "sage",
        0.9,
        new TurnDetection(Kind.SERVER, 0.65, 250, 700, 9_000, null, false),
        NoiseReduction.FAR_FIELD,
        "gpt-transcribe",
        "de",
        "low",
        1_200));
    return profiles.stream();
  }

  private static List<TurnDetection> turnDetections() {
    var kinds = new ArrayList<TurnDetection>();
    kinds.add(TurnDetection.standard());
    kinds.add(new TurnDetection(Kind.SERVER, 0.0, 0, 50, 5_000, null, true));
    kinds.add(new TurnDetection(Kind.SERVER, 0.5, 300, 500, 6_000, null, false));
    kinds.add(new TurnDetection(Kind.SERVER, 1.0, 5_000, 10_000, 30_000, null, true));
    kinds.add(new TurnDetection(Kind.SEMANTIC, null, null, null, null, null, true));
    for (Eagerness eagerness : Eagerness.values()) {
      kinds.add(new TurnDetection(Kind.SEMANTIC, null, null, null, null, eagerness, false));
    }
    return kinds;
  }

  @ParameterizedTest
  @MethodSource("profiles")
  void acceptIsWhatTheOfficialTypesCallASession(VoiceSettings voice) {
    SessionConfig ours = config(voice);
    String body = ours.accept().toString(UTF_8);
    RealtimeSessionCreateRequest read = Official.read(body, RealtimeSessionCreateRequest.class);
    assertEquals(List.of(), Official.faults(read), body);
    assertEquals(List.of(), SessionCheck.accept(ours.accept()));
    CallAcceptParams params = CallAcceptParams.builder()
        .callId("rtc_u0_1")
        .realtimeSessionCreateRequest(read)
        .build();
    assertEquals(Map.of(), params._additionalBodyProperties());
    assertEquals(ours.model(), read.model().orElseThrow().asString());
    assertEquals(Optional.of(PROMPT), read.instructions());
    assertEquals("auto", read.toolChoice().orElseThrow().asToolChoiceOptions().asString());
    var audio = read.audio().orElseThrow();
    var spoken = audio.output().flatMap(output -> output.voice()).orElseThrow();
    assertEquals(
        Objects.requireNonNullElse(voice.voice(), "marin"),
        spoken.string().orElseGet(() -> spoken.asUnionMember1().asString()));
    transcription(ours.voice(), audio.input().orElseThrow());
    tools(read);
  }

  @ParameterizedTest
  @MethodSource("profiles")
  void theFirstUpdateIsWhatTheOfficialTypesCallOne(VoiceSettings voice) {
    SessionConfig ours = config(voice);
    RealtimeSessionCreateRequest read = updated(ours.tuning());
    tuned(ours, read);
    assertEquals(Optional.empty(), read.instructions());
    assertEquals(Optional.empty(), read.tools());
  }

  @ParameterizedTest
  @MethodSource("profiles")
  void theUpdateOfARunningCallIsWhatTheOfficialTypesCallOne(VoiceSettings voice) {
    SessionConfig ours = config(voice);
    RealtimeSessionCreateRequest read = updated(ours.resumed());
    tuned(ours, read);
    assertEquals(Optional.of(PROMPT), read.instructions());
    tools(read);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"gpt-realtime-2.1", "gpt-realtime-2.1-mini", "gpt-realtime-2", "gpt-realtime-1.5"})
  void theModelsWeNameAreModelsTheyKnow(String model) {
    var voice = new VoiceSettings(model, null, null, null, null, null, null, "low", null);
    String body = config(voice).accept().toString(UTF_8);
    assertEquals(List.of(), Official.faults(body, RealtimeSessionCreateRequest.class));
    var named = Official.read(body, RealtimeSessionCreateRequest.class).model().orElseThrow();
    assertEquals(model, named.asString());
    assertDoesNotThrow(named::known);
    boolean reasons = model.startsWith("gpt-realtime-2");
    assertEquals(reasons, updated(config(voice).tuning()).reasoning().isPresent());
  }

  @Test
  void noiseReductionThatIsOffIsWrittenAndNotLeftOut() {
    var input = updated(config(listening(null, NoiseReduction.OFF, null)).tuning())
        .audio()
        .orElseThrow()
        .input()
        .orElseThrow();
    assertEquals(true, input._noiseReduction().isNull());
  }

  private static RealtimeSessionCreateRequest updated(String frame) {
    RealtimeClientEvent event = Official.read(frame, RealtimeClientEvent.class);
    assertEquals(List.of(), Official.faults(event), frame);
    assertEquals(List.of(), SessionCheck.update(frame));
    return event.asSessionUpdate().session().realtimeSessionCreateRequest().orElseThrow();
  }

  private static void tuned(SessionConfig ours, RealtimeSessionCreateRequest read) {
    VoiceSettings voice = ours.voice();
    var audio = read.audio().orElseThrow();
    var input = audio.input().orElseThrow();
    assertEquals(Optional.empty(), read.model());
    assertEquals(
        Optional.ofNullable(voice.speed()), audio.output().flatMap(output -> output.speed()));
    assertEquals(Optional.empty(), audio.output().flatMap(output -> output.voice()));
    transcription(voice, input);
    turns(Objects.requireNonNull(voice.turnDetection()), input);
    assertEquals(
        Optional.ofNullable(voice.noiseReduction())
            .filter(kind -> kind != NoiseReduction.OFF)
            .map(kind -> kind.name().toLowerCase(Locale.ROOT)),
        input.noiseReduction().flatMap(noise -> noise.type()).map(type -> type.asString()));
    assertEquals(
        Optional.ofNullable(voice.reasoningEffort()),
        read.reasoning().flatMap(reasoning -> reasoning.effort()).map(effort -> effort.asString()));
    assertEquals(
        Optional.ofNullable(voice.maxOutputTokens()).map(Integer::longValue),
        read.maxOutputTokens().flatMap(most -> most.integer()));
  }

  private static void transcription(VoiceSettings voice, RealtimeAudioConfigInput input) {
    var transcription = input.transcription().orElseThrow();
    assertEquals(
        Optional.ofNullable(voice.transcriptionModel()),
        transcription.model().map(model -> model.asString()));
    assertEquals(Optional.ofNullable(voice.language()), transcription.language());
  }

  private static void turns(TurnDetection ours, RealtimeAudioConfigInput input) {
    var read = input.turnDetection().orElseThrow();
    if (ours.kind() == Kind.SERVER) {
      ServerVad vad = read.asServerVad();
      assertEquals(Optional.ofNullable(ours.threshold()), vad.threshold());
      assertEquals(milliseconds(ours.prefixPaddingMs()), vad.prefixPaddingMs());
      assertEquals(milliseconds(ours.silenceMs()), vad.silenceDurationMs());
      assertEquals(milliseconds(ours.idleTimeoutMs()), vad.idleTimeoutMs());
      assertEquals(Optional.of(ours.interruptible()), vad.interruptResponse());
      assertEquals(Optional.of(true), vad.createResponse());
    } else {
      SemanticVad vad = read.asSemanticVad();
      assertEquals(
          Optional.ofNullable(ours.eagerness()).map(each -> each.name().toLowerCase(Locale.ROOT)),
          vad.eagerness().map(each -> each.asString()));
      assertEquals(Optional.of(ours.interruptible()), vad.interruptResponse());
      assertEquals(Optional.of(true), vad.createResponse());
    }
  }

  private static Optional<Long> milliseconds(@Nullable Integer value) {
    return Optional.ofNullable(value).map(Integer::longValue);
  }

  private static void tools(RealtimeSessionCreateRequest read) {
    List<RealtimeFunctionTool> functions =
        read.tools().orElseThrow().stream().map(tool -> tool.asFunction()).toList();
    List<ToolSpec> ours = builtIns();
    assertEquals(
        BuiltInTools.NAMES,
        functions.stream().map(tool -> tool.name().orElseThrow()).toList());
    for (int i = 0; i < ours.size(); i++) {
      assertEquals(Optional.of(ours.get(i).description()), functions.get(i).description());
      Map<String, Object> schema =
          functions.get(i)._parameters().convert(new TypeReference<Map<String, Object>>() {});
      assertEquals(ours.get(i).parameters(), schema);
    }
  }

  private static SessionConfig config(VoiceSettings voice) {
    return SessionConfig.of(voice, VoiceSettings.DEFAULTS, PROMPT, builtIns());
  }

  private static List<ToolSpec> builtIns() {
    var profile = new Profile(
        new ProfileVersionId(new UUID(0, 1)),
        1,
        PROMPT,
        "",
        "",
        VoiceSettings.DEFAULTS,
        Set.copyOf(BuiltInTools.NAMES),
        List.of(new KnowledgeArticle("Prices", "x".repeat(20_000))));
    var sales = new TransferTarget(
        "sales", "Sales", List.of(), "+15550100010", "", TransferTarget.Kind.TEAM, null);
    return BuiltInTools.forCall(profile, List.of(sales), false, Instant.EPOCH);
  }

  private static VoiceSettings listening(
      @Nullable TurnDetection turns, @Nullable NoiseReduction noise, @Nullable String language) {
    return new VoiceSettings(null, null, null, turns, noise, null, language, null, null);
  }

  private static VoiceSettings speaking(
      String voice, @Nullable Double speed, @Nullable String effort, @Nullable Integer most) {
    return new VoiceSettings(null, voice, speed, null, null, null, null, effort, most);
  }
}
