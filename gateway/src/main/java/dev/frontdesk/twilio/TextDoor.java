package dev.frontdesk.twilio;

import dev.frontdesk.model.Endpoint;
import dev.frontdesk.model.EndpointId;
import dev.frontdesk.provider.Providers;
import dev.frontdesk.provider.Providers.Connection;
import dev.frontdesk.store.TextStore;
import dev.frontdesk.twilio.DoorCounts.End;
import dev.frontdesk.twilio.Verifying.Verified;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /twilio/{endpoint}/text/{id}}: the carrier tells what became of a text message, signed, in whatever order (twilio.md 4). */
public final class TextDoor {
  private static final Logger LOG = LoggerFactory.getLogger(TextDoor.class);
  private static final int LARGEST_BODY = 64 << 10; // bytes; a real one has about 400
  private static final int UUID_LENGTH = 36;

  private final Providers providers;
  private final Verifying verifying;
  private final TextStore texts;
  private final DoorCounts counts;

  public TextDoor(
      @Nullable DoorUrls urls, Providers providers, TextStore texts, DoorCounts counts) {
    this.providers = providers;
    this.verifying = new Verifying(urls);
    this.texts = texts;
    this.counts = counts;
  }

  public void mount(Router router) {
    router.post("/twilio/:endpoint/text/:id").handler(this::take);
  }

  private void take(RoutingContext request) {
    Bodies.read(request.request(), LARGEST_BODY)
        .onSuccess(body -> verify(request, body))
        .onFailure(cause -> {
          counts.count(cause instanceof Bodies.TooLarge ? End.TOO_LARGE : End.MALFORMED);
          request.request().connection().close();
        });
  }

  private void verify(RoutingContext request, byte[] body) {
    Optional<Endpoint> endpoint = uuid(request.pathParam("endpoint"))
        .flatMap(id -> providers.of(new EndpointId(id)))
        .map(Connection::endpoint)
        .filter(each -> each.provider().equals(TwilioProvider.NAME));
    Verified verified = verifying.of(
        endpoint,
        request.request().getHeader("X-Twilio-Signature"),
        request.request().uri(),
        request.request().query(),
        body);
    Optional<UUID> id = uuid(request.pathParam("id"));
    String sid = verified.parameters().get("MessageSid");
    if (!verified.genuine()) {
      counts.count(verified.end());
      request.response().setStatusCode(verified.status()).end();
    } else if (id.isEmpty() || !sid.matches("(SM|MM)[0-9a-f]{32}")) {
      counts.count(End.MALFORMED);
      request.response().setStatusCode(400).end();
    } else {
      counts.count(End.NEWS);
      told(request, endpoint.orElseThrow().id(), id.get(), sid, verified.parameters());
    }
  }

  private void told(
      RoutingContext request, EndpointId endpoint, UUID id, String sid, Parameters sent) {
    String code = sent.get("ErrorCode");
    texts
        .status(
            id,
            endpoint,
            sid,
            sent.get("MessageStatus"),
            code.matches("[0-9]{1,8}") ? Integer.valueOf(code) : null)
        .onSuccess(known -> request.response().setStatusCode(known ? 204 : 404).end())
        .onFailure(cause -> {
          LOG.atWarn()
              .addKeyValue("text", id)
              .setCause(cause)
              .log("what became of a text message is not written down");
          request.response().setStatusCode(503).end();
        });
  }

  private static Optional<UUID> uuid(String text) {
    try {
      return text.length() == UUID_LENGTH ? Optional.of(UUID.fromString(text)) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
