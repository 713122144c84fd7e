package dev.frontdesk.provider.realtime;

import dev.frontdesk.model.Caller;
import dev.frontdesk.model.Endpoint;
import dev.frontdesk.model.EndpointId;
import dev.frontdesk.model.Secret;
import dev.frontdesk.provider.StandardWebhook;
import dev.frontdesk.provider.Webhooks;
import dev.frontdesk.provider.realtime.Delivery.IncomingCall;
import dev.frontdesk.provider.realtime.Delivery.Refused;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The webhooks of the Realtime API: Standard Webhooks around {@code realtime.call.incoming} (openai.md 1). */
final class RealtimeWebhooks implements Webhooks {
  /** A caller's number without country code cannot be placed before the tenant is known. */
  private static final String NO_REGION = "ZZ";

  private record Verifier(List<Secret> secrets, StandardWebhook webhook) {}

  /** Keyed MACs are kept per event loop: they are not shared between threads. */
  private final ThreadLocal<Map<EndpointId, Verifier>> verifiers =
      ThreadLocal.withInitial(HashMap::new);

  private final @Nullable String dialledHeader;

  /** @param dialledHeader SIP header in which the carrier names the dialled number; null: the usual ones */
  RealtimeWebhooks(@Nullable String dialledHeader) {
    this.dialledHeader = dialledHeader;
  }

  @Override
  public Signature check(
      Endpoint endpoint, Function<String, @Nullable String> header, byte[] body, Instant now) {
    var outcome = verifier(endpoint)
        .verify(
            header.apply("webhook-id"),
            header.apply("webhook-timestamp"),
            header.apply("webhook-signature"),
            body,
            now);
    return switch (outcome) {
      case VERIFIED -> Signature.GENUINE;
      case MISSING_HEADER -> Signature.INCOMPLETE;
      case BAD, STALE -> Signature.REFUSED;
    };
  }

  @Override
  public Webhooks.Delivery read(Endpoint endpoint, byte[] body) {
    dev.frontdesk.provider.realtime.Delivery delivery = Deliveries.read(body);
    if (delivery instanceof IncomingCall call) {
      Caller caller = call.headers().caller(NO_REGION);
      return new Incoming(
          "realtime.call.incoming",
          call.call(),
          call.headers().callId().orElse(null),
          caller.number(),
          caller.displayName(),
          call.headers().dialled(dialledHeader, endpoint.defaultNumber()),
          caller.attestation());
    }
    return delivery instanceof Refused refused
        ? new Malformed(refused.reason())
        : new Ignored(((dev.frontdesk.provider.realtime.Delivery.Ignored) delivery).type());
  }

  private StandardWebhook verifier(Endpoint endpoint) {
    Verifier kept = verifiers.get().get(endpoint.id());
    if (kept == null || !kept.secrets().equals(endpoint.webhookSecrets())) {
      kept =
          new Verifier(endpoint.webhookSecrets(), new StandardWebhook(endpoint.webhookSecrets()));
      verifiers.get().put(endpoint.id(), kept);
    }
    return kept.webhook();
  }
}
