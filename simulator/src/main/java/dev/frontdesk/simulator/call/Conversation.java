package dev.frontdesk.simulator.call;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The items of a call in order, as the provider keeps them. */
final class Conversation {
  private final Wire wire;
  private final boolean telling;
  private final List<String> order = new ArrayList<>();
  private final Map<String, ObjectNode> items = new HashMap<>();

  /** @param telling whether items tell which one is before them */
  Conversation(Wire wire, boolean telling) {
    this.wire = wire;
    this.telling = telling;
  }

  /** Puts an item that has an id at the end and announces it. */
  void add(ObjectNode item) {
    insert(item, order.size());
  }

  /**
   * @param previous the id after which it goes, {@code root} for the front, null for the end
   * @return false if there is no such previous item
   */
  boolean addAfter(@Nullable String previous, ObjectNode item) {
    if (previous == null) {
      add(item);
      return true;
    }
    int before = order.indexOf(previous);
    boolean front = previous.equals("root");
    if (before >= 0 || front) {
      insert(item, front ? 0 : before + 1);
    }
    return before >= 0 || front;
  }

  /** Announces that an item is final; what is kept of it from now on is {@code item}. */
  void done(ObjectNode item) {
    String id = item.path("id").asText();
    items.put(id, item);
    announce("conversation.item.done", item);
  }

  @Nullable
  ObjectNode find(String id) {
    return items.get(id);
  }

  boolean remove(String id) {
    return order.remove(id) && items.remove(id) != null;
  }

  /** The id of the item before {@code id}; null if it is the first, or not told. */
  @Nullable
  String before(String id) {
    int at = order.indexOf(id);
    return telling && at > 0 ? order.get(at - 1) : null;
  }

  @Nullable
  String last() {
    return order.isEmpty() ? null : order.get(order.size() - 1);
  }

  private void insert(ObjectNode item, int at) {
    String id = item.path("id").asText();
    order.add(at, id);
    items.put(id, item);
    announce("conversation.item.added", item);
  }

  private void announce(String type, ObjectNode item) {
    ObjectNode event =
        wire.event(type).put("previous_item_id", before(item.path("id").asText()));
    wire.send(event.set("item", item));
  }
}
