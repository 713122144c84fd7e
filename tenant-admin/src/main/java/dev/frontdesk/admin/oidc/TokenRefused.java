package dev.frontdesk.admin.oidc;

/** A token is not good; the message may be told to its sender. */
public final class TokenRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TokenRefused(String message) {
    super(message, null, false, false);
  }
}
