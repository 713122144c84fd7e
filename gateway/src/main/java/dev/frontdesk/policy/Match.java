package dev.frontdesk.policy;

import dev.frontdesk.model.TransferTarget;
import java.util.List;
import java.util.stream.Stream;

/** Whom a caller means. */
public sealed interface Match {
  <R> R to(Listener<R> listener);

  /** One method per outcome. */
  interface Listener<R> {
    R found(Found match);

    R closed(Closed match);

    R ambiguous(Ambiguous match);

    R unknown(Unknown match);
  }

  /**
   * Exactly one, and open.
   *
   * @param fallbacks open targets to try if this one does not take the call, in order
   */
  record Found(TransferTarget target, List<TransferTarget> fallbacks) implements Match {
    /** Whom to try, first to last. */
    public List<TransferTarget> order() {
      return Stream.concat(Stream.of(target), fallbacks.stream()).toList();
    }

    @Override
    public <R> R to(Listener<R> listener) {
      return listener.found(this);
    }
  }

  /** Someone we know who takes no calls now. */
  record Closed(TransferTarget target) implements Match {
    @Override
    public <R> R to(Listener<R> listener) {
      return listener.closed(this);
    }
  }

  /** Two or more open ones: the caller must say which. */
  record Ambiguous(List<TransferTarget> open) implements Match {
    @Override
    public <R> R to(Listener<R> listener) {
      return listener.ambiguous(this);
    }
  }

  /**
   * Nobody we know.
   *
   * @param open whom to offer instead
   */
  record Unknown(List<TransferTarget> open) implements Match {
    @Override
    public <R> R to(Listener<R> listener) {
      return listener.unknown(this);
    }
  }
}
