package dev.frontdesk.notify;

import dev.frontdesk.outward.OutwardAnswer;
import dev.frontdesk.store.OutboxStore.Delivery;
import dev.frontdesk.store.OutboxStore.Outcome;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What Discord says: what was stored, when it takes more, and whether there is anything any more. */
final class DiscordAnswers {
  private final Judging judging;

  DiscordAnswers(Judging judging) {
    this.judging = judging;
  }

  Outcome judged(Delivery delivery, OutwardAnswer answer) {
    int status = answer.status();
    if (status / 100 == 2) {
      String id = text(answer, "id");
      return Judging.taken(
          status, id.isEmpty() ? "taken" : "message " + id, emptyFor(answer), List.of());
    }
    return switch (status) {
      case 429 -> judging.throttled(delivery, status, wished(answer));
      // Asked on, it would get this installation's address banned.
      case 401, 403, 404 -> Judging.gone(status, "answered " + said(answer));
      case 400, 413 -> Judging.hopeless(status, "answered " + said(answer), List.of());
      default -> judging.later(delivery, status, "answered " + said(answer), List.of());
    };
  }

  /** The post of a forum that a message opened; null: it does not say. */
  static @Nullable String thread(OutwardAnswer answer) {
    String channel = text(answer, "channel_id");
    return channel.matches("[0-9]{1,30}") ? channel : null;
  }

  /** Its own code, such as 10015 for a webhook that is not there; never its words, which may repeat ours. */
  private static String said(OutwardAnswer answer) {
    Object code = json(answer).getValue("code");
    return answer.status() + (code instanceof Number number ? " (" + number + ")" : "");
  }

  /** The body knows fractions of a second, the header does not. */
  private Duration wished(OutwardAnswer answer) {
    return json(answer).getValue("retry_after") instanceof Number number
        ? millis(number.doubleValue())
        : judging.wished(answer.retryAfter());
  }

  /** How long its bucket stays empty after this one. */
  private static Duration emptyFor(OutwardAnswer answer) {
    String remaining = answer.headers().get("x-ratelimit-remaining");
    String reset = answer.headers().get("x-ratelimit-reset-after");
    boolean empty =
        "0".equals(remaining) && reset != null && reset.matches("[0-9]{1,6}(\\.[0-9]{1,9})?");
    return empty ? millis(Double.parseDouble(reset)) : Duration.ZERO;
  }

  private static Duration millis(double seconds) {
    return Duration.ofMillis((long) Math.ceil(Math.max(0, Math.min(seconds, 86_400)) * 1_000));
  }

  private static String text(OutwardAnswer answer, String name) {
    return json(answer).getValue(name) instanceof String text ? text : "";
  }

  private static JsonObject json(OutwardAnswer answer) {
    try {
      return answer.body().toJsonObject();
    } catch (DecodeException | ClassCastException e) {
      return new JsonObject();
    }
  }
}
