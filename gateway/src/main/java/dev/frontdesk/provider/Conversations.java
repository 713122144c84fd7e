package dev.frontdesk.provider;

import dev.frontdesk.call.Side;
import dev.frontdesk.call.ToolCall;
import dev.frontdesk.model.CallId;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was said and done in a call by now, and said in the one from which it was moved, from their journals: with it a new session begins where a lost one ended. */
@FunctionalInterface
public interface Conversations {
  Conversations UNKNOWN = call -> Future.succeededFuture(List.of());

  /** What a new session is told of the lost one. */
  sealed interface Item permits Said, Used {}

  /** @param item id of the lost session's item */
  record Said(String item, Side side, String text) implements Item {}

  /**
   * The model used a tool: without that it would ask for it once more.
   *
   * @param output null: it comes by itself
   */
  record Used(ToolCall call, @Nullable String output) implements Item {}

  /** @return latest last, of tools those that have answered; fails if the journal cannot be read */
  Future<List<Item>> of(CallId call);
}
