package dev.frontdesk.policy;

import static dev.frontdesk.policy.Desk.TUESDAY_NIGHT;
import static dev.frontdesk.policy.Desk.TUESDAY_NOON;
import static dev.frontdesk.policy.Desk.during;
import static dev.frontdesk.policy.Desk.target;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.model.TransferTarget;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetMatcherTest {
  private static final List<TransferTarget> TARGETS = List.of(
      target("sales", "Sales", "predaj"),
      target("export-sales", "Export sales"),
      target("jana", "Jana Nováková", "accounting", "účtovníčka"),
      target("jana-k", "Jana Kováčová"),
      target("peter", "Peter Müller", "the boss"),
      during(
          Desk.weekdays(Desk.span("09:00", "17:00")),
          target("support", "Technical support", "helpdesk")),
      target("hotline", "Night hotline", "helpdesk"),
      Desk.fallback("reception", null));

  @ParameterizedTest
  @CsvSource({
    "sales,                                found sales",
    "SALES,                                found sales",
    "the sales department please,          found sales",
    "Sales!,                               found sales",
    "could you put me through to sales,    found sales",
    "predaj prosím,                        found sales",
    "export sales,                         found export-sales",
    "the Export-Sales team,                found export-sales",
    "expotr sales,                         found export-sales",
    "sales or accounting,                  ambiguous sales jana",
    "export sales or accounting,           ambiguous export-sales jana",
    "uctovnicka,                           found jana",
    "acounting,                            found jana",
    "Jana Novakova,                        found jana",
    "jana,                                 found jana",
    "Jana please,                          ambiguous jana jana-k",
    "Novakova,                             found jana",
    "mr. muller,                           found peter",
    "Peter,                                found peter",
    "Petra,                                unknown",
    "boss,                                 found peter",
    "technical suport,                     found support",
    "help desk,                            ambiguous support hotline",
    "helpdesk,                             ambiguous support hotline",
    "nightmare,                            unknown",
    "the,                                  unknown",
    "'',                                   unknown",
    "'!?',                                 unknown",
  })
  void understandsWhatCallersSay(String spoken, String expected) {
    assertEquals(expected, inWords(TargetMatcher.match(TARGETS, spoken, TUESDAY_NOON)));
  }

  @ParameterizedTest
  @CsvSource({"technical support, closed support", "helpdesk, found hotline", "sales, found sales"})
  void offersOnlyWhoTakesCalls(String spoken, String expected) {
    assertEquals(expected, inWords(TargetMatcher.match(TARGETS, spoken, TUESDAY_NIGHT)));
  }

  @Test
  void namesTheFallbacksOfWhoWasFound() {
    var found = (Match.Found) TargetMatcher.match(TARGETS, "sales", TUESDAY_NOON);
    assertEquals(
        List.of("reception"),
        found.fallbacks().stream().map(TransferTarget::key).toList());
    var fallback = (Match.Found) TargetMatcher.match(TARGETS, "reception", TUESDAY_NOON);
    assertEquals(List.of(), fallback.fallbacks());
  }

  @Test
  void namesThoseFirstWhomTheFoundOneWantsTriedAfterIt() {
    var targets = List.of(
        Desk.then(Desk.target("jana", "Jana"), "nobody", "night", "petr", "jana", "reception"),
        Desk.target("petr", "Petr"),
        Desk.during(Desk.weekdays(), Desk.target("night", "Night")),
        Desk.fallback("duty", null),
        Desk.fallback("reception", null));
    var found = (Match.Found) TargetMatcher.match(targets, "Jana", TUESDAY_NOON);
    assertEquals(
        List.of("jana", "petr", "reception", "duty"),
        found.order().stream().map(TransferTarget::key).toList());
  }

  @Test
  void listsOpenTargetsWhenNobodyIsMeant() {
    var unknown = (Match.Unknown) TargetMatcher.match(TARGETS, "nobody at all", TUESDAY_NIGHT);
    assertEquals(TARGETS.size() - 1, unknown.open().size());
  }

  @Property
  void neverOffersAClosedTargetWhateverIsSaid(@ForAll String spoken) {
    String outcome = inWords(TargetMatcher.match(TARGETS, spoken, TUESDAY_NIGHT));
    assertTrue(
        !outcome.startsWith("found support") && !outcome.matches("ambiguous.* support.*"), outcome);
  }

  @Property
  void findsAnyoneByNameHoweverItIsWritten(
      @ForAll @IntRange(min = 0, max = 7) int which, @ForAll Random random) {
    TransferTarget target = TARGETS.get(which);
    var written = new StringBuilder(random.nextBoolean() ? "Please, " : "");
    target.name().codePoints().forEach(c -> {
      String letter = Character.toString(c);
      written.append(random.nextBoolean() ? letter.toUpperCase(java.util.Locale.ROOT) : letter);
    });
    assertEquals(
        "found " + target.key(),
        inWords(TargetMatcher.match(TARGETS, written + "?", TUESDAY_NOON)));
  }

  private static String inWords(Match match) {
    return match.to(new Match.Listener<>() {
      @Override
      public String found(Match.Found m) {
        return "found " + m.target().key();
      }

      @Override
      public String closed(Match.Closed m) {
        return "closed " + m.target().key();
      }

      @Override
      public String ambiguous(Match.Ambiguous m) {
        return "ambiguous "
            + String.join(" ", m.open().stream().map(TransferTarget::key).toList());
      }

      @Override
      public String unknown(Match.Unknown m) {
        return "unknown";
      }
    });
  }
}
