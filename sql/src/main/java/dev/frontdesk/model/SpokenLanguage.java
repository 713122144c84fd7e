package dev.frontdesk.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a profile version speaks one language.
 *
 * @param greeting first sentence, spoken as it stands; blank: the model greets in its own words
 * @param closedGreeting the first sentence outside opening hours; blank: as {@code greeting}
 * @param holidayGreeting the first sentence while a holiday closes the business; blank: as {@code closedGreeting}
 * @param disclosure says that an AI answers; blank: the standard sentence of that language
 * @param voice null: as in the other languages
 */
public record SpokenLanguage(
    String greeting,
    String closedGreeting,
    String holidayGreeting,
    String disclosure,
    @Nullable String voice) {
  public SpokenLanguage {
    // An older node sends none, and older versions have none.
    holidayGreeting = Objects.requireNonNullElse(holidayGreeting, "");
  }

  /** On holidays as whenever it is closed. */
  public SpokenLanguage(
      String greeting, String closedGreeting, String disclosure, @Nullable String voice) {
    this(greeting, closedGreeting, "", disclosure, voice);
  }
}
