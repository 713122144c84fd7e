package dev.frontdesk.launcher.chaos;

import dev.frontdesk.simulator.load.Percentiles;
import dev.frontdesk.simulator.load.Samples;
import dev.frontdesk.simulator.report.CallReport;
import dev.frontdesk.simulator.report.Trace.Attachment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How calls changed their nodes, as the provider saw it: who attached after whom.
 *
 * @param sinceStrike from what befell the node to the next sideband of its call, ms
 * @param sinceDetection the same from when the first call of that node had another owner
 * @param noticed the longest from what befell a node to when the first call had another owner
 * @param changed calls driven by more than one node
 * @param suspected changes away from a node that nothing had befallen
 */
record Takeovers(
    Percentiles sinceStrike,
    Percentiles sinceDetection,
    Duration noticed,
    int changed,
    int suspected) {

  /** @param fences when calls got other owners, by the journal */
  static Takeovers of(List<CallReport> calls, List<Strike> strikes, List<Instant> fences) {
    var sinceStrike = new Samples();
    var sinceDetection = new Samples();
    Duration noticed = Duration.ZERO;
    int changed = 0;
    int suspected = 0;
    for (CallReport call : calls) {
      List<Attachment> all = call.trace().attachments();
      boolean moved = false;
      for (int i = 1; i < all.size(); i++) {
        Attachment from = all.get(i - 1);
        Attachment to = all.get(i);
        if (from.bearer().equals(to.bearer())) {
          continue;
        }
        moved = true;
        Optional<Strike> strike = before(strikes, from.bearer(), to.opened());
        if (strike.isEmpty()) {
          suspected++;
          continue;
        }
        Instant at = strike.get().at();
        Instant detected = fences.stream()
            .filter(fence -> !fence.isBefore(at))
            .min(Instant::compareTo)
            .orElse(at);
        Duration unnoticed = Duration.between(at, detected);
        noticed = noticed.compareTo(unnoticed) < 0 ? unnoticed : noticed;
        sinceStrike.add(Duration.between(at, to.opened()).toNanos());
        sinceDetection.add(Math.max(0, Duration.between(detected, to.opened()).toNanos()));
      }
      changed += moved ? 1 : 0;
    }
    return new Takeovers(
        sinceStrike.percentiles(), sinceDetection.percentiles(), noticed, changed, suspected);
  }

  /** What last befell this node before {@code opened}. */
  private static Optional<Strike> before(List<Strike> strikes, String node, Instant opened) {
    return strikes.stream()
        .filter(strike -> strike.node().equals(node) && strike.at().isBefore(opened))
        .reduce((one, later) -> later);
  }
}
