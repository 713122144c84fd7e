package dev.frontdesk.store;

import static dev.frontdesk.store.House.fact;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.model.AgencyId;
import dev.frontdesk.model.AgencyLimits;
import dev.frontdesk.model.CallId;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.store.UsageStore.Amounts;
import dev.frontdesk.store.UsageStore.Line;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a month cost, and why. */
@ExtendWith(PostgresExtension.class)
class UsageStoreIT {
  private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);

  private final Database database;
  private final TestDatabase plain;
  private final House house;

  UsageStoreIT(Database database, TestDatabase plain) {
    this.database = database;
    this.plain = plain;
    this.house = House.create(database);
  }

  private static String answered(long micros) {
    return """
        {"kind":"response","model":"big","textIn":10,"textCachedIn":4,"audioIn":20,"audioCachedIn":5,"textOut":3,"audioOut":30,
         "seconds":0,"costMicros":%d,"priced":true}""".formatted(micros);
  }

  private static final String TRANSCRIBED =
      "{\"kind\":\"transcription\",\"model\":\"scribe\",\"seconds\":1.5,\"costMicros\":150,\"priced\":true}";
  private static final String UNKNOWN =
      "{\"kind\":\"response\",\"model\":\"new\",\"textIn\":7,\"costMicros\":0,\"priced\":false}";

  private void append(JournalRow... facts) {
    Wait.on(database.journal().append(List.of(facts)));
  }

  private List<Line> november() {
    return Wait.on(
        database.inTenant(house.tenant(), stores -> stores.usage().byMonth(NOVEMBER, NOVEMBER)));
  }

  @Test
  void aCallAndItsMonthTellWhatEachModelConsumed() {
    CallId call = house.open(database);

    append(
        fact(call, 2, "usage", answered(700)),
        fact(call, 3, "usage", TRANSCRIBED),
        fact(call, 4, "usage", answered(300)),
        fact(call, 5, "usage", UNKNOWN));
    append(fact(call, 4, "usage", answered(300)), fact(call, 6, "usage", TRANSCRIBED));

    var expected = List.of(
        new Amounts("response", "big", 2, 20, 8, 40, 10, 6, 60, 0, 1_000, 1_000, 0),
        new Amounts("response", "new", 1, 7, 0, 0, 0, 0, 0, 0, 0, 0, 1),
        new Amounts("transcription", "scribe", 2, 0, 0, 0, 0, 0, 0, 3, 300, 300, 0));
    assertEquals(
        expected,
        Wait.on(database.inTenant(house.tenant(), stores -> stores.usage().ofCall(call))));
    assertEquals(expected, november().stream().map(Line::amounts).toList());
    assertEquals(
        1_300,
        plain.count(
            "SELECT cost_micros FROM spending WHERE tenant_id = ?",
            house.tenant().value()));
  }

  @Test
  void theMonthIsTheTenantsOwn() {
    CallId call = house.open(database);
    // 23:30 of October in London is half past midnight of November in Bratislava.
    append(
        new JournalRow(call, 1, 2, Instant.parse("2026-10-31T23:30:00Z"), "usage", answered(700)));

    assertEquals(1, november().size());
  }

  @Test
  void anAgencySeesEachOfItsTenantsAndNobodyElses() {
    var second = new TenantId(UUID.randomUUID());
    house.addTenant(database, second, "second");
    House sibling = new House(house.agency(), second, house.endpoint(), House.newNumber());
    Wait.on(database.inTenant(second, stores -> stores.numbers().add(sibling.did())));
    House stranger = House.create(database);
    for (House one : List.of(house, sibling, stranger)) {
      CallId call = one.open(database);
      append(fact(call, 2, "usage", answered(700)));
    }

    List<Line> lines = Wait.on(database.inAgency(
        house.agency(), stores -> stores.usage().byMonth(NOVEMBER, NOVEMBER.plusMonths(1))));

    assertEquals(
        List.of(house.tenant(), second).stream()
            .map(TenantId::toString)
            .sorted()
            .toList(),
        lines.stream().map(line -> line.tenant().toString()).toList());
    assertEquals(
        List.of(),
        Wait.on(database.inAgency(
            house.agency(),
            stores -> stores.usage().byMonth(NOVEMBER.plusMonths(1), NOVEMBER.plusMonths(1)))));
  }

  @Test
  void aMarkUpIsChargedFromItsDayOnAndNeverBefore() {
    CallId call = house.open(database);
    append(fact(call, 2, "usage", answered(1_000)));

    Wait.on(database.inAgency(
        house.agency(), stores -> stores.money().markUp(new BigDecimal("12.50"))));
    append(fact(call, 3, "usage", answered(1_001)));

    Amounts amounts = november().get(0).amounts();
    assertEquals(2_001, amounts.costMicros());
    assertEquals(2_127, amounts.chargedMicros()); // 1 000 + 1 126.125, rounded up
  }

  @Test
  void aMonthStaysWhenItsCallsAreDeleted() {
    CallId call = house.open(database);
    append(fact(call, 2, "usage", answered(700)));

    plain.sql("DELETE FROM call WHERE id = ?", call.value());

    assertEquals(700, november().get(0).amounts().costMicros());
  }

  @Test
  void whatOneAgencyMayUseIsThePlatformsToSay() {
    var limits = new AgencyLimits(7, 5_000_000L);

    assertTrue(Wait.yes(database.platform().limit(house.agency(), limits)));
    assertTrue(!Wait.yes(database.platform().limit(new AgencyId(UUID.randomUUID()), limits)));

    assertEquals(
        limits,
        Wait.on(database.inAgency(house.agency(), stores -> stores.money().read()))
            .limits());
    assertEquals(
        "f",
        plain
            .strings(
                "SELECT has_column_privilege('frontdesk_runtime', 'agency', 'monthly_budget_micros', 'UPDATE')")
            .get(0));
  }
}
