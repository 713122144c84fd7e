package dev.frontdesk.provider.realtime;

import dev.frontdesk.model.Endpoint;
import dev.frontdesk.provider.Answer;
import dev.frontdesk.provider.Answer.Kind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One try of a request.
 *
 * @param status HTTP status; 0: no answer came
 * @param retryAfter what the provider asked for; null: nothing
 * @param sent the request may have reached the provider
 */
record Reply(int status, String reason, @Nullable Duration retryAfter, boolean sent) {
  private static final long LONGEST_RETRY_AFTER_S = 3_600;

  static Reply of(int status, @Nullable String retryAfter, byte[] body, Endpoint endpoint) {
    String reason = ErrorBody.brief(body, endpoint);
    return new Reply(
        status,
        "HTTP " + status + (reason.isEmpty() ? "" : ": " + reason),
        seconds(retryAfter),
        true);
  }

  /** The error table of openai.md 2.3. */
  Answer answer() {
    if (status >= 200 && status < 300) {
      return Answer.DONE;
    }
    return new Answer(
        switch (status) {
          case 0 -> sent ? Kind.TIMEOUT : Kind.UNAVAILABLE;
          case 401, 403 -> Kind.UNAUTHORIZED;
          case 404, 410 -> Kind.CALLER_GONE;
          case 408, 504 -> Kind.UNAVAILABLE;
          case 409 -> Kind.ALREADY_DECIDED;
          case 429 -> Kind.RATE_LIMITED;
          default -> status >= 500 ? Kind.UNAVAILABLE : Kind.INVALID;
        },
        reason);
  }

  boolean isTransient() {
    return status >= 500 || status == 408 || (status == 0 && !sent);
  }

  private static @Nullable Duration seconds(@Nullable String header) {
    try {
      return header == null
          ? null
          : Duration.ofSeconds(
              Math.min(LONGEST_RETRY_AFTER_S, Math.max(0, Long.parseLong(header.strip()))));
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
