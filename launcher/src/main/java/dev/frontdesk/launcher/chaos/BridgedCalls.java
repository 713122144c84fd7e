package dev.frontdesk.launcher.chaos;

import dev.frontdesk.model.ToolNames;
import dev.frontdesk.simulator.visit.VisitPlan;
import dev.frontdesk.simulator.visit.VisitPlan.Turn;
import java.time.Duration;
import java.util.List;

/** What callers want who come over the carrier. */
final class BridgedCalls {
  /** Longer than any takeover, and than the carrier waits for an answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private BridgedCalls() {}

  /** @param call a number of its own, lest two calls come from the same phone */
  static VisitPlan plan(String name, int call, List<Turn> turns) {
    boolean transferred = !turns.isEmpty()
        && ToolNames.TRANSFER_CALL.equals(turns.get(turns.size() - 1).tool());
    return new VisitPlan(
        name,
        "+1415556%04d".formatted(call % 10_000),
        ChaosTenant.BRIDGED.e164(),
        turns,
        transferred ? VisitPlan.TRANSFERRED : VisitPlan.HUNG_UP,
        PATIENCE);
  }

  static Turn message(Duration pause, String about) {
    return Turn.talk(pause, "A message, please.", "It is taken down.")
        .using(
            ToolNames.TAKE_MESSAGE,
            "{\"caller_name\":\"Jana\",\"message\":\"Call me about %s.\"}".formatted(about));
  }

  static Turn transfer(Duration pause) {
    return Turn.talk(pause, "Sales, please.", "I am putting you through.")
        .using(ToolNames.TRANSFER_CALL, "{\"destination\":\"%s\"}".formatted(ChaosTenant.TARGET));
  }
}
