package dev.frontdesk.launcher.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.launcher.database.DatabaseServer;
import dev.frontdesk.launcher.terminal.Trouble;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.store.Database;
import dev.frontdesk.store.Directory;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TenantImportIT {
  private final Vertx vertx = Vertx.vertx();
  private final DatabaseServer server = DatabaseServer.temporary();

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
  void aNumberOfAnotherTenantIsRefusedAndNoTenantIsLeft() {
    run("First", "+15550100002");
    var refused = assertThrows(Trouble.class, () -> run("Second", "+15550100002"));
    assertEquals(
        "number +15550100002 belongs to another tenant; nothing was imported",
        String.valueOf(refused.getMessage()));
    var agency = database.platform().findAgency("Agency").await().orElseThrow();
    assertTrue(database
        .inAgency(agency, stores -> stores.tenants().byKey("second"))
        .await()
        .isEmpty());
  }

  private TenantImport.Done run(String tenant, String number) {
    var wish = new TenantWish(
        "Agency", tenant, new PhoneNumber(number), null, ZoneId.of("Europe/Prague"), null);
    return new TenantImport(database, wish, Receptionist.read(folder, Optional.empty(), "US"))
        .run()
        .await();
  }
}
