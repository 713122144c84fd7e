package dev.frontdesk.provider.realtime;

import dev.frontdesk.model.OpenedServer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The first frame of a bridged session, taken apart: its model belongs into the address and cannot be changed by an update.
 *
 * @param update the frame without it
 * @param interruptible whether the caller's speech cuts ours
 * @param servers labels of the MCP servers that it names, of which it has nothing else
 */
record BridgedOpening(String model, String update, boolean interruptible, Set<String> servers) {
  BridgedOpening {
    servers = Set.copyOf(servers);
  }

  /** @param opening frames of {@link BridgedTemplate}; what is missing there gets what is usual */
  static BridgedOpening of(List<String> opening) {
    try {
      var frame = new JsonObject(opening.isEmpty() ? "{}" : opening.get(0));
      JsonObject session = frame.getJsonObject("session", new JsonObject());
      Object model = session.remove("model");
      JsonObject turns = session
          .getJsonObject("audio", new JsonObject())
          .getJsonObject("input", new JsonObject())
          .getJsonObject("turn_detection", new JsonObject());
      return new BridgedOpening(
          model == null ? Models.DEFAULT : model.toString(),
          frame.encode(),
          turns.getBoolean("interrupt_response", true),
          named(session.getJsonArray("tools", new JsonArray())));
    } catch (DecodeException | ClassCastException e) {
      return new BridgedOpening(Models.DEFAULT, "{}", true, Set.of());
    }
  }

  private static Set<String> named(JsonArray tools) {
    var labels = new HashSet<String>();
    for (Object each : tools) {
      if (each instanceof JsonObject tool && Servers.isName(tool)) {
        labels.add(tool.getString("server_label"));
      }
    }
    return labels;
  }

  /** The update with these in place of those that it names, and without the others; it is sent, and neither kept nor shown. */
  BridgedOpening with(List<OpenedServer> opened) {
    return new BridgedOpening(model, Servers.filled(update, opened), interruptible, Set.of());
  }
}
