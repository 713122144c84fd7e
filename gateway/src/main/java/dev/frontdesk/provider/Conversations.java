package dev.frontdesk.provider;

import dev.frontdesk.call.Side;
import dev.frontdesk.model.CallId;
import io.vertx.core.Future;
import java.util.List;

/** What was said in a call by now, and in the one from which it was moved, from their journals: with it a new session begins where a lost one ended. */
@FunctionalInterface
public interface Conversations {
  Conversations UNKNOWN = call -> Future.succeededFuture(List.of());

  /** @param item id of the lost session's item */
  record Said(String item, Side side, String text) {}

  /** @return latest last; fails if the journal cannot be read */
  Future<List<Said>> of(CallId call);
}
