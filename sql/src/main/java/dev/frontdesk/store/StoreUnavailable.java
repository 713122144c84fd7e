package dev.frontdesk.store;

import org.jspecify.annotations.Nullable;

/** The database is away, too slow or shutting down: nothing is wrong with what was asked, so keep it and ask again. */
public final class StoreUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StoreUnavailable(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
