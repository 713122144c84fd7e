package dev.frontdesk.twilio;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.Optional;

/** The one-time tokens in the paths of media streams, known to every node. */
@FunctionalInterface
public interface StreamTokens {
  /**
   * Spends a token.
   *
   * @param token last segment of the stream's path, as it came
   * @return what it was bound to; empty: never made, spent before, or older than 60 s. Fails if the database does not answer
   */
  Future<Optional<BoundStream>> redeem(String token, Instant now);
}
