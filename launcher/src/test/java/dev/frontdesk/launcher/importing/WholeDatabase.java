package dev.frontdesk.launcher.importing;

import dev.frontdesk.store.DatabaseSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Everything that stands in a database, to be compared with what stood there before. */
final class WholeDatabase {
  private WholeDatabase() {}

  /**
   * Every row of every table as JSON, in a fixed order, by table.
   *
   * @param url {@code postgres://…} of a user that row-level security does not bind
   */
  static Map<String, String> rows(String url) throws SQLException {
    var settings = DatabaseSettings.parse(url);
    try (Connection connection = DriverManager.getConnection(
            "jdbc:postgresql://%s:%d/%s"
                .formatted(settings.host(), settings.port(), settings.database()),
            settings.user(),
            settings.password().reveal());
        var statement = connection.createStatement()) {
      var rows = new TreeMap<String, String>();
      for (String table : column(
          statement,
          "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'")) {
        rows.put(
            table,
            String.join(
                "\n",
                column(
                    statement, "SELECT to_jsonb(t)::text FROM %s t ORDER BY 1".formatted(table))));
      }
      return rows;
    }
  }

  private static List<String> column(Statement statement, String sql) throws SQLException {
    var values = new ArrayList<String>();
    try (var found = statement.executeQuery(sql)) {
      while (found.next()) {
        values.add(found.getString(1));
      }
    }
    return values;
  }
}
