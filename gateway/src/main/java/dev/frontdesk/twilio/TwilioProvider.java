package dev.frontdesk.twilio;

import dev.frontdesk.model.Endpoint;
import dev.frontdesk.provider.ConnectionTest;
import dev.frontdesk.provider.Provider;
import dev.frontdesk.provider.Sideband;
import dev.frontdesk.provider.Sidebands;
import dev.frontdesk.provider.Webhooks;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The leg at Twilio, for a voice model of another provider. */
public final class TwilioProvider {
  public static final String NAME = "twilio";

  private TwilioProvider() {}

  /** @param model who speaks */
  public static Provider create(Vertx vertx, Provider model, TwilioRest rest, DoorUrls urls) {
    return new Provider(
        NAME,
        model.capabilities(),
        new NoWebhooks(),
        model.sessions(),
        new TwilioControl(rest, urls),
        model.model(),
        new NoMedia(vertx),
        TwilioProvider::question);
  }

  private static ConnectionTest.Question question(Endpoint endpoint) {
    return new ConnectionTest.Question(
        TwilioRest.base(endpoint) + TwilioRest.account(endpoint) + ".json",
        Map.of("Authorization", TwilioRest.authorization(endpoint)));
  }

  /** Its requests have a door of their own. */
  private static final class NoWebhooks implements Webhooks {
    @Override
    public Signature check(
        Endpoint endpoint, Function<String, @Nullable String> header, byte[] body, Instant now) {
      return Signature.REFUSED;
    }

    @Override
    public Delivery read(Endpoint endpoint, byte[] body) {
      return new Malformed("not a webhook of this provider");
    }
  }

  /** Nobody takes its streams here. */
  private record NoMedia(Vertx vertx) implements Sidebands {
    private static final long STREAM_COMES_WITHIN_MS = 15_000;

    private static final Sideband NONE =
        new Sideband.Failed("media streams are not taken by this node");

    @Override
    public Future<Sideband> attach(Endpoint endpoint, String providerCall) {
      return vertx.timer(STREAM_COMES_WITHIN_MS, TimeUnit.MILLISECONDS).map(NONE);
    }

    @Override
    public Future<Sideband> probe(Endpoint endpoint, String providerCall) {
      return Future.succeededFuture(NONE);
    }

    @Override
    public Future<Sideband> beside(Endpoint endpoint, String providerCall) {
      return Future.succeededFuture(NONE);
    }
  }
}
