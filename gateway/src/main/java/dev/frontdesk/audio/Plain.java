package dev.frontdesk.audio;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** The few wanted fields of a frame that is unusual to {@link FieldScan}, read by the whole parser and written so that it is not. */
public final class Plain {
  private Plain() {}

  /** @return null if the frame is no JSON object */
  public static byte @Nullable [] of(byte[] bytes, int length, String... paths) {
    JsonObject plain = new JsonObject();
    try {
      var whole = new JsonObject(Buffer.buffer().appendBytes(bytes, 0, length));
      for (String path : paths) {
        copy(whole, plain, path);
      }
    } catch (DecodeException | ClassCastException e) {
      return null;
    }
    return plain.encode().getBytes(UTF_8);
  }

  private static void copy(JsonObject from, JsonObject to, String path) {
    int dot = path.indexOf('.');
    String name = dot < 0 ? path : path.substring(0, dot);
    Object value = from.getValue(name);
    if (dot < 0) {
      if (value instanceof String || value instanceof Number) {
        to.put(name, value);
      }
    } else if (value instanceof JsonObject inner) {
      if (!to.containsKey(name)) {
        to.put(name, new JsonObject());
      }
      copy(inner, to.getJsonObject(name), path.substring(dot + 1));
    }
  }
}
