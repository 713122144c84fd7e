package dev.frontdesk.twilio;

import dev.frontdesk.bus.Address;
import dev.frontdesk.bus.Bus;
import dev.frontdesk.bus.BusMessage.TextAsked;
import dev.frontdesk.bus.BusMessage.TextTold;
import dev.frontdesk.bus.BusMessage.TextTold.Fate;
import dev.frontdesk.model.Endpoint;
import dev.frontdesk.model.TextLimits;
import dev.frontdesk.model.TextRefusal;
import dev.frontdesk.model.TextSegments;
import dev.frontdesk.provider.Providers;
import dev.frontdesk.provider.Providers.Connection;
import dev.frontdesk.store.TextStore;
import dev.frontdesk.store.TextStore.Begun;
import dev.frontdesk.store.TextStore.Guarded;
import dev.frontdesk.twilio.TwilioRest.Field;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Has the carrier send text messages, each written down before and told apart by its own callback address. */
public final class TextsVerticle extends VerticleBase {
  private final Bus bus;
  private final TextStore texts;
  private final Providers providers;
  private final TwilioRest rest;
  private final @Nullable DoorUrls urls;

  /** @param urls null: no public address is known, and nobody hears what became of a message */
  public TextsVerticle(
      Bus bus, TextStore texts, Providers providers, TwilioRest rest, @Nullable DoorUrls urls) {
    this.bus = bus;
    this.texts = texts;
    this.providers = providers;
    this.rest = rest;
    this.urls = urls;
  }

  @Override
  public Future<?> start() {
    return bus.answer(Address.TEXTS, this::send);
  }

  private Future<TextTold> send(TextAsked asked) {
    return begin(asked).compose(found -> {
      if (found.isEmpty()) {
        return Future.succeededFuture(new TextTold(
            Fate.REFUSED, "", "the business has no number at a carrier that sends text messages"));
      }
      TextRefusal refusal = found.get().refusal();
      Begun begun = found.get().begun();
      return begun == null
          ? Future.succeededFuture(
              new TextTold(Fate.REFUSED, "", refusal == null ? "" : refusal.code(), refusal))
          : sent(begun, asked);
    });
  }

  private Future<Optional<Guarded>> begin(TextAsked asked) {
    int segments = TextSegments.of(asked.text());
    TextLimits limits = asked.limits();
    return limits == null
        ? texts
            .begin(asked.tenant(), asked.call(), asked.delivery(), asked.recipient(), segments)
            .map(begun -> begun.map(known -> new Guarded(known, null)))
        : texts.beginWithin(asked.tenant(), asked.call(), asked.recipient(), segments, limits);
  }

  private Future<TextTold> sent(Begun begun, TextAsked asked) {
    Optional<Endpoint> endpoint = providers
        .of(begun.endpoint())
        .map(Connection::endpoint)
        .filter(each -> each.account() != null && !each.apiKey().reveal().isEmpty());
    if (endpoint.isEmpty()) {
      return settled(
          begun,
          null,
          "failed",
          null,
          new TextTold(Fate.REFUSED, "", "the carrier account cannot be used"));
    }
    return rest.sendMessage(endpoint.get(), fields(begun, asked))
        .transform(
            done -> done.succeeded() ? taken(begun, done.result()) : refused(begun, done.cause()));
  }

  private List<Field> fields(Begun begun, TextAsked asked) {
    var fields = new ArrayList<>(List.of(
        new Field("To", asked.recipient().e164()),
        new Field("From", begun.sender().e164()),
        new Field("Body", asked.text())));
    DoorUrls known = urls;
    if (known != null) {
      fields.add(new Field("StatusCallback", known.text(begun.endpoint(), begun.id())));
    }
    return fields;
  }

  private Future<TextTold> taken(Begun begun, JsonObject answer) {
    String sid = String.valueOf(answer.getValue("sid"));
    String status = String.valueOf(answer.getValue("status")).toLowerCase(Locale.ROOT);
    String known = status.matches("[a-z]{1,20}") ? status : "queued";
    return settled(begun, sid, known, null, new TextTold(Fate.TAKEN, sid, known));
  }

  /** Nothing was done where too much was asked at once; what got no answer may be done, and is not done again. */
  private Future<TextTold> refused(Begun begun, Throwable cause) {
    if (!(cause instanceof TwilioFailure failure)) {
      return Future.failedFuture(cause);
    }
    String reason = String.valueOf(failure.getMessage());
    return switch (failure.kind()) {
      case LIMITED ->
        settled(begun, null, "failed", failure.code(), new TextTold(Fate.LATER, "", reason));
      case UNAVAILABLE, TIMEOUT ->
        settled(begun, null, "unknown", null, new TextTold(Fate.UNKNOWN, "", reason));
      default ->
        settled(begun, null, "failed", failure.code(), new TextTold(Fate.REFUSED, "", reason));
    };
  }

  /** It was sent or not whether that can be written down or not. */
  private Future<TextTold> settled(
      Begun begun, @Nullable String sid, String status, @Nullable Integer code, TextTold told) {
    return texts
        .status(begun.id(), begun.endpoint(), sid, status, code)
        .transform(written -> Future.succeededFuture(told));
  }
}
