package dev.frontdesk.twilio;

import dev.frontdesk.model.Printable;
import dev.frontdesk.outward.OutwardAnswer;
import dev.frontdesk.outward.OutwardFailure;
import dev.frontdesk.twilio.TwilioFailure.Kind;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;

/** Reads what went wrong: of an error body in any of its three forms (twilio.md 4), of a status, of no answer at all. */
final class TwilioErrors {
  private static final int LONGEST = 300;

  private TwilioErrors() {}

  /** Of an answer that is not 2xx. */
  static TwilioFailure of(OutwardAnswer answer) {
    JsonObject body = object(answer);
    int code = body.getValue("code") instanceof Number number ? number.intValue() : 0;
    return new TwilioFailure(kind(code, answer.status()), code, text(body, code, answer.status()));
  }

  static TwilioFailure of(OutwardFailure failure) {
    Kind kind = switch (failure.kind()) {
      case REFUSED -> Kind.NOT_PUBLIC;
      case TIMEOUT -> Kind.TIMEOUT;
      default -> Kind.UNAVAILABLE;
    };
    return new TwilioFailure(kind, 0, String.valueOf(failure.getMessage()));
  }

  private static Kind kind(int code, int status) {
    return switch (code) {
      case 20003, 20005 -> Kind.UNAUTHORIZED;
      case 20404 -> Kind.NOT_FOUND;
      case 21220 -> Kind.CALL_OVER;
      case 20429 -> Kind.LIMITED;
      default -> byStatus(status);
    };
  }

  private static Kind byStatus(int status) {
    return switch (status) {
      case 401, 403 -> Kind.UNAUTHORIZED;
      case 404 -> Kind.NOT_FOUND;
      case 429 -> Kind.LIMITED;
      default -> status >= 500 ? Kind.UNAVAILABLE : Kind.INVALID;
    };
  }

  /** {@code message} of the older forms; {@code title} and {@code detail} of RFC 9457. */
  private static String text(JsonObject body, int code, int status) {
    String said = string(body, "message");
    if (said.isEmpty()) {
      said = (string(body, "title") + " " + string(body, "detail")).strip();
    }
    String told = Printable.capped(said, LONGEST);
    return "Twilio answered " + status + (code == 0 ? "" : " (" + code + ")")
        + (told.isEmpty() ? "" : ": " + told);
  }

  private static String string(JsonObject body, String name) {
    return body.getValue(name) instanceof String text ? text : "";
  }

  private static JsonObject object(OutwardAnswer answer) {
    try {
      return answer.body().length() == 0 ? new JsonObject() : new JsonObject(answer.body());
    } catch (DecodeException | ClassCastException e) {
      return new JsonObject();
    }
  }
}
