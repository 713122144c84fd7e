package dev.frontdesk.admin.api;

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
final class TestServer {
  private static final String MIGRATED = "migrated";
  private static final EmbeddedServer SERVER = start();

  private final String database = "t" + UUID.randomUUID().toString().replace("-", "");

  private final Connection connection;

  TestServer() {
    copy(database);
    connection = connect();
  }

  DatabaseSettings running() {
    return SERVER.running(database).withConnections(8);
  }

  DatabaseSettings migrating() {
    return SERVER.migrating(database).withConnections(8);
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

  /** Past all walls. */
  Connection connect() {
    var url = "jdbc:postgresql://127.0.0.1:" + SERVER.port() + "/" + database;
    try {
      return DriverManager.getConnection(url, "postgres", "");
    } catch (SQLException e) {
      throw new IllegalStateException(url, e);
    }
  }

  /** To migrate it again would take a second and more. */
  private static void copy(String name) {
    var url = "jdbc:postgresql://127.0.0.1:" + SERVER.port() + "/postgres";
    try (Connection connection = DriverManager.getConnection(url, "postgres", "");
        var statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name + " TEMPLATE " + MIGRATED);
    } catch (SQLException e) {
      throw new IllegalStateException(name, e);
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
