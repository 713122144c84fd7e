package dev.frontdesk.session;

import dev.frontdesk.call.Call;
import dev.frontdesk.call.CallEvent;
import dev.frontdesk.call.Fact;
import dev.frontdesk.call.ToolCall;
import dev.frontdesk.policy.Redactor;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is written down of a call, without what its tenant wants masked. Here, where it leaves the call, so that neither spool nor feed
 * nor database ever has it; the model hears it all. Masked events replay to masked facts: what is masked twice is masked once.
 */
final class Masking {
  private static final Masking NONE = new Masking(new Redactor(Set.of()));

  private final Redactor redactor;

  private Masking(Redactor redactor) {
    this.redactor = redactor;
  }

  static Masking of(Call call) {
    return call.plan() == null || call.plan().redact().isEmpty()
        ? NONE
        : new Masking(new Redactor(call.plan().redact()));
  }

  String words(String text) {
    return redactor.isIdle() ? text : redactor.mask(text);
  }

  CallEvent event(CallEvent event) {
    if (event instanceof CallEvent.Offered offered) {
      return new CallEvent.Offered(offered.at(), offered.origin().withoutToken());
    }
    if (redactor.isIdle()) {
      return event;
    }
    if (event instanceof CallEvent.CallerSaid said) {
      return new CallEvent.CallerSaid(
          said.at(), said.item(), redactor.mask(said.text()), said.understood());
    }
    if (event instanceof CallEvent.AgentSaid said) {
      return new CallEvent.AgentSaid(
          said.at(), said.item(), redactor.mask(said.text()), said.complete());
    }
    if (event instanceof CallEvent.ToolRequested asked) {
      return new CallEvent.ToolRequested(asked.at(), tool(asked.call()));
    }
    if (event instanceof CallEvent.ToolAnswered answered) {
      return new CallEvent.ToolAnswered(answered.at(), answered.tool(), json(answered.output()));
    }
    if (event instanceof CallEvent.TransferAsked asked) {
      return new CallEvent.TransferAsked(
          asked.at(), asked.tool(), asked.targets(), redactor.mask(asked.summary()));
    }
    if (event instanceof CallEvent.Commanded commanded) {
      return new CallEvent.Commanded(
          commanded.at(), commanded.command(), redactor.mask(commanded.text()));
    }
    return event;
  }

  Fact fact(Fact fact) {
    if (redactor.isIdle()) {
      return fact;
    }
    if (fact instanceof Fact.Utterance said) {
      return new Fact.Utterance(
          said.item(), said.place(), said.side(), redactor.mask(said.text()), said.state());
    }
    if (fact instanceof Fact.ToolAsked asked) {
      return new Fact.ToolAsked(tool(asked.call()));
    }
    if (fact instanceof Fact.ToolDone done) {
      return new Fact.ToolDone(done.tool(), done.name(), json(done.output()), done.millis());
    }
    return fact;
  }

  /** JSON text with every string and number in it masked, still JSON; as it stands if nothing is masked, or if it is no JSON, as text. */
  String json(String text) {
    if (redactor.isIdle()) {
      return text;
    }
    try {
      Object value = Json.decodeValue(text);
      Object masked = value(value);
      return value == null || value.equals(masked) ? text : Json.encode(masked);
    } catch (DecodeException e) {
      return redactor.mask(text);
    }
  }

  private ToolCall tool(ToolCall asked) {
    return new ToolCall(asked.id(), asked.name(), json(asked.arguments()));
  }

  private @Nullable Object value(@Nullable Object value) {
    if (value instanceof JsonObject object) {
      var masked = new JsonObject();
      object.forEach(
          member -> masked.put(redactor.mask(member.getKey()), value(member.getValue())));
      return masked;
    }
    if (value instanceof JsonArray array) {
      var masked = new JsonArray();
      array.forEach(each -> masked.add(value(each)));
      return masked;
    }
    if (value instanceof String || value instanceof Number) {
      String masked = redactor.mask(value.toString());
      return masked.equals(value.toString()) ? value : masked;
    }
    return value;
  }
}
