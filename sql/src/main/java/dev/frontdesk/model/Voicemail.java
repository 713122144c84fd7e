package dev.frontdesk.model;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * How a tenant's callers leave a message on tape, where nobody can talk to them.
 *
 * @param enabled false: they hear an apology, and the call ends
 * @param openGreeting said before the tone during opening hours; blank: the standard one
 * @param closedGreeting outside them; blank: as {@code openGreeting}
 * @param holidayGreeting on a holiday; blank: as {@code closedGreeting}
 * @param longest a message may be, 10 s to 10 min
 * @param finishKey ends it: a digit, {@code *} or {@code #}
 * @param transcribed whether a model writes down what was said
 */
public record Voicemail(
    boolean enabled,
    String openGreeting,
    String closedGreeting,
    String holidayGreeting,
    Duration longest,
    String finishKey,
    boolean transcribed) {
  private static final int LONGEST_GREETING = 600;
  private static final Pattern KEY = Pattern.compile("[0-9*#]");

  public static final Voicemail DEFAULTS =
      new Voicemail(true, "", "", "", Duration.ofMinutes(2), "#", true);

  public Voicemail {
    Range.check("seconds of a voice message", (int) longest.toSeconds(), 10, 600);
    if (!KEY.matcher(finishKey).matches()) {
      throw new IllegalArgumentException("not a key of a telephone");
    }
    check(openGreeting);
    check(closedGreeting);
    check(holidayGreeting);
  }

  private static void check(String greeting) {
    if (greeting.length() > LONGEST_GREETING) {
      throw new IllegalArgumentException(
          "a greeting has at most " + LONGEST_GREETING + " characters");
    }
  }
}
