package dev.frontdesk.policy;

import dev.frontdesk.model.OpeningHours;
import dev.frontdesk.model.TransferTarget;
import java.time.Instant;
import java.util.List;

/** Who can be transferred to at a moment. */
public final class OpenTargets {
  private OpenTargets() {}

  /** The open ones of {@code targets}, in their order. */
  public static List<TransferTarget> at(Instant now, List<TransferTarget> targets) {
    return targets.stream().filter(target -> isOpen(target, now)).toList();
  }

  static boolean isOpen(TransferTarget target, Instant now) {
    OpeningHours hours = target.hours();
    return hours == null || hours.at(now) == OpeningHours.State.OPEN;
  }
}
