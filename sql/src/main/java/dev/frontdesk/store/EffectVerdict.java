package dev.frontdesk.store;

import org.jspecify.annotations.Nullable;

/**
 * May this effect be done now?
 *
 * @param result what the effect came to, JSON; null unless it was begun before and finished
 */
public record EffectVerdict(State state, @Nullable String result) {

  public enum State {
    /** Yes, by you, once. */
    GRANTED,
    /** No: the call has another owner, or is not known. */
    STALE,
    /** No: it was begun before. Without a result nobody knows how it ended; never repeat it. */
    DONE
  }
}
