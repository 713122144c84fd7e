package dev.frontdesk.launcher.terminal;

import java.util.Map;
import java.util.function.Function;

/**
 * What the log can say beyond what a line knows.
 *
 * @param node this one's name; empty: it has none yet
 * @param owners whose a call is, as fields, by its id
 * @param isTraced whether a call has a trace, whose id is the call's without dashes
 */
public record LogFacts(
    String node, Function<String, Map<String, String>> owners, boolean isTraced) {
  private static final LogFacts NOTHING = new LogFacts("", call -> Map.of(), false);

  // The log is one for the whole process, so what it knows is too.
  private static volatile LogFacts current = NOTHING;

  static LogFacts current() {
    return current;
  }

  /** From now on the log says this. */
  public static void are(LogFacts facts) {
    current = facts;
  }

  /** What it knows of one node it forgets again. */
  public static void areNone() {
    current = NOTHING;
  }
}
