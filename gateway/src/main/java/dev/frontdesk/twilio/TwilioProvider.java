package dev.frontdesk.twilio;

import dev.frontdesk.model.Endpoint;
import dev.frontdesk.provider.ConnectionTest;
import dev.frontdesk.provider.Provider;
import dev.frontdesk.provider.TextModel;
import dev.frontdesk.provider.Webhooks;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The leg at Twilio, for a voice model of another provider. */
public final class TwilioProvider {
  public static final String NAME = "twilio";

  private TwilioProvider() {}

  /** @param model who speaks, over streams of ours */
  public static Provider create(Provider model, TwilioRest rest, DoorUrls urls) {
    return new Provider(
        NAME,
        model.capabilities().withWarmTransfer(),
        new NoWebhooks(),
        model.sessions(),
        new TwilioControl(rest, urls),
        model.model(),
        model.sidebands(),
        TwilioProvider::question,
        TextModel.NONE);
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
}
