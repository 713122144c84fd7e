package dev.frontdesk.launcher.importing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frontdesk.launcher.terminal.Trouble;
import dev.frontdesk.model.Printable;
import java.util.Optional;

/**
 * One object of a JSON file, whose fields are asked for by name.
 *
 * @param where it stands, for messages: {@code contact 3}
 */
record JsonEntry(SourceFile file, String where, JsonNode node) {
  JsonEntry {
    if (!node.isObject()) {
      throw file.wrong(where + " is not an object");
    }
  }

  /** Empty if absent, null or blank. */
  Optional<String> text(String key, int longest) {
    JsonNode value = node.get(key);
    if (value == null || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isValueNode()) {
      throw wrong(key, "must be a text");
    }
    String text = value.asText().strip();
    if (text.length() > longest) {
      throw wrong(key, "is longer than " + longest + " characters");
    }
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  /** False if absent or null. */
  boolean flag(String key) {
    JsonNode value = node.get(key);
    if (value == null || value.isNull()) {
      return false;
    }
    if (!value.isBoolean()) {
      throw wrong(key, "must be true or false");
    }
    return value.booleanValue();
  }

  Trouble wrong(String key, String what) {
    return file.wrong("%s: '%s' %s".formatted(where, Printable.brief(key), what));
  }
}
