package dev.frontdesk.session;

import dev.frontdesk.bus.Address;
import dev.frontdesk.bus.BusMessage.AttemptSeen;
import dev.frontdesk.bus.BusMessage.TargetAsked;
import dev.frontdesk.bus.BusMessage.TargetAsked.Act;
import dev.frontdesk.call.AttemptOutcome;
import dev.frontdesk.call.CallEvent;
import dev.frontdesk.call.Transfer;
import dev.frontdesk.model.Plan;
import dev.frontdesk.model.TransferTarget;
import io.vertx.core.Future;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Asks Transfers for what is to be done with the target of a warm transfer; what becomes of it the carrier tells. */
final class Targets {
  private static final Duration SEEN_WITHIN = Duration.ofSeconds(18);

  private Targets() {}

  /** @return how the asking ended; of a request that nobody answered it is unknown */
  static Future<AttemptSeen> ask(
      Shell shell,
      LiveCall live,
      Act act,
      int attempt,
      @Nullable TransferTarget target,
      @Nullable String leg) {
    Plan plan = live.call().plan();
    if (plan == null) {
      return Future.failedFuture("no transfer before the plan");
    }
    Transfer transfer = live.call().transfer();
    var asked = new TargetAsked(
        live.call().id(),
        live.call().epoch(),
        shell.node(),
        plan.tenant(),
        live.origin().endpoint(),
        live.origin().providerCall(),
        attempt,
        act,
        target,
        live.origin().dialled(),
        leg,
        live.origin().caller(),
        live.origin().callToken(),
        transfer == null ? "" : Masking.of(live.call()).words(transfer.summary()));
    return shell
        .bus()
        .ask(Address.TARGET_ASKED, asked, AttemptSeen.class, SEEN_WITHIN)
        .otherwise(cause ->
            new AttemptSeen(attempt, AttemptOutcome.UNKNOWN, "no report: " + cause.getMessage()));
  }

  static CallEvent event(LiveCall live, AttemptSeen seen) {
    return new CallEvent.AttemptReported(
        live.now(), seen.attempt(), seen.outcome(), seen.reason(), seen.leg());
  }
}
