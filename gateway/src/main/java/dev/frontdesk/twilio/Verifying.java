package dev.frontdesk.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.frontdesk.model.Endpoint;
import dev.frontdesk.model.Secret;
import dev.frontdesk.twilio.DoorCounts.End;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides whether a request is the carrier's: nothing is looked up, written or told before. */
final class Verifying {
  private static final int BAD_REQUEST = 400;
  private static final int FORBIDDEN = 403;
  private static final int UNAVAILABLE = 503;

  private final @Nullable DoorUrls urls;

  /** @param urls null: no public address is known, and nothing can be verified */
  Verifying(@Nullable DoorUrls urls) {
    this.urls = urls;
  }

  /**
   * What came of it.
   *
   * @param status 0: genuine
   * @param believed whether all of the parameters were signed
   */
  record Verified(int status, End end, Parameters parameters, boolean believed) {
    private static Verified refused(int status, End end) {
      return new Verified(status, end, Parameters.none(), false);
    }

    boolean genuine() {
      return status == 0;
    }
  }

  /**
   * @param target path and query as they came
   * @param query of it; null: none
   * @param body null: a GET
   */
  Verified of(
      Optional<Endpoint> endpoint,
      @Nullable String signature,
      String target,
      @Nullable String query,
      byte @Nullable [] body) {
    if (signature == null || signature.isEmpty()) {
      return Verified.refused(BAD_REQUEST, End.MISSING_HEADER);
    }
    if (endpoint.isEmpty()) {
      return Verified.refused(FORBIDDEN, End.UNKNOWN_ENDPOINT); // no hint which endpoints there are
    }
    if (urls == null) {
      return Verified.refused(UNAVAILABLE, End.NO_PUBLIC_URL);
    }
    String sent = body == null ? (query == null ? "" : query) : new String(body, UTF_8);
    return Parameters.parse(sent)
        .map(parameters -> signed(endpoint.get(), signature, urls.of(target), parameters, body))
        .orElseGet(() -> Verified.refused(BAD_REQUEST, End.MALFORMED));
  }

  private static Verified signed(
      Endpoint endpoint,
      String signature,
      String url,
      Parameters parameters,
      byte @Nullable [] body) {
    var keys = new TwilioSignature(tokens(endpoint));
    TwilioSignature.Outcome outcome = body != null
        ? keys.form(url, parameters, signature)
        : keys.get(url, signature)
            ? TwilioSignature.Outcome.GENUINE
            : TwilioSignature.Outcome.FORGED;
    if (outcome == TwilioSignature.Outcome.FORGED) {
      return Verified.refused(FORBIDDEN, End.BAD_SIGNATURE);
    }
    if (!parameters.get("AccountSid").equals(endpoint.account())) {
      return Verified.refused(FORBIDDEN, End.WRONG_ACCOUNT);
    }
    boolean whole = outcome == TwilioSignature.Outcome.GENUINE;
    return new Verified(0, whole ? End.NEWS : End.SIGNED_IN_PART, parameters, whole);
  }

  /** The auth token, and others that may sign while it is replaced. */
  static List<Secret> tokens(Endpoint endpoint) {
    var tokens = new ArrayList<Secret>();
    tokens.add(endpoint.apiKey());
    tokens.addAll(endpoint.webhookSecrets());
    return tokens;
  }
}
