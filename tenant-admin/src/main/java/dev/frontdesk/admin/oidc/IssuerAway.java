package dev.frontdesk.admin.oidc;

/** The issuer's keys are not known and cannot be had now; the message, for the log, says why. */
public final class IssuerAway extends RuntimeException {
  private static final long serialVersionUID = 1L;

  IssuerAway(String message) {
    super(message, null, false, false);
  }

  IssuerAway(String message, Throwable cause) {
    super(message, cause);
  }
}
