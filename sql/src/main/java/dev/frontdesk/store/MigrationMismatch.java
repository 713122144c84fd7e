package dev.frontdesk.store;

/** The schema and this program do not belong together; its message tells the operator what to do. */
public final class MigrationMismatch extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MigrationMismatch(String message, Throwable cause) {
    super(message, cause);
  }
}
