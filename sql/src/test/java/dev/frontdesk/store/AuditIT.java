package dev.frontdesk.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.model.AgencyId;
import dev.frontdesk.model.TenantId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was written into the audit stays as it was written, or it shows. */
@ExtendWith(PostgresExtension.class)
class AuditIT {
  private final Vertx vertx;
  private final Database database;
  private final TestDatabase plain;
  private final House house;

  AuditIT(Vertx vertx, Database database, TestDatabase plain) {
    this.vertx = vertx;
    this.database = database;
    this.plain = plain;
    this.house = House.create(database);
  }

  private void write(int entries) {
    for (int i = 1; i <= entries; i++) {
      String subject = "contact " + i;
      Wait.on(database.inTenant(
          house.tenant(),
          stores -> stores.audit().add("key k", "contact.changed", subject, "{\"vip\": true}")));
    }
  }

  /** Changes the third of five entries as only a superuser can. */
  private Audit.Verdict tampered(String assignment) {
    write(5);
    plain.sql(
        "UPDATE audit SET " + assignment + " WHERE agency_id = ? AND place = 3",
        house.agency().value());
    return verdict();
  }

  private Audit.Verdict verdict() {
    return Wait.on(new Audit(database, 2).verify(house.agency()));
  }

  @Test
  void entriesOfAnAgencyAndItsTenantsAreOneChainThatHolds() {
    write(4);
    Wait.on(database.inAgency(
        house.agency(), stores -> stores.audit().add("key a", "tenant.created", "t", "{}")));

    Audit.Verdict verdict = verdict();

    assertTrue(verdict.holds(), verdict::toString);
    assertEquals(5, verdict.entries());
    assertEquals(
        plain.strings(
            "SELECT encode(hash, 'hex') FROM audit_chain WHERE agency_id = ?",
            house.agency().value()),
        List.of(verdict.head()));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      actor = 'nobody'                                 | 3 | who, what, when or for whom was changed
      action = 'contact.read'                          | 3 | who, what, when or for whom was changed
      subject = 'contact 4'                            | 3 | who, what, when or for whom was changed
      at = at + interval '1 us'                        | 3 | who, what, when or for whom was changed
      tenant_id = NULL                                 | 3 | who, what, when or for whom was changed
      id = gen_random_uuid()                           | 3 | who, what, when or for whom was changed
      hash = sha256(hash)                              | 3 | who, what, when or for whom was changed
      prev = sha256(prev)                              | 3 | it does not follow the entry before it
      detail = '{"vip": false}'                        | 3 | its detail was changed
      salt = sha256(salt)                              | 3 | its detail was changed
      digest = sha256(digest)                          | 3 | its detail was changed
      place = 30                                       | 4 | entries before it are missing
      """)
  void aChangedColumnIsFoundAndItsEntryNamed(String assignment, long place, String reason) {
    Audit.Verdict verdict = tampered(assignment);

    assertEquals(place, verdict.brokenAt());
    assertEquals(reason, verdict.reason());
  }

  @Test
  void anEntryMovedToAnotherAgencyIsMissed() {
    House other = House.create(database);

    Audit.Verdict verdict = tampered("agency_id = '" + other.agency() + "'");

    assertEquals(4, verdict.brokenAt());
  }

  @Test
  void aRemovedEntryIsFoundInTheMiddleAndAtTheEnd() {
    write(5);
    plain.sql(
        "DELETE FROM audit WHERE agency_id = ? AND place = 5", house.agency().value());
    assertEquals("entries from here to 5 are missing", verdict().reason());

    plain.sql(
        "DELETE FROM audit WHERE agency_id = ? AND place = 2", house.agency().value());
    assertEquals(3, verdict().brokenAt());
  }

  @Test
  void anEntryWrittenAnewWithAMatchingHashStillContradictsTheNext() {
    write(3);
    plain.sql(
        "UPDATE audit SET actor = 'nobody' WHERE agency_id = ? AND place = 2",
        house.agency().value());
    plain.sql(
        "UPDATE audit a SET hash = door.audit_hash(a) WHERE agency_id = ? AND place = 2",
        house.agency().value());

    assertEquals(3, verdict().brokenAt());
  }

  @Test
  void anErasedDetailIsGoneAndNoBreak() {
    write(3);
    plain.sql(
        "UPDATE audit SET detail = NULL, salt = NULL, erased_at = now() WHERE agency_id = ? AND place = 2",
        house.agency().value());

    Audit.Verdict verdict = verdict();

    assertTrue(verdict.holds(), verdict::toString);
    assertEquals(1, verdict.erased());
    var entry = Wait.on(
            database.inTenant(house.tenant(), stores -> stores.audit().page(3L, 1)))
        .get(0);
    assertEquals("{}", entry.detail());
    assertTrue(entry.erased());
  }

  @Test
  void fiftyWritersAtOnceGiveOneUnbrokenChain() {
    var second = new TenantId(UUID.randomUUID());
    house.addTenant(database, second, "second");

    var writers = IntStream.range(0, 50)
        .mapToObj(i -> database.inTenant(
            i % 2 == 0 ? house.tenant() : second,
            stores -> stores.audit().add("w" + i, "wrote", "it", "{\"i\":" + i + "}")))
        .toList();
    Wait.on(Future.all(writers));

    Audit.Verdict verdict = verdict();
    assertTrue(verdict.holds(), verdict::toString);
    assertEquals(50, verdict.entries());
  }

  @Test
  void aFailedTransactionLeavesNoHole() {
    write(1);
    Wait.failure(database.inTenant(
        house.tenant(),
        stores -> stores
            .audit()
            .add("me", "try", "it", "{}")
            .compose(done -> Future.failedFuture(new IllegalStateException("no")))));
    write(1);

    assertTrue(verdict().holds());
  }

  @Test
  void pagesFollowOneAnotherFromTheNewest() {
    write(5);

    var first =
        Wait.on(database.inTenant(house.tenant(), stores -> stores.audit().page(null, 2)));
    var rest = Wait.on(database.inTenant(
        house.tenant(), stores -> stores.audit().page(first.get(1).place(), 10)));

    assertEquals(
        List.of("contact 5", "contact 4"),
        first.stream().map(AuditStore.Entry::subject).toList());
    assertEquals(
        List.of("contact 3", "contact 2", "contact 1"),
        rest.stream().map(AuditStore.Entry::subject).toList());
  }

  @Test
  void theProgramCannotChooseItsLink() {
    write(1);
    for (String column : List.of("place", "prev", "hash", "digest", "salt", "at", "erased_at")) {
      assertEquals(
          "f",
          plain
              .strings(
                  "SELECT has_column_privilege('frontdesk_runtime', 'audit', ?, 'INSERT')", column)
              .get(0),
          column);
    }
  }

  @Test
  void anEntryForAnotherAgencysTenantIsRefused() {
    House other = House.create(database);

    var refused = assertThrows(
        IllegalStateException.class,
        () -> plain.sql(
            "INSERT INTO audit (tenant_id, agency_id, actor, action, subject) VALUES (?, ?, 'a', 'b', 'c')",
            other.tenant().value(),
            house.agency().value()));

    assertTrue(String.valueOf(refused.getMessage()).contains("not this agency"));
  }

  @Test
  void theEntriesOutliveTheirTenantWithoutTheirDetails() {
    write(2);

    Wait.on(database.inAgency(house.agency(), stores -> stores.tenants().delete(house.tenant())));

    Audit.Verdict verdict = verdict();
    assertTrue(verdict.holds(), verdict::toString);
    assertEquals(2, verdict.erased());
    assertFalse(
        Wait.on(database.inAgency(house.agency(), stores -> stores.audit().newest(9)))
            .isEmpty());
  }

  @Test
  void whatWasWrittenBeforeThereWereChainsIsChained() {
    plain.sql("CREATE DATABASE before_chains");
    var old = named("before_chains", plain.migrating());
    Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(old.jdbcUrl(), old.user(), old.password().reveal())
        .locations("classpath:migrations")
        .table("schema_migration")
        .target("0029")
        .load()
        .migrate();
    var before = new TestDatabase(old, named("before_chains", plain.running()));
    var agency = UUID.randomUUID();
    var another = UUID.randomUUID();
    before.sql("INSERT INTO agency (id, name) VALUES (?, 'A'), (?, 'B')", agency, another);
    before.sql("""
        INSERT INTO audit (agency_id, at, actor, action, subject, detail)
        SELECT a, now() - make_interval(mins => n), 'old', 'did', n::text, '{"n":1}'
        FROM generate_series(1, 3) n, unnest(ARRAY[?, ?]::uuid[]) a
        """, agency, another);

    Migrations.run(old);

    Database opened = before.open(vertx);
    Wait.on(opened.inAgency(
        new AgencyId(agency), stores -> stores.audit().add("new", "did", "it", "{}")));
    var verdict = Wait.on(opened.audit().verify(new AgencyId(agency)));
    assertTrue(verdict.holds(), verdict::toString);
    assertEquals(4, verdict.entries());
    assertEquals(
        List.of("it", "1", "2", "3"),
        Wait.on(opened.inAgency(new AgencyId(agency), stores -> stores.audit().newest(9))).stream()
            .map(AuditStore.Entry::subject)
            .toList());
    Wait.on(opened.close());
  }

  private static DatabaseSettings named(String database, DatabaseSettings settings) {
    return new DatabaseSettings(
        settings.host(),
        settings.port(),
        database,
        settings.user(),
        settings.password(),
        settings.sslMode(),
        settings.connections());
  }
}
