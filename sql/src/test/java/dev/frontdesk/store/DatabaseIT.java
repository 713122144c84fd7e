package dev.frontdesk.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.model.Secret;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(PostgresExtension.class)
class DatabaseIT {
  private final Vertx vertx;
  private final Database database;
  private final TestDatabase plain;

  DatabaseIT(Vertx vertx, Database database, TestDatabase plain) {
    this.vertx = vertx;
    this.database = database;
    this.plain = plain;
  }

  @Test
  void aUserThatMayBecomeTheProgramsRoleActsAsIt() {
    Database asMigrator = Wait.on(Database.open(vertx, plain.migrating()));

    var house = House.create(asMigrator);

    assertEquals(
        List.of(house.tenant()),
        Wait.on(asMigrator.inAgency(house.agency(), stores -> stores.tenants().list())).stream()
            .map(Tenant::id)
            .toList());
    Wait.on(asMigrator.close());
  }

  @Test
  void aRoleThatRowLevelSecurityDoesNotBindIsRefused() {
    plain.sql(
        "DO $$ BEGIN CREATE ROLE unbound LOGIN BYPASSRLS; GRANT frontdesk_runtime TO unbound; END $$");
    var unbound = Database.unchecked(
        vertx, plain.running().withUser("unbound", Secret.of("")), "unbound", true);

    var refused = Wait.failure(unbound.refuseUnboundRole());

    assertTrue(String.valueOf(refused.getMessage()).contains("unbound"));
    Wait.on(unbound.close());
    plain.sql("DROP ROLE unbound");
  }

  @Test
  void aNodeThatGetsTooFewConnectionsSaysSoWhenItStarts() {
    plain.sql("CREATE ROLE crowded LOGIN CONNECTION LIMIT 1");
    plain.sql("GRANT frontdesk_runtime TO crowded");

    var refused =
        Wait.failure(Database.open(vertx, plain.running().withUser("crowded", Secret.of(""))));

    assertInstanceOf(StoreUnavailable.class, refused);
    assertTrue(String.valueOf(refused.getMessage()).contains("no connection left for this node"));
    plain.sql("DROP ROLE crowded");
  }

  @Test
  void aServerThatComesUpLaterThanItsNodeIsAskedAgain(@TempDir Path data) {
    try (EmbeddedServer server = EmbeddedServer.start(data)) {
      server.createDatabase("late");
      Migrations.run(server.migrating("late"));
      server.stop(false);

      var opened = Database.open(vertx, server.running("late"));
      server.startAgain();

      Database late = Wait.on(opened);
      Wait.on(late.ping());
      Wait.on(late.close());
    }
  }

  @Test
  void aWrongAddressIsUnavailableAndAConstraintIsRefused() {
    var nowhere = Database.unchecked(
        vertx,
        new DatabaseSettings("127.0.0.1", 1, "x", "x", Secret.of(""), "disable", 1),
        "x",
        true);
    assertInstanceOf(StoreUnavailable.class, Wait.failure(nowhere.ping()));
    Wait.on(nowhere.close());

    Wait.on(database.platform().createAgency("twice"));
    var refused = assertInstanceOf(
        StoreRefused.class, Wait.failure(database.platform().createAgency("twice")));
    assertTrue(refused.isDuplicate());
    assertFalse(String.valueOf(refused.getMessage()).contains("twice"));
  }

  @Test
  void aFailedTransactionLeavesNothing() {
    var house = House.create(database);

    Wait.failure(database.inTenant(
        house.tenant(),
        stores -> stores
            .audit()
            .add("me", "try", "it", "{}")
            .compose(done -> Future.failedFuture(new IllegalStateException("changed my mind")))));

    assertEquals(
        List.of(),
        Wait.on(database.inTenant(house.tenant(), stores -> stores.audit().newest(10))));
  }

  @Test
  void anAgencyIsMadeInTheTransactionThatNamesItAndOnlyOnce() {
    Wait.failure(database.inAgencyNamed(
        "named", stores -> Future.failedFuture(new IllegalStateException("changed my mind"))));
    assertEquals(Optional.empty(), Wait.on(database.platform().findAgency("named")));

    // Both at once: the second waits for the first, and finds its agency.
    var first =
        database.inAgencyNamed("named", stores -> stores.tenants().list().map(none -> stores.id()));
    var second =
        database.inAgencyNamed("named", stores -> stores.tenants().list().map(none -> stores.id()));

    assertEquals(Wait.on(first), Wait.on(second));
    assertEquals(Optional.of(Wait.on(first)), Wait.on(database.platform().findAgency("named")));
  }

  @Test
  void everythingGoesOnAfterTheServerCameBack(@TempDir Path data) {
    EmbeddedServer server = EmbeddedServer.start(data);
    server.createDatabase("desk");
    int port = server.port();
    Migrations.run(server.migrating("desk"));
    Database open = Wait.on(Database.open(vertx, server.running("desk")));
    House house = House.create(open);
    Directory directory = Wait.on(Directory.open(vertx, open, null));

    server.close();

    assertInstanceOf(StoreUnavailable.class, Wait.failure(open.ping()));
    assertInstanceOf(
        StoreUnavailable.class,
        Wait.failure(open.inTenant(house.tenant(), stores -> stores.numbers().list())));
    Wait.until("the directory knows that it may be stale", directory::stale);
    assertEquals(
        house.tenant(),
        directory.byNumber(house.endpoint(), house.number()).orElseThrow().id());

    try (EmbeddedServer again = EmbeddedServer.start(data, port)) {
      Wait.until(
          "the database answers",
          () -> Wait.on(open.ping().transform(done -> Future.succeededFuture(done.succeeded()))));
      Wait.until("the directory is fresh again", () -> !directory.stale());
      Wait.on(
          open.inTenant(house.tenant(), stores -> stores.audit().add("me", "came", "back", "{}")));
      Wait.on(open.inTenant(house.tenant(), stores -> stores.numbers().release(house.number())));
      Wait.until(
          "a change after the restart is noticed",
          () -> directory.byNumber(house.endpoint(), house.number()).isEmpty());
      assertEquals(port, again.port());
      Wait.on(directory.close());
      Wait.on(open.close());
    }
  }

  @Test
  void migratingTwiceChangesNothing() {
    assertEquals(0, Migrations.run(plain.migrating()));
  }

  @Test
  void aNewerSchemaStopsTheStartWithOneClearMessage() {
    plain.sql(
        "INSERT INTO schema_migration SELECT 999, '9999', 'from the future', 'SQL', 'V9999__from_the_future.sql', 1, 'x', now(), 1, true");

    var mismatch = assertThrows(MigrationMismatch.class, () -> Migrations.run(plain.migrating()));

    assertTrue(String.valueOf(mismatch.getMessage()).contains("newer"));
    plain.sql("DELETE FROM schema_migration WHERE version = '9999'");
  }

  @Test
  void aUserThatIsNoSuperuserMigratesAndRuns() {
    plain.sql("CREATE ROLE hosted LOGIN PASSWORD 'x'");
    // As on a hosted server: the roles exist, made by an administrator who lets this user act as
    // them.
    plain.sql("GRANT frontdesk_runtime, frontdesk_definer TO hosted");
    plain.sql("CREATE DATABASE hosted OWNER hosted");
    var settings = new DatabaseSettings(
        plain.running().host(),
        plain.running().port(),
        "hosted",
        "hosted",
        Secret.of("x"),
        "disable",
        4);

    Migrations.run(settings);

    Database hosted = Wait.on(Database.open(vertx, settings));
    House house = House.withOwnEndpoint(hosted);
    var call = house.open(hosted);
    assertTrue(Wait.on(hosted.inTenant(house.tenant(), stores -> stores.calls().byId(call)))
        .isPresent());
    Wait.on(hosted.close());
  }

  @Test
  void aUserThatMayCreateRolesNeedsNoAdministrator(@TempDir Path data) throws SQLException {
    try (EmbeddedServer server = EmbeddedServer.start(data)) {
      try (var connection = DriverManager.getConnection(
              server.migrating("postgres").jdbcUrl(), EmbeddedServer.SUPERUSER, null);
          var statement = connection.createStatement()) {
        statement.execute("CREATE ROLE hosted LOGIN CREATEROLE");
        statement.execute("CREATE DATABASE desk OWNER hosted");
      }
      var settings = server.migrating("desk").withUser("hosted", Secret.of(""));

      Migrations.run(settings);

      Database hosted = Wait.on(Database.open(vertx, settings));
      House house = House.create(hosted);
      assertEquals(
          1,
          Wait.on(hosted.inAgency(house.agency(), stores -> stores.tenants().list()))
              .size());
      Wait.on(hosted.close());
    }
  }
}
