package dev.frontdesk.session;

import dev.frontdesk.bus.Address;
import dev.frontdesk.bus.Bus;
import dev.frontdesk.bus.BusMessage.EffectVerdict;
import dev.frontdesk.bus.BusMessage.EffectVerdict.Verdict;
import dev.frontdesk.bus.BusMessage.TextAsked;
import dev.frontdesk.bus.BusMessage.TextTold;
import dev.frontdesk.bus.BusMessage.TextTold.Fate;
import dev.frontdesk.call.CallEvent;
import dev.frontdesk.call.ToolCall;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.Plan;
import dev.frontdesk.model.Profile;
import dev.frontdesk.model.TenantSettings;
import dev.frontdesk.model.TextGuard;
import dev.frontdesk.model.TextRefusal;
import dev.frontdesk.model.TextSegments;
import dev.frontdesk.model.Texting;
import dev.frontdesk.model.ToolNames;
import dev.frontdesk.policy.Redactor;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;

/** Writes to the caller: to the number they call from and no other, once in a call, and never again what may have been sent. */
final class SendSms implements Tool {
  static final String KIND = ToolNames.SEND_SMS;

  /** One for a call, whatever the model asks for. */
  private static final String EFFECT = ToolNames.SEND_SMS;

  private static final int LONGEST = 1_600;
  private static final int MOST_SEGMENTS = 4;
  private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(12);

  private final Tools tools;
  private final Bus bus;
  private final Effects effects;

  SendSms(Tools tools, Bus bus, Effects effects) {
    this.tools = tools;
    this.bus = bus;
    this.effects = effects;
  }

  @Override
  public Future<CallEvent> run(LiveCall live, ToolCall asked, Arguments arguments) {
    PhoneNumber caller = live.origin().caller();
    Plan plan = live.call().plan();
    String text = arguments.text("text", LONGEST).strip();
    TenantSettings settings = tools.settingsOf(live.call()).orElse(null);
    if (settings == null || !isWanted(settings)) {
      return Reply.refusal(live, asked, "The business does not send text messages.");
    }
    if (caller == null) {
      return Reply.refusal(
          live, asked, "The caller's number is withheld, so nothing can be sent to it.");
    }
    if (plan == null || text.isEmpty()) {
      return Reply.refusal(live, asked, "The text is empty.");
    }
    if (TextSegments.of(text) > MOST_SEGMENTS) {
      return Reply.refusal(live, asked, "The text is too long. Send a shorter one.");
    }
    if (!plan.redact().isEmpty() && Redactor.isMasked(asked.arguments())) {
      return answered(
          live, asked, ToolResult.notConfirmed("what was asked for is not known any more"));
    }
    Texting texting = settings.care().texting();
    Optional<TextRefusal> refusal = TextGuard.refusal(
        caller, texting.countries(), settings.region(), live.origin().dialled());
    if (refusal.isPresent()) {
      return Reply.of(live, asked, TextRefusals.told(refusal.get()));
    }
    return effects
        .claim(live.call(), EFFECT, KIND, new JsonObject().put("text", text).encode())
        .compose(verdict -> decided(
            live,
            asked,
            new TextAsked(plan.tenant(), live.call().id(), null, caller, text, texting.limits()),
            verdict));
  }

  /** It costs, so it is not enough that a model asks for it: the published profile has to name it. */
  static boolean isWanted(TenantSettings settings) {
    Profile profile = settings.profile();
    return profile != null && profile.tools().contains(ToolNames.SEND_SMS);
  }

  private Future<CallEvent> decided(
      LiveCall live, ToolCall asked, TextAsked message, EffectVerdict verdict) {
    String known = verdict.result();
    if (verdict.verdict() == Verdict.STALE) {
      return answered(live, asked, ToolResult.notConfirmed("another node sends it"));
    }
    if (known != null) {
      return new JsonObject(known).getString("tool", "").equals(asked.id())
          ? answered(live, asked, new ToolResult(known, true))
          : Reply.refusal(live, asked, "One text message was sent in this call, and that is all.");
    }
    if (verdict.verdict() == Verdict.DONE) {
      return answered(
          live, asked, ToolResult.notConfirmed("it was begun, and how it ended is not known"));
    }
    return bus.ask(Address.TEXTS, message, TextTold.class, ANSWERED_WITHIN)
        .compose(told -> told(live, asked, told));
  }

  private Future<CallEvent> told(LiveCall live, ToolCall asked, TextTold told) {
    if (told.fate() == Fate.UNKNOWN) {
      return answered(live, asked, ToolResult.notConfirmed("the carrier did not answer"));
    }
    JsonObject output = output(told).put("tool", asked.id());
    effects.ended(live.call(), EFFECT, output.encode());
    return answered(live, asked, new ToolResult(output.encode(), true));
  }

  private static JsonObject output(TextTold told) {
    TextRefusal refusal = told.refusal();
    if (refusal != null) {
      return TextRefusals.told(refusal);
    }
    return told.fate() == Fate.TAKEN
        ? new JsonObject().put("status", "ok")
        : new JsonObject()
            .put("status", "failed")
            .put("reason", "The text message could not be sent.");
  }

  private static Future<CallEvent> answered(LiveCall live, ToolCall asked, ToolResult result) {
    return Future.succeededFuture(
        new CallEvent.ToolAnswered(live.now(), asked.id(), result.output()));
  }
}
