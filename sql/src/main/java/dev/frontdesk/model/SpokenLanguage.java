package dev.frontdesk.model;

import org.jspecify.annotations.Nullable;

/**
 * How a profile version speaks one language.
 *
 * @param greeting first sentence, spoken as it stands; blank: the model greets in its own words
 * @param closedGreeting the first sentence outside opening hours; blank: as {@code greeting}
 * @param disclosure says that an AI answers; blank: the standard sentence of that language
 * @param voice null: as in the other languages
 */
public record SpokenLanguage(
    String greeting,
    String closedGreeting,
    String disclosure,
    @Nullable String voice) {}
