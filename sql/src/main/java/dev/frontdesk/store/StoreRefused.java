package dev.frontdesk.store;

import org.jspecify.annotations.Nullable;

/** The database answered, and said no: asking again will not help. */
public final class StoreRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String sqlState;
  private final @Nullable String constraint;

  StoreRefused(String message, String sqlState, @Nullable String constraint, Throwable cause) {
    super(message, cause);
    this.sqlState = sqlState;
    this.constraint = constraint;
  }

  /** SQLSTATE, five characters, for example {@code 23505}. */
  public String sqlState() {
    return sqlState;
  }

  /** The constraint that said no; null if none did. */
  public @Nullable String constraint() {
    return constraint;
  }

  /** Something with the same key exists already. */
  public boolean isDuplicate() {
    return sqlState.equals("23505");
  }
}
