package dev.frontdesk;

import dev.frontdesk.store.DatabaseSettings;
import dev.frontdesk.store.EmbeddedServer;
import dev.frontdesk.store.Migrations;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** One real PostgreSQL for the tests of this JVM; a copy of a migrated database for each that asks. */
final class TestServer implements AutoCloseable {
  private static final String MIGRATED = "migrated";
  private static final EmbeddedServer SERVER = start();

  private final String database = "t" + UUID.randomUUID().toString().replace("-", "");
  private final Connection connection;

  TestServer() {
    copy(database);
    connection = connect(database);
  }

  DatabaseSettings running() {
    return SERVER.running(database);
  }

  /** Runs SQL as the superuser, past all walls: for what a test prepares and looks at. */
  void run(String sql) {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** First column of every row, as text. */
  List<String> ask(String sql) {
    try (var statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      var found = new ArrayList<String>();
      while (rows.next()) {
        found.add(String.valueOf(rows.getString(1)));
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** The copy is nobody's any more. */
  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(database, e);
    }
    asSuperuser("DROP DATABASE " + database + " WITH (FORCE)");
  }

  /** To migrate it again would take a second and more. */
  private static void copy(String name) {
    asSuperuser("CREATE DATABASE " + name + " TEMPLATE " + MIGRATED);
  }

  private static void asSuperuser(String sql) {
    try (Connection connection = connect("postgres");
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private static Connection connect(String database) {
    var url = "jdbc:postgresql://127.0.0.1:" + SERVER.port() + "/" + database;
    try {
      return DriverManager.getConnection(url, "postgres", "");
    } catch (SQLException e) {
      throw new IllegalStateException(url, e);
    }
  }

  private static EmbeddedServer start() {
    EmbeddedServer server = EmbeddedServer.unsynced();
    Runtime.getRuntime().addShutdownHook(new Thread(server::close));
    server.createDatabase(MIGRATED);
    Migrations.run(server.migrating(MIGRATED));
    return server;
  }
}
