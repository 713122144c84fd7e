package dev.frontdesk.launcher.settings;

import dev.frontdesk.model.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** Keys of 32 bytes, several while one is replaced. */
final class Keys {
  private static final int BYTES = 32;
  private static final int LARGEST_FILE = 4_096;

  private Keys() {}

  /** The newest first; empty if none is given. */
  static List<Secret> of(Values values, Setting setting) {
    return values
        .optional(
            setting,
            "must be 32 bytes in base64 (openssl rand -base64 32), or file: and the path of a file that holds them;"
                + " several are separated by a space, a comma or a line end",
            Keys::parse)
        .orElse(List.of());
  }

  static Stream<String> words(String text) {
    return Arrays.stream(text.split("[\\s,]+", -1)).filter(word -> !word.isEmpty());
  }

  private static List<Secret> parse(String text) {
    String keys =
        text.startsWith("file:") ? content(Path.of(text.substring("file:".length()))) : text;
    List<Secret> found = words(keys).map(Keys::key).toList();
    if (found.isEmpty()) {
      throw new IllegalArgumentException();
    }
    return found;
  }

  private static Secret key(String key) {
    if (Base64.getDecoder().decode(key).length != BYTES) {
      throw new IllegalArgumentException();
    }
    return Secret.of(key);
  }

  private static String content(Path file) {
    try {
      if (Files.size(file) > LARGEST_FILE) {
        throw new IllegalArgumentException();
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
