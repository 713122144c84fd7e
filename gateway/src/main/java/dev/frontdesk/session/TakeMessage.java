package dev.frontdesk.session;

import dev.frontdesk.bus.BusMessage.EffectVerdict;
import dev.frontdesk.call.CallEvent;
import dev.frontdesk.call.ToolCall;
import dev.frontdesk.model.PhoneNumber;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/**
 * Writes a message down for the business once the caller has heard it read back: durable before the model hears that it is taken, once
 * however often it is asked.
 */
final class TakeMessage implements Tool {
  static final String KIND = "take_message";
  private static final String UNCONFIRMED =
      "Nothing was taken yet. Read the name, the number to call back and the message back to the caller; once they agree, ask again with"
          + " confirmed true.";
  private static final int LONGEST_MESSAGE = 4_000;
  private static final int LONGEST_NAME = 120;
  private static final int LONGEST_NUMBER = 40;

  private final Effects effects;

  TakeMessage(Effects effects) {
    this.effects = effects;
  }

  @Override
  public Future<CallEvent> run(LiveCall live, ToolCall asked, Arguments arguments) {
    String message = arguments.text("message", LONGEST_MESSAGE);
    if (message.isEmpty()) {
      return Reply.refusal(live, asked, "The message is empty. Ask the caller what to pass on.");
    }
    if (!arguments.flag("confirmed")) {
      return Reply.refusal(live, asked, UNCONFIRMED);
    }
    PhoneNumber caller = live.origin().caller();
    String callback = arguments.text("callback_number", LONGEST_NUMBER);
    var payload = new JsonObject()
        .put("name", arguments.text("caller_name", LONGEST_NAME))
        .put("number", callback.isEmpty() && caller != null ? caller.e164() : callback)
        .put("message", message)
        .put("urgent", arguments.flag("urgent"));
    return effects
        .claim(live.call(), asked.id(), KIND, payload.encode())
        .compose(verdict -> taken(live, asked, verdict));
  }

  private static Future<CallEvent> taken(LiveCall live, ToolCall asked, EffectVerdict verdict) {
    return verdict.verdict() == EffectVerdict.Verdict.STALE
        ? Reply.refusal(
            live, asked, "It is not certain that the message was taken. Tell the caller so.")
        : Reply.of(live, asked, new JsonObject().put("status", "taken"));
  }
}
