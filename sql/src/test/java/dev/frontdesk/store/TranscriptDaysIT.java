package dev.frontdesk.store;

import static dev.frontdesk.store.House.fact;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.model.CallId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What was said goes before the call does, if its tenant wants so; that the call took place stays. */
@ExtendWith(PostgresExtension.class)
class TranscriptDaysIT {
  private static final List<String> ALL = List.of(
      "1 call.opened",
      "2 utterance",
      "3 usage",
      "4 event",
      "5 tool.asked",
      "6 tool.answered",
      "7 note dtmf",
      "8 note barge-in",
      "9 latency",
      "10 call.ended");

  private final Database database;
  private final TestDatabase plain;
  private final House house;

  TranscriptDaysIT(Database database, TestDatabase plain) {
    this.database = database;
    this.plain = plain;
    this.house = House.create(database);
    keep(house, 90, 7);
  }

  /** @param transcriptDays 0: not said */
  private void keep(House one, int days, int transcriptDays) {
    plain.sql(
        "UPDATE tenant SET retention_days = ?, transcript_days = nullif(?, 0) WHERE id = ?",
        days,
        transcriptDays,
        one.tenant().value());
  }

  private CallId aged(House one, int days) {
    CallId call = one.claim(database);
    Wait.on(database
        .journal()
        .append(List.of(
            one.opened(call, 1),
            fact(
                call,
                2,
                "utterance",
                "{\"item\":\"a\",\"place\":1,\"side\":\"caller\",\"text\":\"x\",\"state\":\"complete\"}"),
            fact(call, 3, "usage", "{\"kind\":\"response\",\"model\":\"m\",\"costMicros\":7}"),
            fact(call, 4, "event", "{\"text\":\"x\"}"),
            fact(call, 5, "tool.asked", "{\"call\":{\"arguments\":\"x\"}}"),
            fact(call, 6, "tool.answered", "{\"output\":\"x\"}"),
            fact(call, 7, "note", "{\"code\":\"dtmf\",\"detail\":\"4\"}"),
            fact(call, 8, "note", "{\"code\":\"barge-in\",\"detail\":\"\"}"),
            fact(call, 9, "latency", "{\"step\":\"turn\",\"millis\":5}"))));
    Wait.on(database.effects().takeMessage(call, 1, "t", one.tenant(), "{\"message\":\"m\"}"));
    Wait.on(
        database.journal().append(List.of(fact(call, 10, "call.ended", "{\"outcome\":\"done\"}"))));
    plain.sql(
        "UPDATE call SET received_at = now() - make_interval(days => ?) WHERE id = ?",
        days,
        call.value());
    plain.sql(
        "UPDATE message SET taken_at = now() - make_interval(days => ?) WHERE call_id = ?",
        days,
        call.value());
    plain.sql(
        "UPDATE outbox SET delivered_at = now(), created_at = now() - make_interval(days => ?) WHERE call_id = ?",
        days,
        call.value());
    return call;
  }

  private List<String> facts(CallId call) {
    return plain.strings(
        "SELECT concat_ws(' ', seq, kind, data ->> 'code') FROM call_fact WHERE call_id = ? ORDER BY seq",
        call.value());
  }

  /** What was said: in utterances, effects, messages, notifications. */
  private List<String> said(CallId call) {
    return plain.strings("""
        SELECT 'utterance ' || body FROM utterance WHERE call_id = ?
        UNION ALL SELECT 'effect ' || payload::text FROM effect WHERE call_id = ?
        UNION ALL SELECT 'message ' || body FROM message WHERE call_id = ?
        UNION ALL SELECT 'outbox' FROM outbox WHERE call_id = ?
        """, call.value(), call.value(), call.value(), call.value());
  }

  private List<String> call(CallId call) {
    return plain.strings(
        "SELECT concat_ws(' ', outcome, caller, decision, cost_micros, ended_at IS NOT NULL) FROM call WHERE id = ?",
        call.value());
  }

  @Test
  void whatWasSaidGoesAndTheCallStays() {
    CallId old = aged(house, 8);
    CallId young = aged(house, 6);
    List<String> called = call(old);
    List<String> words =
        List.of("utterance x", "effect {\"message\":\"m\"}", "message m", "outbox");
    assertEquals(words, said(old).stream().map(each -> each.replace(": ", ":")).toList());
    assertEquals(ALL, facts(old));

    var deleted = Wait.on(database.retention().run());

    assertEquals(new Retention.Deleted(0, 0, 1, 0, 0, 1, 1), deleted);
    assertEquals(List.of("effect {}", "message "), said(old));
    assertEquals(
        List.of("1 call.opened", "3 usage", "8 note barge-in", "9 latency", "10 call.ended"),
        facts(old));
    assertEquals(called, call(old));
    assertEquals(ALL, facts(young));
    assertEquals(4, said(young).size());
    assertEquals(Retention.Deleted.NOTHING, Wait.on(database.retention().run()), "done once");
  }

  @Test
  void whoSaysNothingKeepsItAsLongAsTheCall() {
    keep(house, 90, 0);
    CallId call = aged(house, 80);

    assertEquals(Retention.Deleted.NOTHING, Wait.on(database.retention().run()));

    assertEquals(ALL, facts(call));
  }

  @Test
  void smallBatchesComeToTheSameEndAndEachTenantsAuditTells() {
    House other = House.create(database);
    keep(other, 30, 1);
    for (int i = 0; i < 5; i++) {
      aged(house, 8);
    }
    aged(other, 2);

    assertEquals(
        new Retention.Deleted(0, 0, 6, 0, 0, 6, 6), Wait.on(database.retention().run(2)));

    String told =
        "SELECT sum((detail ->> 'calls')::int) || ' ' || min(detail ->> 'transcriptDays') FROM audit"
            + " WHERE action = 'retention.forget' AND tenant_id = ?";
    assertEquals(List.of("5 7"), plain.strings(told, house.tenant().value()));
    assertEquals(List.of("1 1"), plain.strings(told, other.tenant().value()));
    assertTrue(Wait.on(database.audit().verify(house.agency())).holds());
  }

  @Test
  void aHeldCallKeepsWhatWasSaidUntilItIsLetGo() {
    CallId held = aged(house, 8);
    Wait.on(database.inTenant(house.tenant(), stores -> stores.holds().hold(held, "evidence")));

    assertEquals(Retention.Deleted.NOTHING, Wait.on(database.retention().run()));
    assertEquals(ALL, facts(held));
    assertEquals(4, said(held).size());

    Wait.on(database.inTenant(house.tenant(), stores -> stores.holds().release(held)));
    Wait.on(database.retention().run());
    assertEquals(List.of("effect {}", "message "), said(held));
  }
}
