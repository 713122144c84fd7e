package dev.frontdesk.session;

import dev.frontdesk.model.TextRefusal;
import io.vertx.core.json.JsonObject;

/** What the model is told when the caller is not written to, so that it can say so. */
final class TextRefusals {
  private TextRefusals() {}

  static JsonObject told(TextRefusal refusal) {
    return new JsonObject()
        .put("status", "refused")
        .put("code", refusal.code())
        .put("reason", sentence(refusal));
  }

  private static String sentence(TextRefusal refusal) {
    return switch (refusal) {
      case COUNTRY ->
        "The business sends no text messages to numbers of the caller's country. Say what was to be sent instead.";
      case SPECIAL_RATE ->
        "The caller's number is of a kind to which no text messages are sent. Say what was to be sent instead.";
      case NUMBER_LIMIT ->
        "This number has got as many text messages today as it may. Say what was to be sent instead.";
      case DAY_LIMIT ->
        "The business cannot send any more text messages today. Say what was to be sent instead.";
    };
  }
}
