package dev.frontdesk.store;

import static dev.frontdesk.store.House.fact;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.model.CallId;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.store.UtteranceStore.Found;
import io.vertx.core.Vertx;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Finding what was said, in one's own calls only. */
@ExtendWith(PostgresExtension.class)
class SearchIT {
  private final Vertx vertx;
  private final Database database;
  private final TestDatabase plain;
  private final House mine;
  private final House theirs;

  SearchIT(Vertx vertx, Database database, TestDatabase plain) {
    this.vertx = vertx;
    this.database = database;
    this.plain = plain;
    this.mine = House.create(database);
    this.theirs = House.create(database);
  }

  private CallId said(House house, String... texts) {
    CallId call = house.open(database);
    for (int i = 0; i < texts.length; i++) {
      String json =
          "{\"item\":\"i%d\",\"place\":%d,\"side\":\"caller\",\"text\":%s,\"state\":\"complete\"}"
              .formatted(i, i, Json.write(texts[i]));
      Wait.on(database.journal().append(List.of(fact(call, 2 + i, "utterance", json))));
    }
    return call;
  }

  private List<String> found(Database one, TenantId tenant, String words) {
    return search(one, tenant, words, 100, null).stream().map(Found::snippet).toList();
  }

  private static List<Found> search(
      Database one,
      TenantId tenant,
      String words,
      int limit,
      UtteranceStore.@Nullable Cursor after) {
    return Wait.on(one.inTenant(tenant, stores -> stores.utterances().search(words, limit, after)));
  }

  @Test
  void wordsAreFoundAsPeopleTypeThem() {
    said(
        mine,
        "Do you have a table for two tonight?",
        "My table has two broken legs.",
        "Máte voľný stôl?");

    assertEquals(2, found(database, mine.tenant(), "table TWO").size());
    assertEquals(
        List.of("Do you have a ⟦table⟧ ⟦for⟧ ⟦two⟧ tonight?"),
        found(database, mine.tenant(), "\"table for two\""));
    assertEquals(
        List.of("My ⟦table⟧ has two broken legs."),
        found(database, mine.tenant(), "table -tonight"));
    assertEquals(List.of("Máte voľný ⟦stôl⟧?"), found(database, mine.tenant(), "stôl or chair"));
    assertEquals(List.of(), found(database, mine.tenant(), "chair"));
  }

  @Test
  void whatIsNoWordFindsNothingAndBreaksNothing() {
    said(mine, "hello");

    for (String odd : List.of("", "  ", "!!!", "'", "\\", ":*", "a & | !", "\"", "\u0000")) {
      assertEquals(List.of(), found(database, mine.tenant(), odd), odd);
    }
  }

  @Test
  void pagesGoFromTheNewestToTheOldestWithoutGapOrRepeat() {
    for (int i = 0; i < 3; i++) {
      said(mine, "parking one", "parking two", "parking three");
    }

    List<Found> all = new ArrayList<>();
    UtteranceStore.Cursor after = null;
    for (List<Found> page = search(database, mine.tenant(), "parking", 2, after);
        !page.isEmpty();
        page = search(database, mine.tenant(), "parking", 2, after)) {
      all.addAll(page);
      after = page.get(page.size() - 1).cursor();
    }

    assertEquals(search(database, mine.tenant(), "parking", 100, null), all);
    assertEquals(9, all.size());
    assertTrue(!all.get(0).startedAt().isBefore(all.get(8).startedAt()));
  }

  @Test
  void anotherTenantsWordsAreNeverFound() {
    said(theirs, "the secret is pomegranate");
    House sibling =
        new House(mine.agency(), new TenantId(UUID.randomUUID()), mine.endpoint(), mine.number());
    sibling.addTenant(database, sibling.tenant(), "sibling");
    said(mine, "ordinary words");
    Database rlsAlone =
        Database.unchecked(vertx, plain.running(), ConnectOptions.RUNTIME_ROLE, false);
    Database conditionsAlone =
        Database.unchecked(vertx, plain.migrating(), plain.migrating().user(), true);
    Database neither =
        Database.unchecked(vertx, plain.migrating(), plain.migrating().user(), false);

    // Behind neither wall the function itself still knows its tenant.
    for (Database one : List.of(database, rlsAlone, conditionsAlone, neither)) {
      for (TenantId tenant : List.of(mine.tenant(), sibling.tenant())) {
        for (String words : List.of(
            "pomegranate", "pomegranate or words", theirs.tenant().toString(), "-nothing")) {
          List<String> seen = found(one, tenant, words);
          assertTrue(seen.stream().noneMatch(text -> text.contains("pomegranate")), words);
        }
      }
      assertEquals(1, found(one, theirs.tenant(), "pomegranate").size());
    }
    for (Database one : List.of(rlsAlone, conditionsAlone, neither)) {
      Wait.on(one.close());
    }
  }

  @Test
  void withoutATenantNothingIsFound() throws SQLException {
    said(mine, "hello there");
    try (var connection = plain.superuser();
        var statement = connection.createStatement()) {
      statement.execute("SET ROLE frontdesk_runtime");
      try (var rows = statement.executeQuery("SELECT * FROM door.utterance_search('hello', 10)")) {
        assertTrue(!rows.next());
      }
    }
  }

  /** The plan inside the function, as the server reports it for the program's own role. */
  @Test
  void aRareWordIsFoundThroughTheIndexOfWords() throws SQLException {
    many(20_000);

    String plan = planned("needle");

    assertTrue(plan.contains("utterance_words"), plan);
    assertTrue(!plan.contains("Seq Scan"), plan);
  }

  @Test
  void ofACommonWordTheNewestAreReadAndNotAll() throws SQLException {
    many(20_000);

    String plan = planned("hello");

    assertTrue(plan.contains("utterance_newest"), plan);
    assertTrue(!plan.contains("Sort"), plan);
  }

  private void many(int utterances) {
    CallId call = mine.open(database);
    plain.sql(
        """
        INSERT INTO utterance (call_id, tenant_id, agency_id, item, place, side, body, state, started_at, epoch, seq, body_epoch, body_seq)
        SELECT ?, ?, ?, 'm' || n, n, 'caller', 'hello ' || CASE WHEN n %% 5000 = 0 THEN 'needle' ELSE md5(n::text) END, 'complete',
          now() - make_interval(secs => n), 1, n, 1, n
        FROM generate_series(1, %d) n
        """.formatted(utterances),
        call.value(),
        mine.tenant().value(),
        mine.agency().value());
    plain.sql("VACUUM ANALYZE utterance");
  }

  private String planned(String word) throws SQLException {
    try (var connection = plain.superuser();
        var statement = connection.createStatement()) {
      statement.execute("LOAD 'auto_explain'");
      statement.execute("SET auto_explain.log_min_duration = 0");
      statement.execute("SET auto_explain.log_nested_statements = on");
      statement.execute("SET client_min_messages = log");
      statement.execute(
          "SELECT set_config('frontdesk.tenant', '%s', false)".formatted(mine.tenant()));
      statement.execute("SET ROLE frontdesk_runtime");
      statement.clearWarnings();
      statement.execute("SELECT * FROM door.utterance_search('%s', 20)".formatted(word));
      var plans = new StringBuilder();
      for (SQLWarning each = statement.getWarnings(); each != null; each = each.getNextWarning()) {
        plans.append(each.getMessage()).append('\n');
      }
      return plans.toString();
    }
  }
}
