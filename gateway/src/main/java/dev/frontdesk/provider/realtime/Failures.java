package dev.frontdesk.provider.realtime;

import dev.frontdesk.call.CallEvent;
import dev.frontdesk.model.Printable;
import dev.frontdesk.provider.Outages.Trouble;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the provider's {@code error} events mean; most leave the session open (openai.md 3.3). */
final class Failures {
  private static final String BUSY = "conversation_already_has_active_response";
  private static final String NOTHING_TO_CANCEL = "response_cancel_not_active";
  private static final int LONGEST = 300;

  /** By code or type; the list is open, and what is not in it is not held against the provider. */
  private static final Map<String, Trouble> THEIRS = Map.of(
      "rate_limit_exceeded", Trouble.OVER_LIMIT,
      "rate_limit_error", Trouble.OVER_LIMIT,
      "insufficient_quota", Trouble.OVER_LIMIT,
      "billing_hard_limit_reached", Trouble.OVER_LIMIT,
      "invalid_api_key", Trouble.UNAUTHORIZED,
      "server_error", Trouble.SERVER_ERROR,
      "internal_error", Trouble.SERVER_ERROR,
      "overloaded_error", Trouble.SERVER_ERROR,
      "service_unavailable", Trouble.SERVER_ERROR);

  private final Draft draft;
  private final Instant at;

  Failures(Draft draft, Instant at) {
    this.draft = draft;
    this.at = at;
  }

  void reported(Fields error) {
    String code = error.text("code").isEmpty() ? error.text("type") : error.text("code");
    String event = error.text("event_id");
    if (new WalkingBack(draft, at).refused(event, code)) {
      return;
    }
    switch (code) {
      case BUSY -> new Asking(draft).refusedAsBusy(event);
      case NOTHING_TO_CANCEL -> {}
      default -> {
        boolean ours = new Asking(draft).refused(event);
        Trouble trouble = trouble(error);
        if (trouble != null) {
          draft.trouble = trouble;
        }
        draft.emit(new CallEvent.ProviderFailed(
            at,
            code(code),
            message(error.text("message")),
            ours && trouble != null ? event : null));
      }
    }
  }

  /** What is wrong at the provider; null: what it refuses is ours, or harmless. */
  static @Nullable Trouble trouble(Fields error) {
    Trouble told = THEIRS.get(error.text("code"));
    return told == null ? THEIRS.get(error.text("type")) : told;
  }

  static String code(String code) {
    return code.isEmpty() ? "error" : Printable.brief(code);
  }

  static String message(String message) {
    return Printable.capped(message, LONGEST);
  }
}
