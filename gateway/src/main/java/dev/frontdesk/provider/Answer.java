package dev.frontdesk.provider;

/**
 * What the provider made of a call-control request.
 *
 * @param reason for people and the journal: short, without secrets; blank when done
 */
public record Answer(Kind kind, String reason) {

  /** Every way such a request ends (openai.md 2.3). */
  public enum Kind {
    DONE,
    /** The provider does not know the call (any more). */
    CALLER_GONE,
    /** Somebody else accepted or rejected it. */
    ALREADY_DECIDED,
    RATE_LIMITED,
    UNAUTHORIZED,
    /** The request itself is wrong: a configuration error. */
    INVALID,
    UNAVAILABLE,
    /** No answer in time: it may or may not have happened. */
    TIMEOUT
  }

  public static final Answer DONE = new Answer(Kind.DONE, "");

  public boolean done() {
    return kind == Kind.DONE;
  }
}
