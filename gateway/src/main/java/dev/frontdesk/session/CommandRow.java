package dev.frontdesk.session;

import dev.frontdesk.bus.BusMessage.CommandDone;
import dev.frontdesk.bus.BusMessage.CommandDone.Outcome;
import dev.frontdesk.bus.BusMessage.EffectVerdict;
import dev.frontdesk.call.Call;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The effect row of one command: that it was begun, and what became of it, wherever its call goes on. Its words are not in it. */
record CommandRow(Effects effects, Call call, UUID id) {
  static final CommandDone IN_DOUBT =
      new CommandDone(Outcome.IN_DOUBT, "begun by a node that was lost");
  private static final String OUTCOME = "outcome";
  private static final String REASON = "reason";

  Future<EffectVerdict> claim() {
    return effects.claim(call, effect(), "command", "{}");
  }

  /** Notes what became of it. */
  CommandDone ended(CommandDone done) {
    var result = new JsonObject().put(OUTCOME, done.outcome().name()).put(REASON, done.reason());
    effects.ended(call, effect(), result.encode());
    return done;
  }

  /** What became of it when it was begun before; in doubt if its node was lost on the way. */
  static CommandDone before(@Nullable String result) {
    if (result == null) {
      return IN_DOUBT;
    }
    var noted = new JsonObject(result);
    return new CommandDone(Outcome.valueOf(noted.getString(OUTCOME)), noted.getString(REASON, ""));
  }

  private String effect() {
    return "command-" + id;
  }
}
