package dev.frontdesk.provider.realtime;

import dev.frontdesk.call.CallEvent;
import dev.frontdesk.model.Printable;
import java.time.Instant;

/** What the provider's {@code error} events mean; most leave the session open (openai.md 3.3). */
final class Failures {
  private static final String BUSY = "conversation_already_has_active_response";
  private static final String NOTHING_TO_CANCEL = "response_cancel_not_active";
  private static final int LONGEST = 300;

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
        new Asking(draft).refused(event);
        draft.emit(new CallEvent.ProviderFailed(at, code(code), message(error.text("message"))));
      }
    }
  }

  static String code(String code) {
    return code.isEmpty() ? "error" : Printable.brief(code);
  }

  static String message(String message) {
    return Printable.capped(message, LONGEST);
  }
}
