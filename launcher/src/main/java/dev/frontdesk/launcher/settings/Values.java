package dev.frontdesk.launcher.settings;

import dev.frontdesk.model.Printable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Given values, each turned into what it means; notes what cannot be, and goes on with the next. */
final class Values {
  /** Never repeated in a message. */
  private static final Set<Setting> SECRET = EnumSet.of(
      Setting.OPENAI_API_KEY,
      Setting.OPENAI_WEBHOOK_SECRET,
      Setting.TWILIO_AUTH_TOKEN,
      Setting.MASTER_KEY,
      Setting.CLUSTER_SECRET,
      Setting.BOOTSTRAP_KEY,
      Setting.OTEL_HEADERS,
      Setting.SMTP_PASSWORD,
      Setting.DATABASE_URL);

  private final Map<Setting, String> given;
  private final List<String> problems = new ArrayList<>();

  Values(Map<Setting, String> given) {
    this.given = given;
  }

  List<String> problems() {
    return problems;
  }

  /** The value, or the default, as {@code parser} reads it; the default again if the parser refuses. */
  <T> T required(Setting setting, String right, Function<String, T> parser) {
    return optional(setting, right, parser).orElseGet(() -> parser.apply(setting.standard()));
  }

  /** Empty if nothing is given and there is no default, or the parser refuses. */
  <T> Optional<T> optional(Setting setting, String right, Function<String, T> parser) {
    String text = text(setting);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(parser.apply(text));
    } catch (IllegalArgumentException | ArithmeticException e) {
      wrong(setting, text, right);
      return Optional.empty();
    }
  }

  Optional<String> text(Setting setting, String right, String pattern) {
    return optional(setting, right, text -> {
      if (!text.matches(pattern)) {
        throw new IllegalArgumentException();
      }
      return text;
    });
  }

  int integer(Setting setting, int least, int most) {
    return required(setting, wholeNumber(least, most), text -> inside(text, least, most));
  }

  Optional<Integer> optionalInteger(Setting setting, int least, int most) {
    return optional(setting, wholeNumber(least, most), text -> inside(text, least, most));
  }

  Optional<Double> optionalDecimal(Setting setting, double least, double most) {
    String right = "must be a number from " + least + " to " + most;
    return optional(setting, right, text -> {
      double number = Double.parseDouble(text);
      if (!(number >= least && number <= most)) {
        throw new IllegalArgumentException();
      }
      return number;
    });
  }

  Duration duration(Setting setting, Duration least, Duration most) {
    return required(setting, between(least, most), text -> Amounts.duration(text, least, most));
  }

  Optional<Duration> optionalDuration(Setting setting, Duration least, Duration most) {
    return optional(setting, between(least, most), text -> Amounts.duration(text, least, most));
  }

  boolean isGiven(Setting setting) {
    return !given.getOrDefault(setting, "").isBlank();
  }

  void problem(String sentence) {
    problems.add(sentence);
  }

  private String text(Setting setting) {
    String value = given.getOrDefault(setting, "").strip();
    return value.isEmpty() ? setting.standard() : value;
  }

  private void wrong(Setting setting, String text, String right) {
    problem(
        SECRET.contains(setting)
            ? "%s %s".formatted(setting.key(), right)
            : "%s is '%s' but %s".formatted(setting.key(), Printable.brief(text), right));
  }

  private static int inside(String text, int least, int most) {
    int number = Integer.parseInt(text);
    if (number < least || number > most) {
      throw new IllegalArgumentException();
    }
    return number;
  }

  private static String wholeNumber(int least, int most) {
    return "must be a whole number from " + least + " to " + most;
  }

  private static String between(Duration least, Duration most) {
    return "must be a time from %s to %s, such as %s"
        .formatted(Amounts.text(least), Amounts.text(most), Amounts.text(most.dividedBy(2)));
  }
}
