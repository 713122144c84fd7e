package dev.frontdesk.policy;

import static dev.frontdesk.policy.Desk.NUMBER;
import static dev.frontdesk.policy.Desk.QUIET;
import static dev.frontdesk.policy.Desk.STRANGER;
import static dev.frontdesk.policy.Desk.TUESDAY_NIGHT;
import static dev.frontdesk.policy.Desk.TUESDAY_NOON;
import static dev.frontdesk.policy.Desk.contact;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.frontdesk.model.BlockList;
import dev.frontdesk.model.OpeningHours;
import dev.frontdesk.model.OpeningHours.Holiday;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.Profile;
import dev.frontdesk.model.ProfileLanguages;
import dev.frontdesk.model.SpokenLanguage;
import dev.frontdesk.model.VoiceSettings;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LanguageChoiceTest {
  private static final PhoneNumber DIALLED = new PhoneNumber("+15550100001");
  private static final SpokenLanguage HUNGARIAN =
      new SpokenLanguage("AI, jó napot.", "AI, zárva.", "Egy gép beszél.", "cedar");

  private final Desk desk = new Desk();

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void greets(String sentence, Consumer<LanguageChoiceTest> given, String expected) {
    speaks(true, Map.of(), Map.of());
    given.accept(this);
    LanguageChoice choice = choice();
    String reason = choice.reason() == null
        ? "none"
        : choice.reason().code() + ": " + choice.reason().detail();
    assertEquals(expected, choice.language() + " " + reason);
  }

  static Stream<Arguments> greets() {
    return Stream.of(
        row("a stranger in the tenant's language", t -> {}, "sk none"),
        row(
            "by the country of the caller",
            t -> t.speaks(true, Map.of(), Map.of("+421", "hu")),
            "hu language-by-prefix: +421 hu"),
        row(
            "by the longest beginning",
            t -> t.speaks(
                true, Map.of(), Map.of("+4", "de", "+4219", "hu", "+42190000", "cs", "+43", "fr")),
            "cs language-by-prefix: +42190000 cs"),
        row(
            "by none that does not fit",
            t -> t.speaks(true, Map.of(), Map.of("+43", "fr", "+4218", "hu")),
            "sk none"),
        row(
            "a contact in theirs",
            t -> t.desk.knows(contact(false, false)),
            "de language-of-contact: de"),
        row(
            "by the country before the contact",
            t -> {
              t.desk.knows(contact(false, false));
              t.speaks(true, Map.of(), Map.of("+421", "hu"));
            },
            "hu language-by-prefix: +421 hu"),
        row("by the dialled number", LanguageChoiceTest::dialsEnglish, "en language-of-number: en"),
        row(
            "a contact before the dialled number",
            t -> {
              t.dialsEnglish();
              t.desk.knows(contact(false, false));
            },
            "de language-of-contact: de"),
        row(
            "in the tenant's where another number was dialled",
            t -> {
              t.dialsEnglish();
              t.desk.visit = Visit.FIRST;
            },
            "sk none"));
  }

  @Test
  void thePolicySaysWhyAndGreetsInThatLanguage() {
    speaks(true, Map.of("hu", HUNGARIAN), Map.of("+421", "hu-HU"));
    assertEquals("AI, jó napot. [language-by-prefix, open]", decided(TUESDAY_NOON));
    assertEquals("AI, zárva. [language-by-prefix, closed, messages-only]", decided(TUESDAY_NIGHT));
  }

  @ParameterizedTest
  @CsvSource({"'AI, ünnep.', 'AI, ünnep.'", "'', 'AI, zárva.'"})
  void aHolidayHasItsGreetingInThatLanguage(String holiday, String greeting) {
    var hungarian = new SpokenLanguage("AI, jó napot.", "AI, zárva.", holiday, "", null);
    desk.hours = new OpeningHours(
        Desk.ZONE,
        desk.hours.week(),
        List.of(new Holiday(LocalDate.parse("2026-11-24"), "", List.of())));
    speaks(true, Map.of("hu", hungarian), Map.of("+421", "hu"));
    assertEquals(greeting + " [language-by-prefix, holiday, messages-only]", decided(TUESDAY_NOON));
  }

  @ParameterizedTest
  @CsvSource({
    // the call's, with sentences of its own -> whether the profile's, in Slovak, are said in it
    "hu,    false, true",
    "hu,    true,  false",
    "sk-SK, false, false"
  })
  void theProfilesSentencesAreSaidInALanguageThatHasNone(
      String language, boolean own, boolean translates) {
    speaks(true, own ? Map.of(language, HUNGARIAN) : Map.of(), Map.of("+421", language));
    assertEquals(translates, choice().translates(desk.tenant()));
  }

  @Test
  void whatALanguageDoesNotSayTheModelFindsWordsFor() {
    speaks(true, Map.of("hu", new SpokenLanguage("", "", "", null)), Map.of("+421", "hu"));
    assertEquals(" [language-by-prefix, open]", decided(TUESDAY_NOON));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // mirrors, profile's own, language of the call -> transcription
        "true,  -,  hu, -",
        "true,  hu, hu, hu",
        "true,  sk, hu, -",
        "false, -,  hu, hu",
        "false, sk, hu, hu",
        "false, -,  de-AT, de"
      })
  void theTranscriptionIsToldTheLanguageWhereItIsCertain(
      boolean mirrors, @Nullable String own, String language, @Nullable String expected) {
    speaks(mirrors, Map.of(), Map.of("+421", language));
    var voice = new VoiceSettings(null, null, null, null, null, null, own, null, null);
    assertEquals(expected, choice().voice(voice).language());
  }

  @Test
  void aLanguageHasItsOwnVoice() {
    speaks(true, Map.of("hu", HUNGARIAN), Map.of("+421", "hu"));
    var marin = new VoiceSettings(null, "marin", null, null, null, null, null, null, null);
    assertEquals("cedar", choice().voice(marin).voice());
    speaks(true, Map.of(), Map.of());
    assertEquals("marin", choice().voice(marin).voice());
  }

  @Test
  void theInstructionsMirrorOrKeepToOneLanguage() {
    speaks(true, Map.of(), Map.of("+421", "hu"));
    assertTrue(instructions().contains("change it when the caller does"), instructions());
    assertTrue(instructions().contains("Greet in the language hu."), instructions());
    speaks(false, Map.of(), Map.of("+421", "hu"));
    assertTrue(instructions().contains("- Speak hu only"), instructions());
  }

  @Test
  void theDisclosureIsOfTheLanguage() {
    speaks(true, Map.of("hu", HUNGARIAN), Map.of("+421", "hu"));
    assertTrue(instructions().contains("say: Egy gép beszél."), instructions());
  }

  private void dialsEnglish() {
    desk.numberLanguages = Map.of(DIALLED, "en");
    desk.visit = new Visit(DIALLED, BlockList.NONE, 0);
  }

  private void speaks(
      boolean mirror, Map<String, SpokenLanguage> spoken, Map<String, String> byPrefix) {
    Profile own = Desk.profile("Be kind.", List.of());
    desk.profile = new Profile(
        own.id(),
        own.version(),
        own.prompt(),
        own.greeting(),
        own.closedGreeting(),
        own.holidayGreeting(),
        own.voice(),
        own.tools(),
        own.knowledge(),
        own.httpTools(),
        new ProfileLanguages(mirror, spoken, byPrefix));
  }

  private LanguageChoice choice() {
    return LanguageChoice.of(
        desk.tenant(), STRANGER, desk.contacts.get(NUMBER), desk.visit.dialled());
  }

  private String decided(Instant now) {
    var answer = (Decision.Answer) desk.decides(STRANGER, QUIET, now);
    return answer.greeting()
        + answer.reasons().stream()
            .map(reason -> reason.code())
            .collect(Collectors.joining(", ", " [", "]"));
  }

  private String instructions() {
    return InstructionComposer.standard()
        .compose(
            desk.tenant(),
            Objects.requireNonNull(desk.profile),
            choice(),
            null,
            STRANGER,
            false,
            TUESDAY_NOON)
        .text();
  }

  private static Arguments row(
      String sentence, Consumer<LanguageChoiceTest> given, String expected) {
    return arguments(sentence, given, expected);
  }
}
