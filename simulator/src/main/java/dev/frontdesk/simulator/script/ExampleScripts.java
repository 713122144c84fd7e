package dev.frontdesk.simulator.script;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The scripts that come with the simulator, one per thing a receptionist must be able to do. */
public final class ExampleScripts {
  private static final String FOLDER = "/dev/frontdesk/simulator/scripts/";
  private static final List<String> NAMES = List.of(
      "happy-call",
      "vip-transfer",
      "after-hours-message",
      "refused-spam",
      "transfer-silently-fails",
      "spanish-caller");

  private ExampleScripts() {}

  /** The names to give to {@link #named}, in the order in which they are worth showing. */
  public static List<String> names() {
    return NAMES;
  }

  /** @throws IllegalArgumentException if there is no such example */
  public static Script named(String name) {
    return ScriptReader.read(name + ".yaml", text(name));
  }

  /** The YAML text of an example, to show or to start one's own from. */
  public static String text(String name) {
    try (InputStream resource = ExampleScripts.class.getResourceAsStream(FOLDER + name + ".yaml")) {
      if (resource == null) {
        throw new IllegalArgumentException(
            "no example script '" + name + "'; there are " + String.join(", ", NAMES));
      }
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}
