package dev.frontdesk.store;

import static dev.frontdesk.store.House.fact;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.model.CallId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class JournalStoreIT {
  private final Database database;
  private final TestDatabase plain;
  private final House house;

  JournalStoreIT(Database database, TestDatabase plain) {
    this.database = database;
    this.plain = plain;
    this.house = House.create(database);
  }

  private static String said(String item, double place, String text, String state) {
    return "{\"item\":\"%s\",\"place\":%s,\"side\":\"caller\",\"text\":\"%s\",\"state\":\"%s\"}"
        .formatted(item, place, text, state);
  }

  private static final String USED =
      "{\"kind\":\"response\",\"model\":\"m\",\"textIn\":10,\"audioIn\":20,\"audioOut\":30,\"seconds\":1.5,\"costMicros\":700}";

  private void append(JournalRow... facts) {
    Wait.on(database.journal().append(List.of(facts)));
  }

  private CallRecord read(CallId call) {
    return Wait.on(database.inTenant(house.tenant(), stores -> stores.calls().byId(call)))
        .orElseThrow();
  }

  private List<UtteranceStore.Utterance> transcript(CallId call) {
    return Wait.on(
        database.inTenant(house.tenant(), stores -> stores.utterances().ofCall(call)));
  }

  private List<JournalRow> conversation(CallId call) {
    return List.of(
        house.opened(call, 1),
        fact(call, 2, "call.answered", "{}"),
        fact(call, 3, "utterance", said("a", 1.5, "", "partial")),
        fact(call, 4, "utterance", said("b", 1.25, "hello", "complete")),
        fact(call, 5, "utterance", said("a", 1.5, "good morn", "partial")),
        fact(call, 6, "utterance", said("a", 1.5, "good morning", "complete")),
        fact(call, 7, "utterance", said("a", 1.5, "", "interrupted")),
        fact(call, 8, "usage", USED),
        fact(call, 9, "usage", USED),
        fact(
            call,
            10,
            "transfer.attempted",
            "{\"attempt\":\"1\",\"key\":\"owner\",\"address\":\"+421900000002\"}"),
        fact(
            call,
            11,
            "transfer.reported",
            "{\"attempt\":\"1\",\"outcome\":\"failed\",\"reason\":\"busy\"}"),
        fact(call, 12, "event", "{ \"b\":1,   \"a\":2 }"),
        fact(call, 13, "call.ended", "{\"outcome\":\"completed\",\"reason\":\"caller hung up\"}"));
  }

  private void assertProjected(CallId call) {
    var seen = read(call);
    assertEquals(List.of("open", "known caller"), seen.reasons());
    assertEquals(House.NOON.plusSeconds(2), seen.answeredAt());
    assertEquals(House.NOON.plusSeconds(13), seen.endedAt());
    assertEquals("completed", seen.outcome());
    assertEquals(new CallRecord.Usage(20, 0, 40, 0, 0, 60, 3.0, 1400), seen.usage());
    assertEquals(
        List.of("hello", "good morning"),
        transcript(call).stream().map(UtteranceStore.Utterance::text).toList());
    assertEquals("interrupted", transcript(call).get(1).state());
    var attempts =
        Wait.on(database.inTenant(house.tenant(), stores -> stores.attempts().ofCall(call)));
    assertEquals(
        List.of("owner failed busy"),
        attempts.stream()
            .map(one -> one.target() + " " + one.outcome() + " " + one.reason())
            .toList());
    assertEquals(
        List.of("ended"),
        plain.strings("SELECT state FROM call_claim WHERE call_id = ?", call.value()));
  }

  @Test
  void aConversationIsProjected() {
    CallId call = house.claim(database);

    Wait.on(database.journal().append(conversation(call)));

    assertProjected(call);
    var events =
        Wait.on(database.inTenant(house.tenant(), stores -> stores.facts().events(call)));
    assertEquals(
        List.of("{ \"b\":1,   \"a\":2 }"), events.stream().map(JournalRow::json).toList());
  }

  @Test
  void theSameBatchTwiceCountsOnce() {
    CallId call = house.claim(database);

    Wait.on(database.journal().append(conversation(call)));
    Wait.on(database.journal().append(conversation(call)));

    assertProjected(call);
    assertEquals(13, plain.count("SELECT count(*) FROM call_fact WHERE call_id = ?", call.value()));
  }

  @Test
  void factsInAnyOrderGiveTheSameCall() {
    for (long seed = 0; seed < 10; seed++) {
      CallId call = house.claim(database);
      List<JournalRow> facts = new ArrayList<>(conversation(call));
      Collections.shuffle(facts, new Random(seed));

      facts.forEach(this::append);

      assertProjected(call);
    }
  }

  @Test
  void batchesThatOverlapAtTheSameTimeCountOnce() {
    CallId call = house.claim(database);
    var facts = conversation(call);
    var all = List.of(
        database.journal().append(facts.subList(1, 13)),
        database.journal().append(facts),
        database.journal().append(facts.subList(0, 7)),
        database.journal().append(facts.subList(5, 13)));

    all.forEach(Wait::on);

    assertProjected(call);
  }

  @Test
  void aFactOfAnOldEpochIsStoredLate() {
    CallId call = house.open(database);
    Wait.on(database.claims().fence(call, 1, House.NODE));
    append(new JournalRow(call, 2, 1, House.NOON, "utterance", said("a", 1, "newer", "complete")));

    append(
        new JournalRow(call, 1, 7, House.NOON, "utterance", said("a", 1, "older", "complete")),
        new JournalRow(call, 1, 8, House.NOON, "utterance", said("b", 2, "only", "complete")));

    assertEquals(
        List.of("newer", "only"),
        transcript(call).stream().map(UtteranceStore.Utterance::text).toList());
  }

  @Test
  void aForgedOpeningWritesIntoNoTenant() {
    House victim = House.create(database);
    House thief = House.withOwnEndpoint(database);
    CallId call = thief.claim(database);
    var forged = fact(
        call,
        1,
        "call.opened",
        "{\"tenant\":\"%s\",\"endpoint\":\"%s\",\"providerCallId\":\"x\",\"decision\":\"answer\",\"dialled\":\"%s\"}"
            .formatted(victim.tenant(), thief.endpoint(), victim.number()));

    append(forged, fact(call, 2, "utterance", said("a", 1, "pay me", "complete")));

    assertEquals(0, plain.count("SELECT count(*) FROM call WHERE id = ?", call.value()));
    assertEquals(0, plain.count("SELECT count(*) FROM utterance WHERE call_id = ?", call.value()));
    assertEquals(
        2,
        plain.count(
            "SELECT count(*) FROM call_fact WHERE call_id = ? AND tenant_id IS NULL",
            call.value()));
    assertEquals(
        List.of(thief.tenant().toString()),
        plain.strings(
            "SELECT tenant_id FROM endpoint_refusal WHERE endpoint_id = ?",
            thief.endpoint().value()));
  }

  @Test
  void anOpeningThatNamesAnotherEndpointThanTheClaimIsForged() {
    House victim = House.create(database);
    CallId call = House.withOwnEndpoint(database).claim(database);

    append(victim.opened(call, 1));

    assertEquals(0, plain.count("SELECT count(*) FROM call WHERE id = ?", call.value()));
  }

  @Test
  void aSecondOpeningNeverMovesACall() {
    House other = House.create(database);
    CallId call = house.open(database);

    append(
        new JournalRow(
            call, 2, 1, House.NOON, "call.opened", other.opened(call, 1).json()),
        new JournalRow(call, 2, 2, House.NOON, "utterance", said("a", 1, "mine", "complete")));

    assertEquals(house.tenant(), read(call).tenant());
    assertEquals(1, transcript(call).size());
  }

  @Test
  void aCallThatWasAnsweredWithoutAClaimIsOpened() {
    var call = new CallId(UUID.randomUUID());

    append(house.opened(call, 1));

    assertEquals("answer", read(call).decision());
  }

  @Test
  void aFactThatMakesNoSenseIsKeptAndStopsNoOther() {
    CallId call = house.open(database);

    append(
        fact(call, 2, "utterance", "not json"),
        fact(call, 3, "utterance", "{\"item\":\"x\",\"place\":\"nowhere\"}"),
        fact(call, 4, "usage", "{\"costMicros\":\"many\"}"),
        fact(call, 5, "event", "{\"half\":\"\\ud800\"}"),
        fact(call, 6, "utterance", said("nul", 1, "a\\u0000b", "complete")),
        fact(call, 7, "usage", USED));

    assertEquals(
        List.of("a\ufffdb"), transcript(call).stream().map(one -> one.text()).toList());
    assertEquals(700, read(call).usage().costMicros());
    assertEquals(7, plain.count("SELECT count(*) FROM call_fact WHERE call_id = ?", call.value()));
  }

  @Test
  void fiveHundredFactsAreOneCheapStatement() {
    CallId call = house.open(database);
    List<JournalRow> facts = new ArrayList<>();
    for (int seq = 2; seq <= 501; seq++) {
      facts.add(
          seq % 2 == 0
              ? fact(call, seq, "utterance", said("i" + seq, seq, "words", "complete"))
              : fact(call, seq, "usage", USED));
    }
    long began = System.nanoTime();

    Wait.on(database.journal().append(facts));

    long millis = (System.nanoTime() - began) / 1_000_000;
    assertTrue(millis < 2_000, "500 facts took " + millis + " ms");
    assertEquals(250, transcript(call).size());
    assertEquals(250 * 700, read(call).usage().costMicros());
    assertEquals(
        250 * 700,
        plain.count(
            "SELECT cost_micros FROM spending WHERE tenant_id = ? AND month = '2026-11-01'",
            house.tenant().value()));
  }
}
