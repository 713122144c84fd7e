package dev.frontdesk.store;

import dev.frontdesk.model.Profile;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A profile and where it is in its life.
 *
 * @param publishedAt when it was published last; null: never
 */
public record ProfileVersion(
    Profile profile,
    State state,
    Instant createdAt,
    @Nullable Instant publishedAt) {

  public enum State {
    /** Being edited; at most one per tenant. */
    DRAFT,
    /** What calls are answered with; at most one per tenant. */
    PUBLISHED,
    /** Was published or a canary once; publishing it again is a rollback. */
    ARCHIVED
  }
}
