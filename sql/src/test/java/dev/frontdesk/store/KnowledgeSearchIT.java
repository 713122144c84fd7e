package dev.frontdesk.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.model.KnowledgeArticle;
import dev.frontdesk.model.ProfileVersionId;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.model.VoiceSettings;
import io.vertx.core.Vertx;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Finding what a version knows: the best passage first, in one's own version only. */
@ExtendWith(PostgresExtension.class)
class KnowledgeSearchIT {
  private static final KnowledgeArticle HOURS =
      new KnowledgeArticle("Opening hours", "We are open from nine to five. Parking is free then.");
  private static final KnowledgeArticle PARKING =
      new KnowledgeArticle("Parking", "There are six places behind the house, from Mill Street.");
  private static final KnowledgeArticle PRICES =
      new KnowledgeArticle("Prices", "A haircut is 20 euros, for students 15.");

  private final Vertx vertx;
  private final Database database;
  private final TestDatabase plain;
  private final House mine;
  private final House theirs;

  KnowledgeSearchIT(Vertx vertx, Database database, TestDatabase plain) {
    this.vertx = vertx;
    this.database = database;
    this.plain = plain;
    this.mine = House.create(database);
    this.theirs = House.create(database);
  }

  @Test
  void aWordOfTheTitleCountsMoreThanOneOfTheText() {
    var version = published(mine, "en", HOURS, PARKING, PRICES);

    assertEquals(
        List.of("Parking", "Opening hours"),
        titles(mine, version, "Where can I park, is there parking?"));
  }

  @Test
  void rareWordsCountMoreThanThoseThatAreEverywhere() {
    var version = published(
        mine,
        "sk",
        new KnowledgeArticle("A", "Je to u nás a je to tu, kde je to vždy."),
        new KnowledgeArticle("B", "Je to kde bolo, farbenie trvá hodinu."),
        new KnowledgeArticle("C", "Je to kde bolo."));

    assertEquals("B", titles(mine, version, "kde je to farbenie").get(0));
  }

  @Test
  void wordsAreFoundInOtherFormsOfTheLanguage() {
    var version = published(mine, "en", HOURS, PARKING, PRICES);
    assertEquals(List.of("Prices"), titles(mine, version, "haircuts price"));

    var german = published(
        mine, "de", new KnowledgeArticle("Öffnungszeiten", "Wir haben täglich geöffnet."), PRICES);
    assertEquals(List.of("Öffnungszeiten"), titles(mine, german, "offnungszeit"));
    assertEquals(List.of("Öffnungszeiten"), titles(mine, german, "TÄGLICHE Zeiten"));
  }

  @Test
  void slavicCallersFindWhatIsSpelledWithDiacriticsAndOtherEndings() {
    var version = published(
        mine,
        "sk",
        new KnowledgeArticle("Otváracie hodiny", "Otvorené máme od deviatej."),
        new KnowledgeArticle("Parkovanie", "Za domom, vjazd z Mlynskej ulice."),
        new KnowledgeArticle("Cenník", "Strih stojí 20 €."));

    assertEquals(List.of("Otváracie hodiny"), titles(mine, version, "v akych otvaracich hodinach"));
    assertEquals(List.of("Parkovanie"), titles(mine, version, "Kde môžem PARKOVAŤ?"));
    assertEquals(List.of("Parkovanie"), titles(mine, version, "mlýnská ulica"));
    assertEquals(List.of("Cenník"), titles(mine, version, "aké máte ceny strihu"));
  }

  @Test
  void aLongArticleIsToldInThePieceThatAnswers() {
    String filler = "Lorem ipsum dolor sit amet, consectetur. ".repeat(200);
    var version = published(
        mine,
        "en",
        new KnowledgeArticle(
            "House", filler + "\n\nThe wheelchair ramp is at the back.\n\n" + filler));

    List<KnowledgeArticle> found = search(database, mine.tenant(), version, "wheelchair");
    assertEquals(1, found.size());
    assertTrue(found.get(0).body().contains("The wheelchair ramp is at the back."));
    for (KnowledgeArticle each : search(database, mine.tenant(), version, "house")) {
      assertTrue(each.body().length() <= 1_000, each.body());
    }
    String whole = String.join(
        "",
        plain.strings("SELECT body FROM knowledge_passage WHERE profile_id = '" + version
            + "' ORDER BY part"));
    assertEquals(
        (filler + filler).replaceAll("\\s", ""),
        whole.replace("The wheelchair ramp is at the back.", "").replaceAll("\\s", ""));
  }

  @Test
  void aVersionKeepsItsKnowledgeAndADraftHasNone() {
    var first = published(mine, "en", PARKING);
    var second = published(mine, "en", new KnowledgeArticle("Parking", "No parking any more."));
    var draft = saved(mine, "en", PRICES);

    assertEquals(
        PARKING.body(), search(database, mine.tenant(), first, "parking").get(0).body());
    assertEquals(
        "No parking any more.",
        search(database, mine.tenant(), second, "parking").get(0).body());
    assertEquals(List.of(), titles(mine, draft, "prices"));
  }

  @Test
  void whatIsNoWordFindsNothingAndBreaksNothing() {
    for (String language : List.of("en", "sk")) {
      var version = published(mine, language, HOURS);
      for (String odd : List.of(
          "",
          " ",
          "!!!",
          "'",
          "\\",
          "o'\\neill",
          ":*",
          "a & | !",
          "\u0000",
          "é".repeat(900),
          "the")) {
        assertEquals(List.of(), titles(mine, version, odd), odd);
      }
    }
  }

  @Test
  void anotherTenantsKnowledgeIsNeverFound() throws SQLException {
    var own = published(mine, "en", HOURS);
    var foreign = published(theirs, "en", new KnowledgeArticle("Opening hours", "pomegranate"));
    Database rlsAlone =
        Database.unchecked(vertx, plain.running(), ConnectOptions.RUNTIME_ROLE, false);
    Database conditionsAlone =
        Database.unchecked(vertx, plain.migrating(), plain.migrating().user(), true);
    Database neither =
        Database.unchecked(vertx, plain.migrating(), plain.migrating().user(), false);

    // Behind neither wall the function itself still knows its tenant.
    for (Database one : List.of(database, rlsAlone, conditionsAlone, neither)) {
      assertEquals(List.of(HOURS), search(one, mine.tenant(), own, "opening hours pomegranate"));
      assertEquals(List.of(), search(one, mine.tenant(), foreign, "opening hours pomegranate"));
      assertEquals(1, search(one, theirs.tenant(), foreign, "opening hours").size());
    }
    for (Database one : List.of(rlsAlone, conditionsAlone, neither)) {
      Wait.on(one.close());
    }
    assertEquals("", planned("", own));
  }

  /** The plan inside the function, as the server reports it for the program's own role. */
  @Test
  void onlyThePassagesOfTheVersionAreRead() throws SQLException {
    var version = published(mine, "en", HOURS, PARKING, PRICES);
    for (int i = 0; i < 20; i++) {
      published(theirs, "en", many(20));
    }
    plain.sql("VACUUM ANALYZE knowledge_passage");

    String plan = planned(mine.tenant().toString(), version);

    assertTrue(plan.contains("knowledge_passage_version"), plan);
    assertTrue(plan.contains("profile_id = '" + version + "'"), plan);
    assertTrue(!plan.contains("Seq Scan on knowledge_passage"), plan);
  }

  @Test
  void aVersionFullOfTheLongestArticlesIsPublishedAndSearchedInTime() {
    var version = published(mine, "en", many(200));
    long began = System.nanoTime();

    assertEquals(
        4,
        titles(mine, version, "Is article number 7 the one on parking in the evening?")
            .size());

    long millis = (System.nanoTime() - began) / 1_000_000;
    assertTrue(millis < 1_500, "four million characters took " + millis + " ms");
  }

  private static KnowledgeArticle[] many(int articles) {
    var made = new ArrayList<KnowledgeArticle>();
    for (int i = 0; i < articles; i++) {
      made.add(new KnowledgeArticle(
          "Article " + i,
          ("On the parking of number " + i + " in the evening. ").repeat(20_000 / 45)));
    }
    return made.toArray(KnowledgeArticle[]::new);
  }

  private ProfileVersionId saved(House house, String language, KnowledgeArticle... articles) {
    var voice = new VoiceSettings(null, null, null, null, null, null, language, null, null);
    var draft = new ProfileStore.Draft("p", "", "", voice, Set.<String>of(), List.of(articles));
    return Wait.on(database.inTenant(house.tenant(), stores -> stores.profiles().saveDraft(draft)));
  }

  private ProfileVersionId published(House house, String language, KnowledgeArticle... articles) {
    var version = saved(house, language, articles);
    Wait.on(database.inTenant(house.tenant(), stores -> stores.profiles().publish(version)));
    return version;
  }

  private List<String> titles(House house, ProfileVersionId version, String question) {
    return search(database, house.tenant(), version, question).stream()
        .map(KnowledgeArticle::title)
        .toList();
  }

  private static List<KnowledgeArticle> search(
      Database one, TenantId tenant, ProfileVersionId version, String question) {
    return Wait.on(one.inTenant(tenant, stores -> stores.knowledge().search(version, question, 4)));
  }

  /** Blank if nothing was found. */
  private String planned(String tenant, ProfileVersionId version) throws SQLException {
    try (var connection = plain.superuser();
        var statement = connection.createStatement()) {
      statement.execute("LOAD 'auto_explain'");
      statement.execute("SET auto_explain.log_min_duration = 0");
      statement.execute("SET auto_explain.log_nested_statements = on");
      statement.execute("SET client_min_messages = log");
      statement.execute("SELECT set_config('frontdesk.tenant', '%s', false)".formatted(tenant));
      statement.execute("SET ROLE frontdesk_runtime");
      statement.clearWarnings();
      try (var rows = statement.executeQuery(
          "SELECT * FROM door.knowledge_search('%s', 'parking', 4)".formatted(version))) {
        if (!rows.next()) {
          return "";
        }
      }
      var plans = new StringBuilder();
      for (SQLWarning each = statement.getWarnings(); each != null; each = each.getNextWarning()) {
        plans.append(each.getMessage()).append('\n');
      }
      return plans.toString();
    }
  }
}
