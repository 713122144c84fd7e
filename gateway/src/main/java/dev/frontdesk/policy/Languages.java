package dev.frontdesk.policy;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** BCP 47 tags as far as a receptionist needs them: {@code de-AT} is {@code de} too. */
final class Languages {
  private Languages() {}

  /** What stands under {@code tag}, else under its language alone, else under another form of that language. */
  static <T> @Nullable T best(Map<String, T> byTag, String tag) {
    T found = null;
    for (Map.Entry<String, T> each : byTag.entrySet()) {
      if (each.getKey().equalsIgnoreCase(tag)) {
        return each.getValue();
      }
      boolean better = found == null || each.getKey().equalsIgnoreCase(primary(tag));
      if (better && primary(each.getKey()).equals(primary(tag))) {
        found = each.getValue();
      }
    }
    return found;
  }

  /** The language without script and region, lower case: ISO 639. */
  static String primary(String tag) {
    int end = tag.indexOf('-');
    return (end < 0 ? tag : tag.substring(0, end)).toLowerCase(Locale.ROOT);
  }
}
