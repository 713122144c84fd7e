package dev.frontdesk.provider.realtime;

import dev.frontdesk.model.Capabilities;
import dev.frontdesk.model.VoiceSettings;
import dev.frontdesk.provider.Provider;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The OpenAI Realtime API with the SIP leg at the provider: media stays outside us. */
public final class RealtimeProvider {
  public static final String NAME = "openai";

  /** REFER success is never told; the sideband may be dialled again; playback is reported; the server cuts it off itself. */
  private static final Capabilities SIP =
      new Capabilities(false, true, true, false, Duration.ofMinutes(60));

  private RealtimeProvider() {}

  /**
   * @param installation what applies where a profile leaves a setting open
   * @param dialledHeader SIP header in which the carrier names the dialled number; null: the usual ones
   */
  public static Provider create(
      Vertx vertx, VoiceSettings installation, @Nullable String dialledHeader) {
    VoiceSettings voice = installation.or(SessionConfig.OURS);
    String model = voice.model() == null ? Models.DEFAULT : voice.model();
    String transcription =
        voice.transcriptionModel() == null ? Models.TRANSCRIPTION : voice.transcriptionModel();
    return new Provider(
        NAME,
        SIP,
        new RealtimeWebhooks(dialledHeader),
        (instructions, profile, tools) ->
            new SessionTemplate(SessionConfig.of(profile, installation, instructions, tools)),
        new CallsApi(vertx),
        new RealtimeModel(Prices.shipped(), model, transcription),
        new SidebandClient(vertx));
  }
}
