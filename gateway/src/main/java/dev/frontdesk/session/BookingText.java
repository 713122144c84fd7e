package dev.frontdesk.session;

import dev.frontdesk.bus.Address;
import dev.frontdesk.bus.Bus;
import dev.frontdesk.bus.BusMessage.EffectVerdict;
import dev.frontdesk.bus.BusMessage.EffectVerdict.Verdict;
import dev.frontdesk.bus.BusMessage.TextAsked;
import dev.frontdesk.bus.BusMessage.TextTold;
import dev.frontdesk.bus.BusMessage.TextTold.Fate;
import dev.frontdesk.call.ToolCall;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.PhoneNumbers;
import dev.frontdesk.model.Plan;
import dev.frontdesk.model.TenantSettings;
import dev.frontdesk.model.TextGuard;
import dev.frontdesk.model.TextRefusal;
import dev.frontdesk.model.Texting;
import dev.frontdesk.policy.BookingWords;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Confirms an appointment by text message, under the rules of {@code send_sms}: to the number it was booked with, once for each booking,
 * and never again what may have been sent. Whether that goes well or not, it is booked.
 */
final class BookingText {
  static final String KIND = "booking-text";

  /** The caller waits meanwhile; what the carrier says later is kept with the effect. */
  private static final Duration WAITED_FOR = Duration.ofSeconds(4);

  private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(12);

  private final Tools tools;
  private final Bus bus;
  private final Effects effects;

  BookingText(Tools tools, Bus bus, Effects effects) {
    this.tools = tools;
    this.bus = bus;
    this.effects = effects;
  }

  /**
   * Never fails.
   *
   * @param number as the caller gave it; blank: theirs is withheld
   * @param wanted whether the caller did not decline it
   * @return what the model hears of it
   */
  Future<JsonObject> send(
      LiveCall live, ToolCall asked, String number, ZonedDateTime start, boolean wanted) {
    Plan plan = live.call().plan();
    TenantSettings settings = tools.settingsOf(live.call()).orElse(null);
    if (plan == null || settings == null || !SendSms.isWanted(settings)) {
      return notSent("off", "The business does not send text messages");
    }
    if (!wanted) {
      return notSent("declined", "The caller wants none");
    }
    PhoneNumber recipient = PhoneNumbers.parse(number, settings.region()).orElse(null);
    if (recipient == null) {
      return notSent(
          "no-number",
          number.isEmpty() ? "The caller's number is withheld" : "The number cannot be written to");
    }
    Texting texting = settings.care().texting();
    Optional<TextRefusal> refusal = TextGuard.refusal(
        recipient, texting.countries(), settings.region(), live.origin().dialled());
    if (refusal.isPresent()) {
      return Future.succeededFuture(refused(refusal.get()));
    }
    String text = BookingWords.text(settings.name(), settings.locale(), settings.region(), start);
    return effects
        .claim(
            live.call(),
            effect(asked),
            KIND,
            new JsonObject().put("number", recipient.e164()).put("text", text).encode())
        .compose(verdict -> decided(
            live,
            asked,
            verdict,
            new TextAsked(
                plan.tenant(), live.call().id(), null, recipient, text, texting.limits())))
        .recover(cause -> Future.succeededFuture(notConfirmed()));
  }

  private Future<JsonObject> decided(
      LiveCall live, ToolCall asked, EffectVerdict verdict, TextAsked message) {
    String known = verdict.result();
    if (verdict.verdict() != Verdict.GRANTED) {
      return Future.succeededFuture(known == null ? notConfirmed() : new JsonObject(known));
    }
    return bus.ask(Address.TEXTS, message, TextTold.class, ANSWERED_WITHIN)
        .map(told -> {
          JsonObject output = output(told);
          if (told.fate() != Fate.UNKNOWN) {
            effects.ended(live.call(), effect(asked), output.encode());
          }
          return output;
        })
        .timeout(WAITED_FOR.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Of the booking's own: whoever books it again after a crash finds it. */
  private static String effect(ToolCall asked) {
    return asked.id() + "-text";
  }

  private static JsonObject output(TextTold told) {
    @Nullable TextRefusal refusal = told.refusal();
    return refusal != null
        ? refused(refusal)
        : switch (told.fate()) {
          case TAKEN ->
            new JsonObject()
                .put("sms", "sent")
                .put("sms_note", "A text message with day and time was sent.");
          case UNKNOWN -> notConfirmed();
          case LATER, REFUSED -> unsent("failed", "The carrier did not take it");
        };
  }

  private static JsonObject refused(TextRefusal refusal) {
    return unsent(
        refusal.code(),
        switch (refusal) {
          case COUNTRY -> "The business sends none to numbers of that country";
          case SPECIAL_RATE -> "None are sent to numbers of that kind";
          case NUMBER_LIMIT -> "That number has got as many today as it may";
          case DAY_LIMIT -> "The business cannot send any more today";
        });
  }

  private static Future<JsonObject> notSent(String code, String why) {
    return Future.succeededFuture(unsent(code, why));
  }

  private static JsonObject unsent(String code, String why) {
    return new JsonObject()
        .put("sms", "not_sent")
        .put("sms_code", code)
        .put("sms_note", "No text message is sent: " + why + ". Promise none.");
  }

  private static JsonObject notConfirmed() {
    return new JsonObject()
        .put("sms", "not_confirmed")
        .put("sms_note", "It is not certain whether a text message was sent. Promise none.");
  }
}
