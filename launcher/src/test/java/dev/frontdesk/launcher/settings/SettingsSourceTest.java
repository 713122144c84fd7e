package dev.frontdesk.launcher.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsSourceTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @Test
  void theEnvironmentWinsOverTheFile() throws IOException {
    Settings settings = read("PORT: 9000\nADMIN_PORT: 9001\n", Map.of("PORT", "9100"));
    assertEquals(new Settings.Ports("0.0.0.0", 9100, 9001, 8082), settings.ports());
  }

  @Test
  void anEmptyVariableCountsAsAbsent() throws IOException {
    assertEquals(9000, read("PORT: 9000\n", Map.of("PORT", "")).ports().calls());
  }

  @Test
  void aListInTheFileIsAListOfValues() throws IOException {
    Settings settings = read("OPENAI_WEBHOOK_SECRET:\n  - whsec_YQ==\n  - whsec_Yg==\n", Map.of());
    assertEquals(2, settings.openAi().webhookSecrets().size());
  }

  @Test
  void unknownNamesAndWrongValuesComeInOneMessage() {
    assertEquals(
        List.of(
            "FRONTDESK_ROLE is not a setting; did you mean FRONTDESK_ROLES?",
            "OPENAI_MODLE is not a setting of %s; did you mean OPENAI_MODEL?".formatted(file()),
            "PORT is '-1' but must be a port, 0 to 65535"),
        problems("PORT: -1\nOPENAI_MODLE: x\n", Map.of("FRONTDESK_ROLE", "webhooks")));
  }

  @Test
  void variablesOfAKubernetesServiceNamedLikeUsAreNotOurs() throws IOException {
    Settings settings = read(
        "",
        Map.of(
            "FRONTDESK_SERVICE_HOST", "10.0.0.1",
            "FRONTDESK_PORT", "tcp://10.0.0.1:80",
            "FRONTDESK_PORT_80_TCP_ADDR", "10.0.0.1",
            "FRONTDESK_CALLS_SERVICE_PORT_HTTP", "80"));
    assertEquals(8080, settings.ports().calls());
  }

  @Test
  void aFileThatIsNotThereIsAProblemOnlyIfItWasNamed() {
    var refused = assertThrows(
        SettingsRefused.class,
        () ->
            SettingsSource.of(Map.of("FRONTDESK_CONFIG", folder.resolve("none").toString())));
    assertEquals(
        List.of("FRONTDESK_CONFIG names a file that is not there: " + folder.resolve("none")),
        refused.problems());
  }

  @Test
  void aFileThatIsNoYamlIsRefusedByPlaceWithoutQuotingIt() {
    assertEquals(
        List.of(file() + " is not YAML of the form NAME: value (line 1, column 17)"),
        problems("OPENAI_API_KEY: 'sk-hunter2\n", Map.of()));
  }

  private Settings read(String yaml, Map<String, String> environment) throws IOException {
    Files.writeString(file(), yaml);
    var all = new HashMap<>(environment);
    all.put("FRONTDESK_CONFIG", file().toString());
    return SettingsSource.of(all);
  }

  private List<String> problems(String yaml, Map<String, String> environment) {
    return assertThrows(SettingsRefused.class, () -> read(yaml, environment)).problems();
  }

  private Path file() {
    return folder.resolve("frontdesk.yaml");
  }
}
