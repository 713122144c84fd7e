package dev.frontdesk.session;

import dev.frontdesk.call.CallEvent;
import dev.frontdesk.call.ToolCall;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** What a tool tells the model. */
final class Reply {
  private Reply() {}

  static Future<CallEvent> of(LiveCall live, ToolCall asked, JsonObject output) {
    return Future.succeededFuture(
        new CallEvent.ToolAnswered(live.now(), asked.id(), output.encode()));
  }

  /** @param reason a sentence that the model can act on, or say */
  static Future<CallEvent> refusal(LiveCall live, ToolCall asked, String reason) {
    return of(live, asked, new JsonObject().put("status", "refused").put("reason", reason));
  }
}
