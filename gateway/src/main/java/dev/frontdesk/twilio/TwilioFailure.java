package dev.frontdesk.twilio;

/** Why a request to Twilio did not do what was asked; named by the {@code code} of its answer (twilio.md 4). Names no secret. */
public final class TwilioFailure extends Exception {
  private static final long serialVersionUID = 1;

  /** What kind of trouble it is. */
  public enum Kind {
    /** 20003, 20005, or a status of 401 or 403. */
    UNAUTHORIZED,
    /** 20404: the account has no such thing, or it is of another account. */
    NOT_FOUND,
    /** 21220: the call is over already. */
    CALL_OVER,
    /** 20429: too many requests at once, also after some patience. Nothing was done. */
    LIMITED,
    /** Anything else the request did wrong. */
    INVALID,
    /** 5xx, or nobody there. A request that makes something may have made it. */
    UNAVAILABLE,
    /** No whole answer in time; it may have been done. */
    TIMEOUT,
    /** The endpoint's address is not one that may be asked. */
    NOT_PUBLIC
  }

  private final Kind kind;
  private final int code;

  TwilioFailure(Kind kind, int code, String message) {
    super(message, null, false, false);
    this.kind = kind;
    this.code = code;
  }

  public Kind kind() {
    return kind;
  }

  /** Twilio's error code; 0: none was told. */
  public int code() {
    return code;
  }
}
