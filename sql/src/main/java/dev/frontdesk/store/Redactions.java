package dev.frontdesk.store;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.frontdesk.model.Redaction;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;

/** What is to be redacted, as it stands in a column. */
final class Redactions {
  private Redactions() {}

  static String word(Redaction redaction) {
    return redaction.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Set<Redaction> of(Collection<String> words) {
    return words.stream()
        .map(word -> Redaction.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_')))
        .collect(toUnmodifiableSet());
  }
}
