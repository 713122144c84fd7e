package dev.frontdesk.session;

import dev.frontdesk.call.CallEvent;
import dev.frontdesk.call.ToolCall;
import io.vertx.core.Future;

/** Runs tools. What the model asks for wrongly is answered in words it can act on, never by a failure. */
interface Tool {
  /**
   * @return {@link CallEvent.ToolAnswered}, or another event that answers the request in its own way; a failed future is answered as
   *     a trouble of ours
   */
  Future<CallEvent> run(LiveCall live, ToolCall asked, Arguments arguments);
}
