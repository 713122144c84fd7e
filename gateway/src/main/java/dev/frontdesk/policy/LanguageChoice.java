package dev.frontdesk.policy;

import dev.frontdesk.model.Caller;
import dev.frontdesk.model.Contact;
import dev.frontdesk.model.OpeningHours.State;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.Profile;
import dev.frontdesk.model.ProfileLanguages;
import dev.frontdesk.model.Reason;
import dev.frontdesk.model.SpokenLanguage;
import dev.frontdesk.model.TenantSettings;
import dev.frontdesk.model.VoiceSettings;
import org.jspecify.annotations.Nullable;

/**
 * In which language a call begins: that of the caller's country if the profile names it, else the contact's, else the dialled number's,
 * else the tenant's.
 *
 * @param language BCP 47 tag
 * @param reason null: nothing was known but the tenant's own language
 * @param spoken how the profile speaks it; null: as its own
 * @param mirrors whether the receptionist changes to the language that the caller speaks
 */
public record LanguageChoice(
    String language, @Nullable Reason reason, @Nullable SpokenLanguage spoken, boolean mirrors) {

  public static LanguageChoice of(
      TenantSettings tenant,
      Caller caller,
      @Nullable Contact contact,
      @Nullable PhoneNumber dialled) {
    ProfileLanguages languages = languages(tenant);
    String prefix = prefix(languages, caller.number());
    String byPrefix = prefix == null ? null : languages.byPrefix().get(prefix);
    if (byPrefix != null) {
      return chosen(languages, byPrefix, Rule.LANGUAGE_BY_PREFIX.because(prefix + " " + byPrefix));
    }
    String contacts = contact == null ? null : contact.language();
    if (contacts != null) {
      return chosen(languages, contacts, Rule.LANGUAGE_OF_CONTACT.because(contacts));
    }
    String numbers = dialled == null ? null : tenant.numberLanguages().get(dialled);
    if (numbers != null) {
      return chosen(languages, numbers, Rule.LANGUAGE_OF_NUMBER.because(numbers));
    }
    return ofTenant(tenant);
  }

  /** Whoever calls. */
  public static LanguageChoice ofTenant(TenantSettings tenant) {
    return chosen(languages(tenant), tenant.locale(), null);
  }

  /** That of a call that goes on. */
  public static LanguageChoice in(TenantSettings tenant, String language) {
    return chosen(languages(tenant), language, null);
  }

  /** The first sentence; blank: the model greets in its own words. */
  String greeting(Profile profile) {
    return spoken == null ? profile.greeting() : spoken.greeting();
  }

  /** Whether the profile's own sentences, which are in the tenant's language, are said in this one. */
  public boolean translates(TenantSettings tenant) {
    return spoken == null
        && !Languages.primary(language).equals(Languages.primary(tenant.locale()));
  }

  /** The first sentence outside opening hours, also while a holiday is why. */
  String closedGreeting(Profile profile, State state) {
    String holiday = spoken == null ? profile.holidayGreeting() : spoken.holidayGreeting();
    if (state == State.HOLIDAY && !holiday.isBlank()) {
      return holiday;
    }
    String closed = spoken == null ? profile.closedGreeting() : spoken.closedGreeting();
    return closed.isBlank() ? greeting(profile) : closed;
  }

  /**
   * How the profile sounds and listens in it. The transcription is told the language where it is certain: when the receptionist keeps to
   * it, or when it is the one that the profile says most callers speak.
   */
  public VoiceSettings voice(VoiceSettings own) {
    String voice = spoken == null ? null : spoken.voice();
    String heard = Languages.primary(language);
    boolean certain = !mirrors || heard.equals(own.language());
    return new VoiceSettings(
        own.model(),
        voice == null ? own.voice() : voice,
        own.speed(),
        own.turnDetection(),
        own.noiseReduction(),
        own.transcriptionModel(),
        certain ? heard : null,
        own.reasoningEffort(),
        own.maxOutputTokens());
  }

  private static LanguageChoice chosen(
      ProfileLanguages languages, String language, @Nullable Reason reason) {
    return new LanguageChoice(
        language, reason, Languages.best(languages.spoken(), language), languages.mirror());
  }

  private static ProfileLanguages languages(TenantSettings tenant) {
    Profile profile = tenant.profile();
    return profile == null ? ProfileLanguages.DEFAULTS : profile.languages();
  }

  /** The longest that {@code number} begins with. */
  private static @Nullable String prefix(ProfileLanguages languages, @Nullable PhoneNumber number) {
    String longest = null;
    for (String prefix : languages.byPrefix().keySet()) {
      boolean fits = number != null && number.e164().startsWith(prefix);
      if (fits && (longest == null || prefix.length() > longest.length())) {
        longest = prefix;
      }
    }
    return longest;
  }
}
