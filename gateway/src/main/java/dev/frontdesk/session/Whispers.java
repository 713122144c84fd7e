package dev.frontdesk.session;

import dev.frontdesk.bus.BusMessage.TargetTold;
import dev.frontdesk.call.Transfer;
import dev.frontdesk.model.TenantSettings;
import dev.frontdesk.policy.TargetWords;

/** What a target is told before it decides whether to take a call, in the language of its business. */
final class Whispers {
  private final Tools tools;

  Whispers(Tools tools) {
    this.tools = tools;
  }

  /** @param attempt of which the carrier tells; another one is not waited for any more */
  TargetTold of(LiveCall live, int attempt) {
    var words =
        TargetWords.in(tools.settingsOf(live.call()).map(TenantSettings::locale).orElse(null));
    Transfer transfer = live.call().transfer();
    return transfer != null && transfer.isWarm() && transfer.attempt() == attempt
        ? new TargetTold(
            true,
            words.caller(
                live.origin().caller(),
                live.origin().callerName(),
                Masking.of(live.call()).words(transfer.summary())),
            words.language())
        : new TargetTold(false, "", words.language());
  }
}
