package dev.frontdesk.launcher.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {
  private static final Path PAGE = Path.of("..", "docs", "configuration.md");

  @Test
  void thePageAndTheProgramKnowTheSameSettings() throws IOException {
    List<String> page = Files.readAllLines(PAGE).stream()
        .filter(line -> line.matches("\\| `[A-Z_]+` .*"))
        .toList();
    assertEquals(Arrays.stream(Setting.values()).map(ConfigurationPageTest::row).toList(), page);
  }

  private static String row(Setting setting) {
    String standard = setting.standard().isEmpty() ? "" : "`" + setting.standard() + "`";
    return "| `%s` | %s | %s | `%s` |"
        .formatted(setting.key(), standard, setting.meaning(), setting.example());
  }
}
