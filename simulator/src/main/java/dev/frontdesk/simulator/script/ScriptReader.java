package dev.frontdesk.simulator.script;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the head of a script and hands its parts to their readers. */
final class ScriptReader {
  private static final Set<String> KEYS = new LinkedHashSet<>(List.of(
      "name",
      "from",
      "to",
      "caller-name",
      "headers",
      "secret",
      "misbehave",
      "steps",
      "expect",
      "violations",
      "ring",
      "limit"));
  private static final Duration RING = Duration.ofSeconds(20);
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private ScriptReader() {}

  static Script read(String source, String text) {
    Yaml root = Yaml.parse(source, text);
    Map<String, Yaml> given = root.entries(KEYS);
    return new Script(
        given.containsKey("name") ? given.get("name").text() : source,
        invite(root, given),
        given.containsKey("misbehave")
            ? new MisbehaviourReader().read(given.get("misbehave"))
            : Misbehaviour.NONE,
        given.containsKey("steps") ? StepReader.read(given.get("steps")) : List.of(),
        given.containsKey("expect")
            ? ExpectationReader.read(given.get("expect"))
            : Expectations.NONE,
        given.containsKey("violations") && violationsAllowed(given.get("violations")),
        given.containsKey("ring") ? given.get("ring").duration() : RING,
        given.containsKey("limit") ? given.get("limit").duration() : LIMIT,
        given.containsKey("secret") ? given.get("secret").text() : null);
  }

  private static Invite invite(Yaml root, Map<String, Yaml> given) {
    Map<String, String> headers = new LinkedHashMap<>();
    if (given.containsKey("headers")) {
      given.get("headers").entries().forEach((name, value) -> headers.put(name, value.text()));
    }
    return new Invite(
        root.entry("from").text(),
        root.entry("to").text(),
        given.containsKey("caller-name") ? given.get("caller-name").text() : null,
        headers);
  }

  private static boolean violationsAllowed(Yaml value) {
    if (!value.text().equals("allowed")) {
      throw value.wrong("'violations' can only be 'allowed'");
    }
    return true;
  }
}
