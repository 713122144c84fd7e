package dev.frontdesk.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.frontdesk.model.Secret;
import org.junit.jupiter.api.Test;

class DatabaseSettingsTest {
  @Test
  void readsAUrlAsHostsWriteIt() {
    assertEquals(
        new DatabaseSettings(
            "db.example.com", 5433, "desk", "u:x", Secret.of("p@ss+w"), "require", 16),
        DatabaseSettings.parse(
            "postgres://u%3Ax:p%40ss+w@db.example.com:5433/desk?sslmode=require&x"));
  }

  @Test
  void fillsInWhatAUrlLeavesOut() {
    assertEquals(
        new DatabaseSettings("db", 5432, "desk", "postgres", Secret.of(""), "prefer", 16),
        DatabaseSettings.parse("postgresql://db/desk"));
  }

  @Test
  void neverRepeatsAPassword() {
    for (String url : new String[] {
      "mysql://u:hunter2@db/x", "postgres://u:hunter2@db", "postgres://u:hunter2 @db/x"
    }) {
      var malformed =
          assertThrows(IllegalArgumentException.class, () -> DatabaseSettings.parse(url));
      assertFalse(String.valueOf(malformed.getMessage()).contains("hunter2"), url);
    }
    assertFalse(DatabaseSettings.parse("postgres://u:hunter2@db/x").toString().contains("hunter2"));
  }
}
