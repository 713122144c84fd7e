package dev.frontdesk.provider;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;

/** The legs whose streams end at this node. May be used from any thread. */
public interface Legs {
  /** @return the leg of that call once there is one; empty if none came in time. Never fails, and is told on the context that asked */
  Future<Optional<Leg>> of(String providerCall, Duration within);

  /** Whether the carrier said that the call's stream ended. */
  boolean isOver(String providerCall);

  /** For a while, or until another stream of it comes here, the end of the call's stream does not end the call. */
  void leaves(String providerCall);

  /** As {@link #leaves}, for a moment only: another node, which had the call until now, may have asked the carrier for another stream. */
  void mayLeave(String providerCall);

  /** The call's stream is closed, if one ends here; the carrier goes on as it was told when the stream began. */
  void cut(String providerCall);

  /** Whoever waits for the leg of that call gets none; one that comes is for who asks then. */
  void abandon(String providerCall);
}
