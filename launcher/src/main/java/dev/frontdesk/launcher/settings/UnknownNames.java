package dev.frontdesk.launcher.settings;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds names that are no settings, which are most often settings misspelt. */
final class UnknownNames {
  private static final String OURS = "FRONTDESK_";
  private static final int MOST_TYPOS = 4;

  /** Kubernetes tells every container of every service; one named "frontdesk…" looks like ours. */
  private static final Pattern SERVICE_LINK =
      Pattern.compile("FRONTDESK(_[A-Z0-9]+)*_(SERVICE_HOST|SERVICE_PORT(_.+)?|PORT(_[0-9]+_.+)?)");

  private UnknownNames() {}

  /** Of the environment only what begins like ours is judged. */
  static List<String> inEnvironment(Collection<String> names) {
    return names.stream()
        .filter(name -> name.startsWith(OURS) && !SERVICE_LINK.matcher(name).matches())
        .filter(name -> Setting.named(name).isEmpty())
        .sorted()
        .map(name -> name + " is not a setting" + suggestion(name))
        .toList();
  }

  /** Every name in the file is judged. */
  static List<String> inFile(Collection<String> names, String file) {
    return names.stream()
        .filter(name ->
            Setting.named(name).filter(known -> !known.environmentOnly()).isEmpty())
        .sorted()
        .map(name -> "%s is not a setting of %s%s".formatted(name, file, suggestion(name)))
        .toList();
  }

  private static String suggestion(String name) {
    Optional<String> nearest = Arrays.stream(Setting.values())
        .map(Setting::key)
        .min(Comparator.comparingInt(key -> distance(name, key)))
        .filter(key -> distance(name, key) <= MOST_TYPOS);
    return nearest.map(key -> "; did you mean " + key + "?").orElse("");
  }

  /** Letters to add, drop or change to come from one to the other (Levenshtein). */
  private static int distance(String one, String other) {
    int[] above = new int[other.length() + 1];
    Arrays.setAll(above, i -> i);
    for (int i = 1; i <= one.length(); i++) {
      int[] row = new int[other.length() + 1];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int changed = above[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(changed, Math.min(above[j], row[j - 1]) + 1);
      }
      above = row;
    }
    return above[other.length()];
  }
}
