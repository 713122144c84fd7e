package dev.frontdesk.notify;

import dev.frontdesk.model.NodeId;
import dev.frontdesk.store.ChatStore;
import dev.frontdesk.store.ChatStore.Story;
import dev.frontdesk.store.OutboxStore.Delivery;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** What chats know of calls, as this node asks and tells. */
public final class Chats {
  /** More than fit into one message; the rest is told by the next. */
  static final int MOST_LINES = 40;

  private final ChatStore store;
  private final NodeId node;

  public Chats(ChatStore store, NodeId node) {
    this.store = store;
    this.node = node;
  }

  Future<Story> story(Delivery delivery) {
    return store.story(delivery, MOST_LINES);
  }

  /** Before the delivery is settled: if this node dies between, the chat is told twice, not never. */
  Future<Void> told(Delivery delivery, @Nullable String thread, LiveText text) {
    return thread == null && text.isEmpty()
        ? Future.succeededFuture()
        : store.told(node, delivery, thread, text.items(), text.over(), text.part());
  }
}
