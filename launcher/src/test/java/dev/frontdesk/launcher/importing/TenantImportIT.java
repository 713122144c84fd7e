package dev.frontdesk.launcher.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.launcher.database.DatabaseServer;
import dev.frontdesk.launcher.terminal.Trouble;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.TransferTarget;
import dev.frontdesk.model.VoiceSettings;
import dev.frontdesk.store.Database;
import dev.frontdesk.store.Directory;
import dev.frontdesk.store.ProfileStore.Draft;
import dev.frontdesk.store.StoreRefused;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TenantImportIT {
  private final Vertx vertx = Vertx.vertx();
  private final DatabaseServer server = DatabaseServer.unsynced();

  @SuppressWarnings("NullAway.Init")
  private Database database;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @BeforeAll
  void migrated() {
    server.migrate();
    database = server.connect(vertx);
  }

  @AfterAll
  void gone() {
    database.close().await();
    vertx.close().await();
    server.close();
  }

  @Test
  void theSameImportTwiceIsOneTenantWithOneVersion() throws IOException {
    Files.writeString(folder.resolve("system-prompt.txt"), "You are Ana.");
    Files.writeString(folder.resolve("contacts.json"), "{\"+421900000001\":\"Jane\"}");
    assertEquals(new TenantImport.Done(true, 1, 0, 1, true), run("Acme", "+15550100001"));
    assertEquals(new TenantImport.Done(false, 1, 0, 1, false), run("Acme", "+15550100001"));
    Files.writeString(folder.resolve("system-prompt.txt"), "You are Eva.");
    assertEquals(new TenantImport.Done(false, 1, 0, 2, true), run("Acme", "+15550100001"));
    var directory = Directory.open(vertx, database, null).await();
    var tenant = directory
        .byNumber(Database.PLATFORM_ENDPOINT, new PhoneNumber("+15550100001"))
        .orElseThrow();
    assertEquals("You are Eva.", Objects.requireNonNull(tenant.profile()).prompt());
    assertEquals(ZoneId.of("Europe/Prague"), tenant.zone());
    directory.close().await();
  }

  @Test
  void aNumberOfAnotherTenantIsRefusedAndNothingIsLeft() throws SQLException {
    run("First", "+15550100002");
    var before = WholeDatabase.rows(server.url());
    var sameAgency = assertThrows(Trouble.class, () -> run("Second", "+15550100002"));
    var newAgency = assertThrows(
        Trouble.class,
        () -> run(wish("New agency", "Second", "+15550100002", "Europe/Prague"), read()));
    for (Trouble refused : List.of(sameAgency, newAgency)) {
      assertEquals(
          "number +15550100002 belongs to another tenant; nothing was imported",
          String.valueOf(refused.getMessage()));
    }
    assertEquals(before, WholeDatabase.rows(server.url()));
  }

  @Test
  void anImportWhoseLastStepFailsChangesNoTenant() throws SQLException {
    run("Third", "+15550100003");
    var agency = database.platform().findAgency("Agency").await().orElseThrow();
    var tenant = database
        .inAgency(agency, stores -> stores.tenants().byKey("third"))
        .await()
        .orElseThrow();
    var draft = new Draft("half-written", "", "", VoiceSettings.DEFAULTS, Set.of(), List.of());
    database.inTenant(tenant.id(), stores -> stores.profiles().saveDraft(draft)).await();
    var before = WholeDatabase.rows(server.url());
    var refused = assertThrows(
        Trouble.class,
        () -> run(
            wish("Agency", "THIRD", "+15550100004", "Europe/Bratislava"), with(target("Sales"))));
    assertTrue(String.valueOf(refused.getMessage()).contains("unpublished draft"));
    assertEquals(before, WholeDatabase.rows(server.url()));
  }

  @Test
  void anImportThatTheDatabaseRefusesMidWayLeavesNoAgency() throws SQLException {
    var before = WholeDatabase.rows(server.url());
    assertThrows(
        StoreRefused.class,
        () ->
            run(wish("Short-lived", "Fourth", "+15550100005", "Europe/Prague"), with(target(""))));
    assertEquals(before, WholeDatabase.rows(server.url()));
    run(wish("Short-lived", "Fourth", "+15550100005", "Europe/Prague"), with(target("Sales")));
    assertNotEquals(before, WholeDatabase.rows(server.url()));
  }

  private TenantImport.Done run(String tenant, String number) {
    return run(wish("Agency", tenant, number, "Europe/Prague"), read());
  }

  private TenantImport.Done run(TenantWish wish, Receptionist receptionist) {
    return new TenantImport(database, wish, receptionist).run().await();
  }

  private static TenantWish wish(String agency, String tenant, String number, String zone) {
    return new TenantWish(agency, tenant, new PhoneNumber(number), null, ZoneId.of(zone), null);
  }

  private Receptionist read() {
    return Receptionist.read(folder, Optional.empty(), "US");
  }

  private static Receptionist with(TransferTarget target) {
    return new Receptionist(
        Optional.of("You are Ana."),
        Optional.empty(),
        Optional.empty(),
        VoiceSettings.DEFAULTS,
        List.of(),
        List.of(target),
        Set.of());
  }

  /** The database refuses one without a name. */
  private static TransferTarget target(String name) {
    return new TransferTarget(
        "sales", name, List.of(), "+15550100099", "", TransferTarget.Kind.PERSON, null);
  }
}
