package dev.frontdesk.store;

import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A migrated database of its own, for one test class. */
final class TestDatabase {
  private final DatabaseSettings migrating;
  private final DatabaseSettings running;

  TestDatabase(DatabaseSettings migrating, DatabaseSettings running) {
    this.migrating = migrating;
    this.running = running;
  }

  /** As its owner, a superuser. */
  DatabaseSettings migrating() {
    return migrating;
  }

  /** As the program. */
  DatabaseSettings running() {
    return running;
  }

  Database open(Vertx vertx) {
    return Wait.on(Database.open(vertx, running));
  }

  Connection superuser() throws SQLException {
    return DriverManager.getConnection(
        migrating.jdbcUrl(), migrating.user(), migrating.password().reveal());
  }

  /** Plain SQL as the superuser, past the store. */
  void sql(String sql, Object... arguments) {
    try (var connection = superuser();
        var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < arguments.length; i++) {
        statement.setObject(i + 1, arguments[i]);
      }
      statement.execute();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** First column of every row, as the superuser sees it. */
  List<String> strings(String sql, Object... arguments) {
    try (var connection = superuser();
        var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < arguments.length; i++) {
        statement.setObject(i + 1, arguments[i]);
      }
      List<String> found = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(rows.getString(1));
        }
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  long count(String sql, Object... arguments) {
    return Long.parseLong(strings(sql, arguments).get(0));
  }
}
