package dev.frontdesk.model;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The languages of a profile version beside its own.
 *
 * @param mirror whether the receptionist changes to the language that the caller speaks
 * @param spoken by BCP 47 tag; {@code de} also serves {@code de-AT}
 * @param byPrefix the language of callers by the beginning of their number, such as {@code +43}; the longest counts
 */
public record ProfileLanguages(
    boolean mirror, Map<String, SpokenLanguage> spoken, Map<String, String> byPrefix) {
  private static final Pattern PREFIX = Pattern.compile("\\+[1-9][0-9]{0,9}");

  public static final ProfileLanguages DEFAULTS = new ProfileLanguages(true, Map.of(), Map.of());

  public ProfileLanguages {
    spoken = Collections.unmodifiableMap(new TreeMap<>(spoken));
    byPrefix = Collections.unmodifiableMap(new TreeMap<>(byPrefix));
    for (String prefix : byPrefix.keySet()) {
      if (!PREFIX.matcher(prefix).matches()) {
        throw new IllegalArgumentException(
            "not the beginning of E.164 numbers: " + Printable.brief(prefix));
      }
    }
  }
}
