package dev.frontdesk.outward;

/** Why there is no answer. The message names neither path, query, header nor body. */
public final class OutwardFailure extends Exception {
  private static final long serialVersionUID = 1;

  /** How far the request came. */
  public enum Kind {
    /** It may not be sent there. */
    REFUSED(true),
    /** The name leads nowhere. */
    UNRESOLVED(true),
    /** No connection. */
    UNREACHABLE(true),
    /** No TLS with who we wanted to talk to. */
    UNTRUSTED(true),
    /** It was sent, at least in part, and the connection broke. */
    BROKEN(false),
    /** No whole answer in time; whether it was sent is not certain. */
    TIMEOUT(false),
    /** The answer is larger than was asked for. */
    TOO_LARGE(false);

    private final boolean nothingSent;

    Kind(boolean nothingSent) {
      this.nothingSent = nothingSent;
    }

    /** Whether the receiver certainly knows nothing of it. */
    public boolean nothingSent() {
      return nothingSent;
    }
  }

  private final Kind kind;

  OutwardFailure(Kind kind, String message) {
    super(message, null, false, false); // told to people and models: where it was thrown helps none
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
