package dev.frontdesk.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.model.AgencyLimits;
import dev.frontdesk.model.CallLimits;
import dev.frontdesk.model.Contact;
import dev.frontdesk.model.ContactId;
import dev.frontdesk.model.KnowledgeArticle;
import dev.frontdesk.model.OpeningHours;
import dev.frontdesk.model.ProfileLanguages;
import dev.frontdesk.model.Secret;
import dev.frontdesk.model.TenantSettings;
import dev.frontdesk.model.TransferTarget;
import dev.frontdesk.model.TurnDetection;
import dev.frontdesk.model.VoiceSettings;
import dev.frontdesk.model.WhenExceeded;
import io.vertx.core.Vertx;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class DirectoryIT {
  private static final SecretVault VAULT =
      SecretVault.of(Secret.of(Base64.getEncoder().encodeToString(new byte[32])));

  private final Vertx vertx;
  private final Database database;
  private final TestDatabase plain;
  private final House house;
  private final Directory directory;

  DirectoryIT(Vertx vertx, Database database, TestDatabase plain) {
    this.vertx = vertx;
    this.database = database;
    this.plain = plain;
    this.house = House.create(database);
    this.directory = Wait.on(Directory.open(vertx, database, VAULT));
  }

  @AfterEach
  void close() {
    Wait.on(directory.close());
  }

  private TenantSettings settings() {
    return directory.tenant(house.tenant()).orElseThrow();
  }

  @Test
  void everythingACallNeedsComesBackAsItWasWritten() {
    var zone = ZoneId.of("Europe/Bratislava");
    var hours = new OpeningHours(
        zone,
        Map.of(
            DayOfWeek.MONDAY,
            List.of(new OpeningHours.Span(LocalTime.of(9, 0), LocalTime.MIDNIGHT))),
        List.of(new OpeningHours.Holiday(
            LocalDate.of(2026, 12, 24),
            "Eve",
            List.of(new OpeningHours.Span(LocalTime.of(9, 30), LocalTime.of(12, 0))))));
    var target = new TransferTarget(
        "owner",
        "Jana",
        List.of("boss"),
        "sip:jana@example.com;transport=tls;secure=true;region=ie1",
        "d",
        TransferTarget.Kind.TEAM,
        hours,
        new TransferTarget.Warm(Duration.ofSeconds(25), true),
        List.of("office", "duty"));
    var contact = new Contact(
        new ContactId(UUID.randomUUID()), House.newNumber(), "Peter", true, true, "sk", "n");
    var voice = new VoiceSettings(
        "gpt-realtime-2.1",
        "marin",
        1.25,
        TurnDetection.standard(),
        VoiceSettings.NoiseReduction.OFF,
        null,
        "sk",
        null,
        900);
    var draft = new ProfileStore.Draft(
        "prompt",
        "hi",
        "closed",
        "holiday",
        voice,
        Set.of("transfer", "message"),
        List.of(new KnowledgeArticle("b", "2"), new KnowledgeArticle("a", "1")),
        ProfileLanguages.DEFAULTS);
    var id = Wait.on(database.inTenant(
        house.tenant(),
        stores -> stores
            .hours()
            .replace(hours)
            .compose(done -> stores.targets().save(target))
            .compose(done -> stores.contacts().upsert(List.of(contact)))
            .compose(done -> stores.profiles().saveDraft(draft))
            .compose(made -> stores.profiles().publish(made).map(made))));

    Wait.until("the profile is known", () -> settings().profile() != null);

    var seen = settings();
    assertEquals(hours, seen.hours());
    assertEquals(List.of(target), seen.targets());
    assertEquals(Map.of(contact.number(), contact), seen.contacts());
    var profile = Objects.requireNonNull(seen.profile());
    assertEquals(id, profile.id());
    assertEquals(voice, profile.voice());
    assertEquals(draft.tools(), profile.tools());
    assertEquals(draft.knowledge(), profile.knowledge());
    assertEquals("closed", profile.closedGreeting());
    assertEquals("holiday", profile.holidayGreeting());
    assertEquals(
        hours,
        Wait.on(database.inTenant(house.tenant(), stores -> stores.hours().get())));
    assertEquals(
        target,
        Wait.on(database.inTenant(house.tenant(), stores -> stores.targets().byKey("owner")))
            .orElseThrow());
  }

  @Test
  void aNumberRingsThroughItsOwnEndpointOnly() {
    House other = House.withOwnEndpoint(database);
    Wait.until(
        "the number is known",
        () -> directory.byNumber(other.endpoint(), other.number()).isPresent());

    assertEquals(
        other.tenant(),
        directory.byNumber(other.endpoint(), other.number()).orElseThrow().id());
    assertTrue(directory.byNumber(house.endpoint(), other.number()).isEmpty());
    assertTrue(directory.byNumber(other.endpoint(), house.number()).isEmpty());
  }

  @Test
  void aReleasedNumberRingsForItsNextOwner() {
    House next = House.create(database);
    Wait.on(database.inTenant(house.tenant(), stores -> stores.numbers().release(house.number())));
    Wait.on(database.inTenant(
        next.tenant(),
        stores -> stores
            .numbers()
            .add(new NumberStore.Did(house.number(), next.tenant(), next.endpoint(), ""))));

    Wait.until(
        "the number has moved",
        () -> directory
            .byNumber(house.endpoint(), house.number())
            .map(TenantSettings::id)
            .filter(next.tenant()::equals)
            .isPresent());
  }

  @Test
  void plainSqlIsNoticed() {
    long before = settings().revision();

    plain.sql("UPDATE tenant SET name = 'By hand' WHERE id = ?", house.tenant().value());

    Wait.until("the new name is known", () -> settings().name().equals("By hand"));
    assertTrue(settings().revision() > before);
  }

  @Test
  void aLostNotificationIsMadeUpForByThePoll() {
    Directory deaf = Wait.on(Directory.open(vertx, database, VAULT, false));

    plain.sql("UPDATE tenant SET name = 'Polled' WHERE id = ?", house.tenant().value());

    Wait.until(
        "the poll has found it",
        () -> deaf.tenant(house.tenant()).orElseThrow().name().equals("Polled"));
    Wait.on(deaf.close());
  }

  @Test
  void aRevisionThatIsCommittedLateIsNotMissed() throws SQLException {
    Directory deaf = Wait.on(Directory.open(vertx, database, VAULT, false));
    House other = House.create(database);
    try (var slow = plain.superuser();
        var statement = slow.createStatement()) {
      slow.setAutoCommit(false);
      statement.execute(
          "UPDATE tenant SET name = 'Late' WHERE id = '%s'".formatted(house.tenant()));
      plain.sql("UPDATE tenant SET name = 'Early' WHERE id = ?", other.tenant().value());
      Wait.on(deaf.refresh());
      assertEquals("Early", deaf.tenant(other.tenant()).orElseThrow().name());
      slow.commit();
    }

    Wait.on(deaf.refresh());

    assertEquals("Late", deaf.tenant(house.tenant()).orElseThrow().name());
    Wait.on(deaf.close());
  }

  @Test
  void aDeletedTenantIsForgotten() {
    House gone = House.create(database);
    Wait.until("it is known", () -> directory.tenant(gone.tenant()).isPresent());

    Wait.on(database.inAgency(gone.agency(), stores -> stores.tenants().delete(gone.tenant())));

    Wait.until("it is forgotten", () -> directory.tenant(gone.tenant()).isEmpty());
    assertTrue(directory.byNumber(gone.endpoint(), gone.number()).isEmpty());
  }

  @Test
  void secretsAreOpenedAndTheNewestApiKeyCounts() {
    House own = House.withOwnEndpoint(database);
    for (String key : List.of("old", "new")) {
      Wait.on(database.inTenant(
          own.tenant(),
          stores -> stores
              .endpoints()
              .addSecret(own.endpoint(), EndpointStore.Kind.API_KEY, Secret.of(key), VAULT)));
    }
    Wait.on(database.inTenant(
        own.tenant(),
        stores -> stores
            .endpoints()
            .addSecret(own.endpoint(), EndpointStore.Kind.WEBHOOK, Secret.of("whsec"), VAULT)));

    Wait.until(
        "the secrets are known",
        () -> directory
            .endpoint(own.endpoint())
            .filter(it -> !it.webhookSecrets().isEmpty())
            .isPresent());

    var endpoint = directory.endpoint(own.endpoint()).orElseThrow();
    assertEquals(Secret.of("new"), endpoint.apiKey());
    assertEquals(List.of(Secret.of("whsec")), endpoint.webhookSecrets());
    assertEquals(
        1,
        plain.count(
            "SELECT count(*) FROM data_key WHERE tenant_id = ?", own.tenant().value()));
    assertFalse(plain.strings("SELECT encode(sealed, 'escape') FROM endpoint_secret").stream()
        .anyMatch(it -> it.contains("whsec")));
  }

  @Test
  void settingsThatMakeNoSenseLeaveTheLastKnown() {
    String name = settings().name();
    House other = House.create(database);

    plain.sql(
        "UPDATE tenant SET zone = 'FOO+3', name = 'Broken' WHERE id = ?",
        house.tenant().value());
    plain.sql("UPDATE tenant SET name = 'Fine' WHERE id = ?", other.tenant().value());

    Wait.until(
        "the other is known",
        () -> directory
            .tenant(other.tenant())
            .map(TenantSettings::name)
            .filter("Fine"::equals)
            .isPresent());
    Wait.on(directory.refresh());
    assertEquals(name, settings().name());
    assertFalse(directory.stale());
    plain.sql("UPDATE tenant SET zone = 'UTC' WHERE id = ?", house.tenant().value());
  }

  @Test
  void whatWasSpentThisMonthIsKnownToTenantsWithABudget() {
    plain.sql(
        "UPDATE tenant SET monthly_budget_micros = 1000 WHERE id = ?",
        house.tenant().value());
    var call = house.open(database);
    var now = new JournalRow(call, 1, 9, Instant.now(), "usage", "{\"costMicros\":900}");

    Wait.on(database.journal().append(List.of(now)));

    Wait.until("the cost is known", () -> settings().spentThisMonthMicros() == 900);
  }

  @Test
  void tenThousandTenantsAreReadInBulk() {
    plain.sql("""
        INSERT INTO tenant (agency_id, key, name) SELECT ?, 'bulk-' || i, 'Bulk' FROM generate_series(1, 10000) i
        """, house.agency().value());
    long began = System.nanoTime();

    Directory full = Wait.on(Directory.open(vertx, database, VAULT, false));

    long millis = (System.nanoTime() - began) / 1_000_000;
    assertTrue(full.size() > 10_000);
    assertTrue(millis < 20_000, "10,000 tenants took " + millis + " ms");
    Wait.on(full.close());
    plain.sql("DELETE FROM tenant WHERE key LIKE 'bulk-%'");
  }

  @Test
  void anAgencysLimitsAndCostArrive() {
    assertEquals(
        AgencyLimits.DEFAULTS, directory.agency(house.agency()).orElseThrow().limits());
    var limits = new AgencyLimits(7, 1_000L);

    Wait.on(database.platform().limit(house.agency(), limits));
    Wait.until(
        "the limits are known",
        () -> directory.agency(house.agency()).orElseThrow().limits().equals(limits));
    spend(900);

    Wait.until(
        "the cost is known",
        () -> directory.agency(house.agency()).orElseThrow().spentThisMonthMicros() == 900);
  }

  @Test
  void aNewMonthBeginsWithNothingSpent() {
    plain.sql(
        "UPDATE tenant SET monthly_budget_micros = 1000 WHERE id = ?",
        house.tenant().value());
    Wait.on(database.platform().limit(house.agency(), new AgencyLimits(7, 1_000L)));
    spend(900);
    Wait.until("the cost is known", () -> settings().spentThisMonthMicros() == 900);

    // As if what was spent had been spent last month: no row is new, no setting has changed.
    plain.sql(
        "UPDATE spending SET month = month - interval '1 month' WHERE tenant_id = ?",
        house.tenant().value());

    Wait.until("nothing is spent yet", () -> settings().spentThisMonthMicros() == 0);
    assertEquals(0, directory.agency(house.agency()).orElseThrow().spentThisMonthMicros());
  }

  @Test
  void whatATenantSaysBeyondItsLimitsComesBackAsItWasWritten() {
    var limits = new CallLimits(
        3,
        Duration.ofMinutes(5),
        Duration.ofSeconds(20),
        9L,
        new WhenExceeded(480, "All lines are busy."));
    var tenant = Wait.on(
            database.inTenant(house.tenant(), stores -> stores.tenants().byId(house.tenant())))
        .orElseThrow();
    var changed = new Tenant(
        tenant.id(),
        tenant.agency(),
        tenant.key(),
        tenant.name(),
        tenant.status(),
        tenant.region(),
        tenant.locale(),
        tenant.zone(),
        tenant.sipDomain(),
        limits,
        tenant.desk(),
        tenant.keeping(),
        0);

    Wait.on(database.inTenant(house.tenant(), stores -> stores.tenants().update(changed)));

    Wait.until("the limits are known", () -> settings().limits().equals(limits));
    assertEquals(
        limits,
        Wait.on(database.inTenant(house.tenant(), stores -> stores.tenants().byId(house.tenant())))
            .orElseThrow()
            .limits());
  }

  private void spend(long micros) {
    plain.sql("""
        INSERT INTO spending (tenant_id, agency_id, month, cost_micros)
        SELECT id, agency_id, date_trunc('month', now() AT TIME ZONE zone)::date, ? FROM tenant WHERE id = ?
        """, micros, house.tenant().value());
  }
}
