package dev.frontdesk.simulator.call;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.frontdesk.simulator.provider.Sideband;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends server events to every attached sideband; to nobody if there is none, for nothing is replayed. */
final class Wire {
  private static final int FRAGMENT_CHARS = 64 << 10;
  private static final int SPRINKLE_EVERY = 3;

  private final Ids ids;
  private final boolean sprinkling;
  private final List<Sideband> open = new ArrayList<>();
  private int sent;

  /** @param sprinkling whether events of unknown types are mixed in */
  Wire(Ids ids, boolean sprinkling) {
    this.ids = ids;
    this.sprinkling = sprinkling;
  }

  /** A new event with an id of its own, to be filled and sent. */
  ObjectNode event(String type) {
    return bare(type).put("event_id", ids.next("event_"));
  }

  /** A new event without an id, as the provider sends key presses. */
  ObjectNode bare(String type) {
    return JsonNodeFactory.instance.objectNode().put("type", type);
  }

  void send(ObjectNode event) {
    if (open.isEmpty()) {
      return;
    }
    broadcast(event.toString());
    if (sprinkling && sent++ % SPRINKLE_EVERY == 0) {
      broadcast(event("session.mood.updated").put("mood", "curious").toString());
    }
  }

  /** Sends an event of an unknown type of about {@code bytes}. */
  void sendBig(int bytes, boolean fragmented) {
    String event = event("session.dump").put("audio", "A".repeat(bytes)).toString();
    for (Sideband sideband : List.copyOf(open)) {
      if (fragmented) {
        sideband.sendInFragments(event, FRAGMENT_CHARS);
      } else {
        sideband.send(event);
      }
    }
  }

  void error(String code, String message, @Nullable String causedBy) {
    ObjectNode event = event("error");
    ObjectNode error = event.putObject("error");
    error
        .put("type", "invalid_request_error")
        .put("code", code)
        .put("message", message)
        .putNull("param");
    error.put("event_id", causedBy);
    send(event);
  }

  void attach(Sideband sideband) {
    open.add(sideband);
  }

  void detach(Sideband sideband) {
    open.remove(sideband);
  }

  int attached() {
    return open.size();
  }

  /** Ends every socket without a close frame. */
  void terminate() {
    List.copyOf(open).forEach(Sideband::terminate);
    open.clear();
  }

  void close(int code, String reason) {
    List.copyOf(open).forEach(sideband -> sideband.close(code, reason));
    open.clear();
  }

  private void broadcast(String event) {
    for (int i = 0; i < open.size(); i++) {
      open.get(i).send(event);
    }
  }
}
