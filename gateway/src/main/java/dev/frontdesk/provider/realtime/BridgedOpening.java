package dev.frontdesk.provider.realtime;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * The first frame of a bridged session, taken apart: its model belongs into the address and cannot be changed by an update.
 *
 * @param update the frame without it
 * @param interruptible whether the caller's speech cuts ours
 */
record BridgedOpening(String model, String update, boolean interruptible) {

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
          turns.getBoolean("interrupt_response", true));
    } catch (DecodeException | ClassCastException e) {
      return new BridgedOpening(Models.DEFAULT, "{}", true);
    }
  }
}
