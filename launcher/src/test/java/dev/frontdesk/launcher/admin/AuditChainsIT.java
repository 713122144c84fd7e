package dev.frontdesk.launcher.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.launcher.database.DatabaseServer;
import dev.frontdesk.launcher.terminal.ExitCode;
import dev.frontdesk.launcher.terminal.Trouble;
import dev.frontdesk.store.Database;
import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the operator reads about the audit. */
class AuditChainsIT {
  private final Vertx vertx = Vertx.vertx();
  private final DatabaseServer server = DatabaseServer.unsynced();
  private final StringWriter said = new StringWriter();

  @SuppressWarnings("NullAway.Init")
  private Database database;

  @BeforeEach
  void open() {
    server.migrate();
    database = server.connect(vertx);
    for (String name : new String[] {"North", "South"}) {
      var agency = database.platform().createAgency(name).await();
      database
          .inAgency(agency, stores -> stores.audit().add("key k", "tenant.created", "t", "{}"))
          .await();
    }
  }

  @AfterEach
  void close() {
    vertx.close().await();
    server.close();
  }

  private ExitCode verify(String agency) {
    return new AuditChains(database, new PrintWriter(said, true)).verify(agency);
  }

  @Test
  void chainsThatHoldAreOkAndABrokenOneFailsByName() throws SQLException {
    assertEquals(ExitCode.OK, new AuditChains(database, new PrintWriter(said, true)).verify(null));
    var url = URI.create(server.url());
    try (var connection = DriverManager.getConnection(
            "jdbc:postgresql://%s:%d%s".formatted(url.getHost(), url.getPort(), url.getPath()),
            url.getUserInfo(),
            "");
        var statement = connection.createStatement()) {
      statement.execute(
          "UPDATE audit SET actor = 'nobody' FROM agency WHERE agency.id = agency_id AND name = 'South'");
    }

    assertEquals(ExitCode.OK, verify("North"));
    assertEquals(ExitCode.FAILED, verify("South"));
    assertTrue(
        said.toString().contains("BROKEN at entry 1: who, what, when or for whom was changed"),
        said::toString);
  }

  @Test
  void anAgencyThatDoesNotExistIsNotCalledSound() {
    assertEquals(
        ExitCode.INPUT, assertThrows(Trouble.class, () -> verify("Nowhere")).code());
  }
}
