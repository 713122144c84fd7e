package dev.frontdesk.launcher.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import dev.frontdesk.launcher.database.DatabaseServer;
import dev.frontdesk.launcher.database.MasterKey;
import dev.frontdesk.launcher.settings.Setting;
import dev.frontdesk.launcher.settings.Settings;
import dev.frontdesk.launcher.terminal.ExitCode;
import dev.frontdesk.launcher.terminal.Trouble;
import dev.frontdesk.model.AgencyId;
import dev.frontdesk.model.EndpointId;
import dev.frontdesk.model.Secret;
import dev.frontdesk.store.Database;
import dev.frontdesk.store.DatabaseSettings;
import dev.frontdesk.store.Directory;
import dev.frontdesk.store.EndpointStore.Kind;
import dev.frontdesk.store.SecretVault;
import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RotateMasterKeyIT {
  private static final Secret API_KEY = Secret.of("sk-planted");

  private final Secret oldKey = MasterKey.random();
  private final Secret newKey = MasterKey.random();
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final DatabaseServer server = DatabaseServer.unsynced();
  private final Vertx vertx = Vertx.vertx();

  @SuppressWarnings("NullAway.Init")
  private StringWriter out;

  @SuppressWarnings("NullAway.Init")
  private StringWriter err;

  @SuppressWarnings("NullAway.Init")
  private Database database;

  @SuppressWarnings("NullAway.Init")
  private AgencyId agency;

  @SuppressWarnings("NullAway.Init")
  private EndpointId endpoint;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @BeforeAll
  void migrated() {
    root().addAppender(log);
    log.start();
    server.migrate();
    database = server.connect(vertx);
  }

  @AfterAll
  void gone() {
    database.close().await();
    vertx.close().await();
    server.close();
    root().detachAppender(log);
  }

  /** A rotation is of the whole database: one test's keys are not the next one's. */
  @BeforeEach
  void oneEndpointWithASecretUnderTheOldKey() throws SQLException {
    out = new StringWriter();
    err = new StringWriter();
    empty();
    agency = database.platform().createAgency("Agency " + UUID.randomUUID()).await();
    endpoint = addSecret(SecretVault.of(oldKey));
  }

  @AfterEach
  void nothingPlantedWasShown() {
    var shown = new StringBuilder(out + "\n" + err);
    for (ILoggingEvent event : List.copyOf(log.list)) {
      shown.append(event.getFormattedMessage()).append(event.getKeyValuePairs());
      if (event.getThrowableProxy() != null) {
        shown.append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
      }
    }
    for (Secret secret : List.of(oldKey, newKey, API_KEY)) {
      assertFalse(shown.toString().contains(secret.reveal()), shown.toString());
    }
  }

  @Test
  void aCheckTellsARunDoesAndASecondRunFindsNothing() {
    assertEquals(0, rotate(true, newKey, oldKey));
    assertTrue(
        out.toString()
            .contains(
                "Checked: 1 to re-wrap, 0 under the newest master key already. Nothing was changed."),
        out.toString());
    assertEquals(API_KEY, read(oldKey));

    assertEquals(0, rotate(false, newKey, oldKey));
    assertTrue(
        out.toString().contains("1 seen, 1 to the newest master key, 0 there already"),
        out.toString());
    assertTrue(
        out.toString().contains("Done: 1 re-wrapped, 0 under the newest master key already."),
        out.toString());
    assertTrue(
        out.toString().contains("Every data key is under the newest master key."), out.toString());
    assertEquals(API_KEY, read(newKey));
    assertEquals(Secret.of(""), read(oldKey));

    assertEquals(0, rotate(false, newKey));
    assertTrue(
        out.toString().contains("Done: 0 re-wrapped, 1 under the newest master key already."),
        out.toString());
  }

  @Test
  void aDataKeyThatDoesNotOpenIsNamedByItsOwnerAndTheRunFails() {
    for (boolean check : List.of(true, false)) {
      var failed = assertThrows(Trouble.class, () -> rotate(check, newKey));
      assertEquals(ExitCode.FAILED, failed.code());
      assertEquals(
          "1 of 1 data keys cannot be unwrapped and are as they were. List the master key they are under in FRONTDESK_MASTER_KEY as well, then run this again",
          failed.getMessage());
      assertTrue(
          err.toString().contains("the data key of agency:" + agency + ": its master key"),
          err.toString());
    }
    assertEquals(API_KEY, read(oldKey));
  }

  @Test
  void withoutAMasterKeyThereIsNothingToRotateTo() {
    var refused = assertThrows(Trouble.class, () -> rotate(false));
    assertEquals(ExitCode.SETTINGS, refused.code());
  }

  @Test
  void theKeysMayStandOneUnderTheOtherInAFile() throws Exception {
    Path file =
        Files.writeString(folder.resolve("keys"), newKey.reveal() + "\n" + oldKey.reveal() + "\n");
    assertEquals(0, rotate(false, Secret.of("file:" + file)));
    assertEquals(API_KEY, read(newKey));
  }

  private int rotate(boolean check, Secret... keys) {
    String listed = String.join(" ", List.of(keys).stream().map(Secret::reveal).toList());
    var settings = Settings.of(Map.of(
        Setting.DATABASE_URL,
        server.url(),
        Setting.DATA,
        folder.toString(),
        Setting.MASTER_KEY,
        listed));
    return RotateMasterKeyCommand.rotate(
        settings, check, new RotationReport(new PrintWriter(out), new PrintWriter(err, true)));
  }

  private EndpointId addSecret(SecretVault vault) {
    return database
        .inAgency(
            agency,
            stores -> stores
                .endpoints()
                .create("openai", "own", "https://api.example.com/v1", null)
                .compose(id -> stores
                    .endpoints()
                    .addSecret(id, Kind.API_KEY, API_KEY, vault)
                    .map(id)))
        .await();
  }

  private Secret read(Secret master) {
    var directory = Directory.open(vertx, database, SecretVault.of(master)).await();
    try {
      return directory.endpoint(endpoint).orElseThrow().apiKey();
    } finally {
      directory.close().await();
    }
  }

  private void empty() throws SQLException {
    var owner = DatabaseSettings.parse(server.url());
    try (var connection = DriverManager.getConnection(
            "jdbc:postgresql://%s:%d/%s".formatted(owner.host(), owner.port(), owner.database()),
            owner.user(),
            owner.password().reveal());
        var statement = connection.createStatement()) {
      statement.execute("TRUNCATE endpoint_secret, data_key CASCADE");
    }
  }

  private static Logger root() {
    return (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  }
}
