package dev.frontdesk.admin.api;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Why a request is not done, as its sender may know it; causes go to the log only. */
final class Fault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Each has a status and a problem type that never change. */
  enum Kind {
    INVALID(400, "The request does not fit the contract"),
    UNAUTHENTICATED(401, "No valid key"),
    FORBIDDEN(403, "This key may not do that"),
    NOT_FOUND(404, "There is no such thing here"),
    METHOD_NOT_ALLOWED(405, "Not with this method"),
    CONFLICT(409, "Something else stands in the way"),
    STALE(412, "It has changed since it was read"),
    TOO_LARGE(413, "The body is too large"),
    UNSUPPORTED_TYPE(415, "The body is not JSON"),
    REUSED_KEY(422, "The Idempotency-Key stood for another request"),
    PRECONDITION_REQUIRED(428, "If-Match is missing"),
    LIMIT(429, "Too many requests"),
    NO_ANSWER(504, "The node that holds the call did not answer"),
    NO_ACCEPTANCE(503, "No node that answers calls is there"),
    INTERNAL(500, "Something went wrong on our side"),
    UNAVAILABLE(503, "Not possible just now");

    final int status;
    final String title;

    Kind(int status, String title) {
      this.status = status;
      this.title = title;
    }

    String type() {
      return "https://frontdesk.dev/problems/" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * One wrong field.
   *
   * @param field JSON pointer into the body, or the name of a parameter
   */
  record Field(String field, String message) {}

  final Kind kind;
  final transient List<Field> fields;

  /** What {@code WWW-Authenticate} says of it (RFC 6750 §3); empty: nothing but how to come in. */
  final String challenge;

  /** Seconds after which to come back (RFC 9110 §10.2.3); 0: nothing is said of it. */
  final long retryAfter;

  private Fault(Kind kind, String message, List<Field> fields, String challenge, long retryAfter) {
    super(message, null, false, false);
    this.kind = kind;
    this.fields = List.copyOf(fields);
    this.challenge = challenge;
    this.retryAfter = retryAfter;
  }

  private Fault(Kind kind, String message, List<Field> fields, String challenge) {
    this(kind, message, fields, challenge, 0);
  }

  private Fault(Kind kind, String message, List<Field> fields) {
    this(kind, message, fields, "");
  }

  Fault(Kind kind, String message) {
    this(kind, message, List.of());
  }

  /** The key or token that was sent is no good. */
  static Fault badKey(String message) {
    return new Fault(
        Kind.UNAUTHENTICATED,
        message,
        List.of(),
        "error=\"invalid_token\", error_description=\"" + message + "\"");
  }

  /** Whoever it is, they may not; one of {@code roles} may. */
  static Fault forbidden(String message, Set<Role> roles) {
    String scope = roles.stream().map(Role::word).collect(Collectors.joining(" "));
    return new Fault(
        Kind.FORBIDDEN,
        message,
        List.of(),
        "error=\"insufficient_scope\"" + (scope.isEmpty() ? "" : ", scope=\"" + scope + "\""));
  }

  static Fault invalid(String message, List<Field> fields) {
    return new Fault(Kind.INVALID, message, fields);
  }

  static Fault invalid(String field, String message) {
    return new Fault(Kind.INVALID, message, List.of(new Field(field, message)));
  }

  static Supplier<Fault> missing(String what) {
    return () -> new Fault(Kind.NOT_FOUND, "there is no such " + what + " here");
  }

  /** May well be done when it is asked for again after {@code wait}, in whole seconds, one at least. */
  static Fault later(Kind kind, String message, Duration wait) {
    return new Fault(kind, message, List.of(), "", Math.max(1, wait.toSeconds()));
  }

  /** A secret is to be kept, and there is no key to seal it with. */
  static Fault withoutVault() {
    return new Fault(Kind.UNAVAILABLE, "without FRONTDESK_MASTER_KEY no secret can be kept");
  }
}
