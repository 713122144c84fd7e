package dev.frontdesk.session;

import dev.frontdesk.bus.Address;
import dev.frontdesk.bus.BusMessage.EffectVerdict.Verdict;
import dev.frontdesk.bus.BusMessage.TextAsked;
import dev.frontdesk.bus.BusMessage.TextTold;
import dev.frontdesk.call.CallEffect;
import dev.frontdesk.call.Transfer;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.Plan;
import dev.frontdesk.model.TenantSettings;
import dev.frontdesk.model.TextSegments;
import dev.frontdesk.model.TransferTarget;
import dev.frontdesk.policy.TargetWords;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Writes to a target who calls and what about, once in an attempt, before it rings. Whether that goes well or not, it is rung. */
final class ContextText {
  private static final String KIND = "context-text";
  private static final int MOST_SEGMENTS = 2;
  private static final int FIRST = 1;

  /** The caller waits meanwhile; what the carrier says later is with the message. */
  private static final Duration WAITED_FOR = Duration.ofMillis(1_500);

  private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(12);

  private final Shell shell;
  private final LiveCall live;
  private final CallEffect.AttemptTransfer attempt;

  private ContextText(Shell shell, LiveCall live, CallEffect.AttemptTransfer attempt) {
    this.shell = shell;
    this.live = live;
    this.attempt = attempt;
  }

  /** @param ring called once, at the latest after 1.5 s; at once if the target is not written to */
  static void before(
      Shell shell, LiveCall live, CallEffect.AttemptTransfer attempt, Runnable ring) {
    Plan plan = live.call().plan();
    TransferTarget target = attempt.target();
    boolean written = // before the caller was moved here
        live.origin().movedFrom() != null && attempt.attempt() == FIRST;
    if (!target.contextText() || plan == null || written) {
      ring.run();
      return;
    }
    PhoneNumber.tryE164(target.address())
        .ifPresentOrElse(
            number -> new ContextText(shell, live, attempt)
                .send(plan, number)
                .timeout(WAITED_FOR.toMillis(), TimeUnit.MILLISECONDS)
                .onComplete(told -> ring.run()),
            ring);
  }

  private Future<Void> send(Plan plan, PhoneNumber number) {
    var asked = new TextAsked(plan.tenant(), live.call().id(), null, number, text());
    return shell
        .effects()
        .claim(
            live.call(),
            effect(),
            KIND,
            new JsonObject().put("key", attempt.target().key()).encode())
        .compose(verdict -> verdict.verdict() == Verdict.GRANTED
            ? shell
                .bus()
                .ask(Address.TEXTS, asked, TextTold.class, ANSWERED_WITHIN)
                .onSuccess(this::told)
                .mapEmpty()
            : Future.succeededFuture());
  }

  private String effect() {
    return KIND + "-" + attempt.attempt();
  }

  private String text() {
    var words = TargetWords.in(
        shell.tools().settingsOf(live.call()).map(TenantSettings::locale).orElse(null));
    Transfer transfer = live.call().transfer();
    return TextSegments.fitted(
        words.text(
            live.origin().caller(),
            live.origin().callerName(),
            transfer == null ? "" : Masking.of(live.call()).words(transfer.summary())),
        MOST_SEGMENTS);
  }

  private void told(TextTold told) {
    shell
        .effects()
        .ended(
            live.call(),
            effect(),
            new JsonObject().put("fate", told.fate()).put("word", told.word()).encode());
  }
}
