package dev.frontdesk.provider.realtime;

import dev.frontdesk.model.Capabilities;
import dev.frontdesk.model.VoiceSettings;
import dev.frontdesk.provider.SessionWriter;
import dev.frontdesk.provider.VoiceModel;
import java.time.Duration;

/**
 * What the OpenAI Realtime API contributes to calls with a leg of ours; the carrier contributes the rest. The fold is that of SIP calls.
 */
public record BridgedParts(Capabilities capabilities, SessionWriter sessions, VoiceModel model) {
  /**
   * A transfer's success is not told to us; a lost session is begun anew; playback is reported, from the carrier's marks; the bridge cuts it
   * off itself.
   */
  private static final Capabilities BRIDGED =
      new Capabilities(false, true, true, false, Duration.ofMinutes(60));

  /** @param installation what applies where a profile leaves a setting open */
  public static BridgedParts of(VoiceSettings installation) {
    VoiceSettings voice = installation.or(SessionConfig.OURS);
    String model = voice.model() == null ? Models.DEFAULT : voice.model();
    String transcription =
        voice.transcriptionModel() == null ? Models.TRANSCRIPTION : voice.transcriptionModel();
    return new BridgedParts(
        BRIDGED,
        new BridgedSessions(installation),
        new RealtimeModel(Prices.shipped(), model, transcription));
  }
}
