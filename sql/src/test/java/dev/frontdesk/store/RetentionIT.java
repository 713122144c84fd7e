package dev.frontdesk.store;

import static dev.frontdesk.store.House.fact;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.model.CallId;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each tenant's calls are kept as long as it says. */
@ExtendWith(PostgresExtension.class)
class RetentionIT {
  private final Database database;
  private final TestDatabase plain;
  private final House house;

  RetentionIT(Database database, TestDatabase plain) {
    this.database = database;
    this.plain = plain;
    this.house = House.create(database);
    keep(house, 30);
  }

  private void keep(House one, int days) {
    plain.sql(
        "UPDATE tenant SET retention_days = ? WHERE id = ?", days, one.tenant().value());
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
            fact(call, 3, "usage", "{\"kind\":\"response\",\"model\":\"m\",\"costMicros\":7}"))));
    Wait.on(database.effects().takeMessage(call, 1, "t", one.tenant(), "{\"message\":\"m\"}"));
    Wait.on(database.journal().append(List.of(fact(call, 4, "call.ended", "{}"))));
    plain.sql(
        "UPDATE call SET received_at = now() - make_interval(days => ?) WHERE id = ?",
        days,
        call.value());
    plain.sql(
        "UPDATE message SET taken_at = now() - make_interval(days => ?) WHERE call_id = ?",
        days,
        call.value());
    return call;
  }

  private long rows(CallId call) {
    return List.of("call_claim", "call_fact", "utterance", "effect", "call_usage", "message")
            .stream()
            .mapToLong(table ->
                plain.count("SELECT count(*) FROM " + table + " WHERE call_id = ?", call.value()))
            .sum()
        + plain.count("SELECT count(*) FROM call WHERE id = ?", call.value());
  }

  @Test
  void eachTenantsOldCallsGoWithAllThatWasSaidAndDone() {
    House patient = House.create(database);
    keep(patient, 90);
    CallId old = aged(house, 31);
    CallId young = aged(house, 29);
    CallId patients = aged(patient, 31);
    long all = rows(young);
    assertEquals(10, all);

    var deleted = Wait.on(database.retention().run());

    assertEquals(new Retention.Deleted(1, 1, 0, 0, 0, 0, 0), deleted);
    assertEquals(0, rows(old));
    assertEquals(all, rows(young));
    assertEquals(all, rows(patients));
  }

  @Test
  void whatTheMonthCostStays() {
    aged(house, 31);

    Wait.on(database.retention().run());

    var month = YearMonth.of(2026, 11);
    assertEquals(
        7,
        Wait.on(database.inTenant(house.tenant(), stores -> stores.usage().byMonth(month, month)))
            .get(0)
            .amounts()
            .costMicros());
  }

  @Test
  void smallBatchesComeToTheSameEnd() {
    for (int i = 0; i < 5; i++) {
      aged(house, 40);
    }

    assertEquals(
        new Retention.Deleted(5, 5, 0, 0, 0, 0, 0), Wait.on(database.retention().run(2)));
  }

  @Test
  void aClaimThatRecognisesARepeatedDeliveryStaysThreeDays() {
    keep(house, 1);
    CallId call = aged(house, 2);

    Wait.on(database.retention().run());

    assertEquals(1, plain.count("SELECT count(*) FROM call_claim WHERE call_id = ?", call.value()));
  }

  @Test
  void whatNeverBecameATenantsGoesAfterThirtyDays() {
    CallId claimed = house.claim(database);
    var unheard = new CallId(UUID.randomUUID());
    Wait.on(database.journal().append(List.of(fact(unheard, 1, "event", "{}"))));
    plain.sql(
        "UPDATE call_claim SET received_at = now() - interval '31 days' WHERE call_id = ?",
        claimed.value());
    plain.sql(
        "UPDATE call_fact SET stored_at = now() - interval '31 days' WHERE call_id = ?",
        unheard.value());

    var deleted = Wait.on(database.retention().run());

    assertEquals(2, deleted.strays());
    assertEquals(0, rows(claimed) + rows(unheard));
  }

  @Test
  void aRunningCallIsKept() {
    CallId call = house.open(database);
    plain.sql(
        "UPDATE call SET received_at = now() - interval '30 days 1 hour' WHERE id = ?",
        call.value());

    Wait.on(database.retention().run());

    assertEquals(1, plain.count("SELECT count(*) FROM call WHERE id = ?", call.value()));
  }

  @Test
  void aHeldCallIsKeptWithAllOfItsUntilItIsLetGo() {
    CallId held = aged(house, 31);
    long all = rows(held);
    assertEquals(
        "evidence",
        Wait.on(database.inTenant(house.tenant(), stores -> stores.holds().hold(held, "evidence")))
            .orElseThrow()
            .reason());

    Wait.on(database.retention().run());
    assertEquals(all, rows(held));

    Wait.on(database.inTenant(house.tenant(), stores -> stores.holds().release(held)));
    Wait.on(database.retention().run());
    assertEquals(0, rows(held));
  }

  @Test
  void eachTenantsAuditTellsHowManyCallsWent() {
    House other = House.create(database);
    keep(other, 30);
    aged(house, 31);
    aged(house, 32);
    aged(other, 31);

    Wait.on(database.retention().run());

    String purges =
        "SELECT actor || ' ' || (detail ->> 'calls') || ' ' || (detail ->> 'retentionDays') FROM audit"
            + " WHERE action = 'retention.purge' AND tenant_id = ?";
    assertEquals(List.of("retention 2 30"), plain.strings(purges, house.tenant().value()));
    assertEquals(List.of("retention 1 30"), plain.strings(purges, other.tenant().value()));
    assertTrue(Wait.on(database.audit().verify(house.agency())).holds());
  }
}
