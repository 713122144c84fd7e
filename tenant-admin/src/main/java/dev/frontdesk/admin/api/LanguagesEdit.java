package dev.frontdesk.admin.api;

import dev.frontdesk.model.ProfileLanguages;
import dev.frontdesk.model.SpokenLanguage;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The languages of a profile as they are sent; what is absent gets its default. */
record LanguagesEdit(
    @Nullable Boolean mirror,
    @Nullable Map<String, Spoken> spoken,
    @Nullable Map<String, String> byPrefix) {
  LanguagesEdit {
    // Checked here already, where what is wrong is the sender's fault.
    var unused = languages(mirror, spoken, byPrefix);
  }

  /** One of them. */
  record Spoken(
      @Nullable String greeting,
      @Nullable String closedGreeting,
      @Nullable String holidayGreeting,
      @Nullable String disclosure,
      @Nullable String voice) {
    private SpokenLanguage language() {
      return new SpokenLanguage(
          orBlank(greeting),
          orBlank(closedGreeting),
          orBlank(holidayGreeting),
          orBlank(disclosure),
          voice);
    }

    private static String orBlank(@Nullable String text) {
      return text == null ? "" : text;
    }
  }

  static ProfileLanguages of(@Nullable LanguagesEdit sent) {
    return sent == null
        ? ProfileLanguages.DEFAULTS
        : languages(sent.mirror, sent.spoken, sent.byPrefix);
  }

  /** With nothing left out, as it is read. */
  static LanguagesEdit shown(ProfileLanguages languages) {
    Map<String, Spoken> spoken = new TreeMap<>();
    languages
        .spoken()
        .forEach((tag, each) -> spoken.put(
            tag,
            new Spoken(
                each.greeting(),
                each.closedGreeting(),
                each.holidayGreeting(),
                each.disclosure(),
                each.voice())));
    return new LanguagesEdit(languages.mirror(), spoken, languages.byPrefix());
  }

  private static ProfileLanguages languages(
      @Nullable Boolean mirror,
      @Nullable Map<String, Spoken> spoken,
      @Nullable Map<String, String> byPrefix) {
    Map<String, SpokenLanguage> languages = new TreeMap<>();
    if (spoken != null) {
      spoken.forEach((tag, each) -> languages.put(tag, each.language()));
    }
    return new ProfileLanguages(
        mirror == null || mirror, languages, byPrefix == null ? Map.of() : byPrefix);
  }
}
