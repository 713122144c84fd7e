package dev.frontdesk.notify;

import dev.frontdesk.model.Secret;
import java.util.Optional;

/**
 * The installation's own mail server, by which people are told.
 *
 * @param username empty: it asks nobody who they are
 * @param password empty exactly if there is no username
 * @param from address that mails come from
 */
public record SmtpSettings(
    String host,
    int port,
    Tls tls,
    Optional<String> username,
    Optional<Secret> password,
    String from) {
  /** How the connection is protected. */
  public enum Tls {
    /** Upgraded before anything is said, or not used (RFC 3207). */
    STARTTLS,
    /** From its first byte (RFC 8314). */
    IMPLICIT,
    /** Not at all: for a server on the same machine. */
    NONE
  }

  public SmtpSettings {
    if (username.isPresent() != password.isPresent()) {
      throw new IllegalArgumentException("a user of a mail server has a password");
    }
  }
}
