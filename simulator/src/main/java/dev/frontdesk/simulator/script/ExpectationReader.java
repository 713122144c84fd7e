package dev.frontdesk.simulator.script;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what stands under {@code expect}. */
final class ExpectationReader {
  private static final Set<String> KEYS = new LinkedHashSet<>(List.of(
      "outcome",
      "accepts",
      "attaches",
      "greetings",
      "webhook-status",
      "greeted",
      "agent-says",
      "agent-never-says",
      "tool-output",
      "refer-to",
      "instructions-contain",
      "instructions-lack",
      "tools-offered",
      "tools-lack",
      "language",
      "voice"));

  private ExpectationReader() {}

  static Expectations read(Yaml expect) {
    Map<String, Yaml> given = expect.entries(KEYS);
    Yaml greeted = given.get("greeted");
    Yaml outcome = given.get("outcome");
    Yaml referTo = given.get("refer-to");
    return new Expectations(
        outcome == null ? null : outcome.text(),
        number(given, "accepts"),
        number(given, "attaches"),
        number(given, "greetings"),
        number(given, "webhook-status"),
        greeted == null ? null : Boolean.valueOf(greeted.flag()),
        texts(given, "agent-says"),
        texts(given, "agent-never-says"),
        pairs(given, "tool-output"),
        referTo == null ? null : referTo.text(),
        texts(given, "instructions-contain"),
        texts(given, "instructions-lack"),
        texts(given, "tools-offered"),
        texts(given, "tools-lack"),
        given.containsKey("language") ? given.get("language").text() : null,
        given.containsKey("voice") ? given.get("voice").text() : null);
  }

  private static @Nullable Integer number(Map<String, Yaml> given, String key) {
    Yaml value = given.get(key);
    return value == null ? null : Integer.valueOf(value.number());
  }

  private static List<String> texts(Map<String, Yaml> given, String key) {
    Yaml value = given.get(key);
    return value == null ? List.of() : value.texts();
  }

  private static Map<String, String> pairs(Map<String, Yaml> given, String key) {
    Map<String, String> pairs = new LinkedHashMap<>();
    Yaml value = given.get(key);
    if (value != null) {
      value.entries().forEach((name, text) -> pairs.put(name, text.text()));
    }
    return pairs;
  }
}
