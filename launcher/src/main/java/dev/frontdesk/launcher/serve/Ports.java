package dev.frontdesk.launcher.serve;

import java.net.BindException;

/** What can be wrong with a port. */
final class Ports {
  private Ports() {}

  /** Whether {@code failure} means that somebody else listens there. */
  static boolean isTaken(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException
          || String.valueOf(cause.getMessage()).contains("Address already in use")) {
        return true;
      }
    }
    return false;
  }
}
