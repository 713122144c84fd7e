package dev.frontdesk.launcher.operations;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Whether a panel shows what an alert compares, for PromQL as ours is written: the same share, or the same series apart from each other. */
final class Shown {
  private static final Pattern SELECTOR =
      Pattern.compile("\\b(up|(?:frontdesk|jvm|process|system|vertx)_[a-z0-9_]+)(?:\\{([^}]*)})?");
  private static final Pattern MATCHER = Pattern.compile("(\\w+)(=~|!~|!=|=)\"([^\"]*)\"");
  private static final Pattern GROUPED = Pattern.compile("\\bby \\(([^)]*)\\)");
  private static final Pattern QUANTILE = Pattern.compile("histogram_quantile\\([0-9.]+");
  private static final List<String> JOINS = List.of(" and ", " or ");
  private static final List<String> COMPARISONS = List.of(" == ", " != ", " > ", " < ");

  private Shown() {}

  /** Series with some labels. */
  private record Selector(String metric, Map<String, Matcher> matchers) {}

  /** Which values of a label are meant. */
  private record Matcher(String operator, String value) {
    boolean takes(String other) {
      boolean equal = operator.endsWith("~") ? other.matches(value) : other.equals(value);
      return operator.startsWith("!") != equal;
    }

    List<String> values() {
      return List.of(value.split("\\|"));
    }
  }

  /** What an alert compares with a bound, or with something else. */
  static List<String> compared(String alert) {
    return split(alert.replaceAll("\\s+", " "), JOINS).stream()
        .flatMap(part -> split(part, COMPARISONS).stream())
        .filter(side -> SELECTOR.matcher(side).find())
        .toList();
  }

  /** @param side one of {@link #compared} */
  static boolean by(Collection<String> panel, String side) {
    var quantile = QUANTILE.matcher(side);
    if (quantile.find()) {
      return panel.stream()
          .anyMatch(target -> target.contains(quantile.group()) && all(List.of(target), side));
    }
    return side.contains(" / ")
        ? panel.stream().anyMatch(target -> shape(target).equals(shape(side)))
        : all(panel, side);
  }

  /** What is the same whatever node and window are chosen. */
  private static String shape(String expression) {
    return expression
        .replaceAll("instance=~\"\\$node\",?", "")
        .replace("{}", "")
        .replaceAll("\\[[^]]*]", "")
        .replace("increase(", "rate(")
        .replaceAll("^(?:max|min) by \\(instance\\) \\((.*)\\)$", "$1")
        .trim();
  }

  private static boolean all(Collection<String> panel, String side) {
    return selectors(side)
        .allMatch(wanted -> panel.stream()
            .anyMatch(target -> selectors(target)
                .anyMatch(shown ->
                    wanted.metric().equals(shown.metric()) && apart(wanted, shown, target))));
  }

  /** Whether all that is wanted is there, and can be told from the rest. */
  private static boolean apart(Selector wanted, Selector shown, String target) {
    boolean whole = shown.matchers().entrySet().stream().allMatch(each -> {
      Matcher some = wanted.matchers().get(each.getKey());
      return some != null
          && (some.equals(each.getValue())
              || some.values().stream().allMatch(each.getValue()::takes));
    });
    var grouped = GROUPED.matcher(target);
    List<String> labels = grouped.find() ? List.of(grouped.group(1).split(", *")) : List.of();
    boolean raw = !target.contains("(");
    return whole
        && wanted.matchers().entrySet().stream()
            .allMatch(each -> raw
                || labels.contains(each.getKey())
                || each.getValue().equals(shown.matchers().get(each.getKey())));
  }

  private static Stream<Selector> selectors(String expression) {
    return SELECTOR.matcher(expression).results().map(Shown::selector);
  }

  private static Selector selector(MatchResult found) {
    var matchers = new LinkedHashMap<String, Matcher>();
    if (found.group(2) != null) {
      MATCHER
          .matcher(found.group(2))
          .results()
          .filter(each -> !each.group(1).equals("instance"))
          .forEach(each -> matchers.put(each.group(1), new Matcher(each.group(2), each.group(3))));
    }
    return new Selector(found.group(1), matchers);
  }

  /** At what stands in no parentheses. */
  private static List<String> split(String expression, List<String> at) {
    var parts = new ArrayList<String>();
    int depth = 0;
    int begun = 0;
    for (int i = 0; i < expression.length(); i++) {
      char next = expression.charAt(i);
      depth += next == '(' ? 1 : next == ')' ? -1 : 0;
      int here = i;
      String found = at.stream()
          .filter(word -> expression.startsWith(word, here))
          .findFirst()
          .orElse("");
      if (depth == 0 && !found.isEmpty()) {
        parts.add(expression.substring(begun, i).trim());
        begun = i + found.length();
      }
    }
    parts.add(expression.substring(begun).trim());
    return parts;
  }
}
