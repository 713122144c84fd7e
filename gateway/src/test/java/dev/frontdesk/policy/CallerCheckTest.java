package dev.frontdesk.policy;

import static dev.frontdesk.policy.Desk.NUMBER;
import static dev.frontdesk.policy.Desk.QUIET;
import static dev.frontdesk.policy.Desk.STRANGER;
import static dev.frontdesk.policy.Desk.TUESDAY_NOON;
import static dev.frontdesk.policy.Desk.contact;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.frontdesk.model.Attestation;
import dev.frontdesk.model.BlockList;
import dev.frontdesk.model.Caller;
import dev.frontdesk.model.Reason;
import dev.frontdesk.model.Screening;
import dev.frontdesk.model.Screening.OnAnonymous;
import dev.frontdesk.model.Screening.OnDoubt;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallerCheckTest {
  private static final Caller WITHHELD = new Caller(null, "", Attestation.NONE);

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void judges(String sentence, Consumer<Desk> given, Caller caller, String expected) {
    var desk = new Desk();
    given.accept(desk);

    Decision decision = desk.decides(caller, QUIET, TUESDAY_NOON);

    List<String> codes = decision.reasons().stream().map(Reason::code).toList();
    String verb = decision instanceof Decision.Reject ? "reject" : "answer";
    assertEquals(expected, verb + " " + codes);
  }

  static Stream<Arguments> judges() {
    return Stream.of(
        row("a number on the list", blocks("+421900000001"), STRANGER, "reject [caller-blocked]"),
        row("a number like those", blocks("+4219*"), STRANGER, "reject [caller-blocked]"),
        row("a whole country", blocks("+4*"), STRANGER, "reject [caller-blocked]"),
        row("a longer number", blocks("+42190000000"), STRANGER, "answer [open]"),
        row("other beginnings", blocks("+4218*", "+422*"), STRANGER, "answer [open]"),
        row("no number at all", blocks("+4*"), WITHHELD, "answer [open]"),
        row(
            "a contact among many blocked",
            blocks("+4219*").andThen(d -> d.knows(contact(false, false))),
            STRANGER,
            "answer [caller-known, language-of-contact, open]"),
        row(
            "a contact blocked by number",
            blocks("+421900000001").andThen(d -> d.knows(contact(true, false))),
            STRANGER,
            "reject [caller-blocked]"),
        row(
            "a number on the agency's list",
            d -> d.visit = new Visit(null, new BlockList(Set.of("+421900000001")), 0),
            STRANGER,
            "reject [caller-blocked]"),
        row(
            "a contact among many blocked by the agency",
            d -> {
              d.visit = new Visit(null, new BlockList(Set.of("+421*")), 0);
              d.knows(contact(false, false));
            },
            STRANGER,
            "answer [caller-known, language-of-contact, open]"),
        row("a forged number", d -> {}, shown(Attestation.FAILED), "reject [attestation-failed]"),
        row(
            "a forged number that is flagged",
            screening(OnAnonymous.ANSWER, OnDoubt.FLAG, OnDoubt.IGNORE, null),
            shown(Attestation.FAILED),
            "answer [caller-flagged, open]"),
        row(
            "a forged number that is ignored",
            screening(OnAnonymous.ANSWER, OnDoubt.IGNORE, OnDoubt.REJECT, null),
            shown(Attestation.FAILED),
            "answer [open]"),
        row("a number without verdict", d -> {}, STRANGER, "answer [open]"),
        row(
            "a number nobody vouches for",
            unverified(OnDoubt.REJECT),
            STRANGER,
            "reject [attestation-missing]"),
        row(
            "attestation C",
            unverified(OnDoubt.REJECT),
            shown(Attestation.GATEWAY),
            "reject [attestation-missing]"),
        row(
            "attestation C, flagged",
            unverified(OnDoubt.FLAG),
            shown(Attestation.GATEWAY),
            "answer [caller-flagged, open]"),
        row(
            "attestation B",
            unverified(OnDoubt.REJECT),
            shown(Attestation.PARTIAL),
            "answer [open]"),
        row("attestation A", unverified(OnDoubt.REJECT), shown(Attestation.FULL), "answer [open]"),
        row(
            "a withheld number proves nothing",
            unverified(OnDoubt.REJECT),
            WITHHELD,
            "answer [open]"),
        row(
            "a withheld number",
            screening(OnAnonymous.REJECT, OnDoubt.REJECT, OnDoubt.IGNORE, null),
            WITHHELD,
            "reject [caller-anonymous]"),
        row(
            "a withheld number that is asked for",
            screening(OnAnonymous.ASK_NUMBER, OnDoubt.REJECT, OnDoubt.IGNORE, null),
            WITHHELD,
            "answer [number-asked, open]"),
        row("the third call of three", often(3, 2), STRANGER, "answer [open]"),
        row("the fourth call of three", often(3, 3), STRANGER, "reject [caller-too-often]"),
        row(
            "the fourth call of a contact",
            often(3, 3).andThen(d -> d.knows(contact(false, false))),
            STRANGER,
            "answer [caller-known, language-of-contact, open]"),
        row(
            "a hundred calls without a limit",
            d -> d.visit = new Visit(null, BlockList.NONE, 100),
            STRANGER,
            "answer [open]"),
        row(
            "blocked comes before forged",
            blocks("+4219*"),
            shown(Attestation.FAILED),
            "reject [caller-blocked]"));
  }

  @Test
  void theReceptionistKnowsWhatIsFlagged() {
    var desk = new Desk();
    desk.screening = new Screening(OnAnonymous.ASK_NUMBER, OnDoubt.FLAG, OnDoubt.FLAG, null);

    assertTrue(block(desk, STRANGER).contains("may not be the caller's"));
    assertTrue(block(desk, WITHHELD).contains("number is withheld"));
    String vouched = block(desk, shown(Attestation.FULL));
    assertFalse(vouched.contains("may not be") || vouched.contains("is withheld"), vouched);
  }

  @Test
  void theLongestBeginningIsNamed() {
    var blocks = new BlockList(Set.of("+4*", "+4219*", "+43*"));
    assertEquals("+4219*", blocks.blocking(NUMBER).orElse("none"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "*", "+*", "+0*", "421*", "+421*9", "+421**", "+4219000000011111", "+421 9"})
  void whatIsNoRuleIsRefused(String rule) {
    assertThrows(IllegalArgumentException.class, () -> new BlockList(Set.of(rule)));
  }

  private static String block(Desk desk, Caller caller) {
    return CallerBlock.of(desk.tenant(), LanguageChoice.ofTenant(desk.tenant()), null, caller);
  }

  private static Consumer<Desk> blocks(String... rules) {
    return desk -> desk.blocks = new BlockList(Set.of(rules));
  }

  private static Consumer<Desk> unverified(OnDoubt wanted) {
    return screening(OnAnonymous.ANSWER, OnDoubt.REJECT, wanted, null);
  }

  private static Consumer<Desk> often(int most, int calls) {
    return screening(OnAnonymous.ANSWER, OnDoubt.REJECT, OnDoubt.IGNORE, most)
        .andThen(desk -> desk.visit = new Visit(null, BlockList.NONE, calls));
  }

  private static Consumer<Desk> screening(
      OnAnonymous anonymous, OnDoubt forged, OnDoubt unverified, @Nullable Integer callsPerHour) {
    return desk -> desk.screening = new Screening(anonymous, forged, unverified, callsPerHour);
  }

  private static Caller shown(Attestation attestation) {
    return new Caller(NUMBER, "", attestation);
  }

  private static Arguments row(
      String sentence, Consumer<Desk> given, Caller caller, String expected) {
    return arguments(sentence, given, caller, expected);
  }
}
