package dev.frontdesk.session;

import dev.frontdesk.bus.Address;
import dev.frontdesk.bus.BusMessage.AttemptAsked;
import dev.frontdesk.bus.BusMessage.AttemptSeen;
import dev.frontdesk.call.AttemptOutcome;
import dev.frontdesk.call.CallEffect;
import dev.frontdesk.call.CallEvent;
import dev.frontdesk.call.Transfer;
import dev.frontdesk.model.Plan;
import dev.frontdesk.model.TransferTarget;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;

/** Asks Transfers for one attempt; silence is an answer too. */
final class Attempts {
  private static final Duration SEEN_WITHIN = Duration.ofSeconds(18);

  private Attempts() {}

  static Future<CallEvent> ask(Shell shell, LiveCall live, CallEffect.AttemptTransfer effect) {
    Plan plan = live.call().plan();
    if (plan == null) {
      return Future.failedFuture("no transfer before the plan");
    }
    Transfer transfer = live.call().transfer();
    var asked = new AttemptAsked(
        live.call().id(),
        live.call().epoch(),
        shell.node(),
        plan.tenant(),
        live.origin().endpoint(),
        live.origin().providerCall(),
        effect.attempt(),
        effect.target(),
        shell.tools().sipDomainOf(live.call()),
        transfer == null ? List.of() : keysAfterFirst(transfer),
        transfer == null ? "" : Masking.of(live.call()).words(transfer.summary()),
        live.origin().caller());
    return shell
        .bus()
        .ask(Address.ATTEMPT_ASKED, asked, AttemptSeen.class, SEEN_WITHIN)
        .recover(cause -> Future.succeededFuture(unanswered(effect, cause)))
        .map(seen -> new CallEvent.AttemptReported(
            live.now(), seen.attempt(), seen.outcome(), seen.reason()));
  }

  private static List<String> keysAfterFirst(Transfer transfer) {
    return transfer.targets().stream().skip(1).map(TransferTarget::key).toList();
  }

  private static AttemptSeen unanswered(CallEffect.AttemptTransfer effect, Throwable cause) {
    return new AttemptSeen(
        effect.attempt(), AttemptOutcome.UNKNOWN, "no report: " + cause.getMessage());
  }
}
