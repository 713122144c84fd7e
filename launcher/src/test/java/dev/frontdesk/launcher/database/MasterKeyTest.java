package dev.frontdesk.launcher.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.frontdesk.launcher.settings.Setting;
import dev.frontdesk.launcher.settings.Settings;
import dev.frontdesk.launcher.terminal.ExitCode;
import dev.frontdesk.launcher.terminal.Trouble;
import dev.frontdesk.model.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterKeyTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @Test
  void besideAnEmbeddedDatabaseAKeyIsMadeOnce() {
    List<Secret> made = all(Map.of());
    assertEquals(1, made.size());
    assertEquals(made, all(Map.of()));
  }

  @Test
  void aNewerKeyIsPutAboveTheOneOfTheDataFolder() throws IOException {
    List<Secret> made = all(Map.of());
    Secret newer = MasterKey.random();
    Files.writeString(
        folder.resolve("master.key"), newer.reveal() + "\n" + made.get(0).reveal() + "\n");
    assertEquals(List.of(newer, made.get(0)), all(Map.of()));
  }

  @Test
  void aDatabaseThatOthersMayShareGetsNoKeyOfThisMachine() {
    assertEquals(List.of(), all(Map.of(Setting.DATABASE_URL, "postgres://u:p@db/x")));
  }

  @Test
  void aFileThatHoldsNoKeyIsNamedAndNotQuoted() throws IOException {
    Files.writeString(folder.resolve("master.key"), "hunter2\n");
    var refused = assertThrows(Trouble.class, () -> all(Map.of()));
    assertEquals(ExitCode.DATA_FOLDER, refused.code());
    assertFalse(String.valueOf(refused.getMessage()).contains("hunter2"));
  }

  private List<Secret> all(Map<Setting, String> given) {
    try (var data = DataFolder.open(folder)) {
      return MasterKey.all(Settings.of(given), data);
    }
  }
}
