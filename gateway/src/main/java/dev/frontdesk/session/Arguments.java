package dev.frontdesk.session;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** Arguments of a tool request, as the model wrote them. */
final class Arguments {
  private final JsonObject json;

  private Arguments(JsonObject json) {
    this.json = json;
  }

  /** Empty if {@code text} is not a JSON object; blank text is an object without members. */
  static Optional<Arguments> parse(String text) {
    try {
      return Optional.of(new Arguments(text.isBlank() ? new JsonObject() : new JsonObject(text)));
    } catch (DecodeException | ClassCastException e) {
      return Optional.empty();
    }
  }

  /** All of them, as they came. */
  JsonObject json() {
    return json;
  }

  /** At most {@code longest} characters of a member that is text or a number; blank if there is none. */
  String text(String name, int longest) {
    Object value = json.getValue(name);
    String text =
        value instanceof String || value instanceof Number ? value.toString().strip() : "";
    return text.length() > longest ? text.substring(0, longest) : text;
  }

  /** The whole number of a member, also when it was written as text; {@code otherwise} if it is none. */
  long number(String name, long otherwise) {
    Object value = json.getValue(name);
    if (value instanceof Number number) {
      return number.longValue();
    }
    try {
      return value instanceof String text ? Long.parseLong(text.strip()) : otherwise;
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  boolean flag(String name, boolean otherwise) {
    Object value = json.getValue(name);
    return value == null ? otherwise : flag(name);
  }

  boolean flag(String name) {
    return Boolean.TRUE.equals(json.getValue(name)) || "true".equals(json.getValue(name));
  }
}
