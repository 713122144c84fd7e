package dev.frontdesk.launcher.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What befell one node, and when.
 *
 * @param node by its name
 * @param left how long it took to leave, if it was asked to
 */
record Strike(String node, Instant at, Optional<Duration> left) {
  static Strike on(ChaosNode node) {
    return new Strike(node.name(), Instant.now(), Optional.empty());
  }
}
