package dev.frontdesk.provider.realtime;

import dev.frontdesk.model.Capabilities;
import dev.frontdesk.model.Endpoint;
import dev.frontdesk.model.VoiceSettings;
import dev.frontdesk.provider.ConnectionTest;
import dev.frontdesk.provider.Provider;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
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
    return create(vertx, installation, dialledHeader, Models.TEXT);
  }

  /**
   * As above.
   *
   * @param text model that reads and writes text after calls; empty: none is asked
   */
  public static Provider create(
      Vertx vertx, VoiceSettings installation, @Nullable String dialledHeader, String text) {
    VoiceSettings voice = installation.or(SessionConfig.OURS);
    String model = voice.model() == null ? Models.DEFAULT : voice.model();
    String transcription =
        voice.transcriptionModel() == null ? Models.TRANSCRIPTION : voice.transcriptionModel();
    return new Provider(
        NAME,
        SIP,
        new RealtimeWebhooks(dialledHeader),
        new RealtimeSessions(installation),
        new CallsApi(vertx),
        new RealtimeModel(Prices.shipped(), model, transcription),
        new SidebandClient(vertx),
        endpoint -> question(endpoint, model),
        new TextApi(vertx, text, Prices.shipped(), InstantSource.system()));
  }

  /** The model that calls get where their profile names none: a key of another project does not see it (openai.md 6.1). */
  private static ConnectionTest.Question question(Endpoint endpoint, String model) {
    return new ConnectionTest.Question(
        CallRequests.base(endpoint) + "/models/" + model,
        Map.of("Authorization", "Bearer " + endpoint.apiKey().reveal()));
  }
}
