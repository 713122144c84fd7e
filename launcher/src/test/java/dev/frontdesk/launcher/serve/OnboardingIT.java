package dev.frontdesk.launcher.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.launcher.database.DataFolder;
import dev.frontdesk.launcher.database.DatabaseServer;
import dev.frontdesk.launcher.settings.Setting;
import dev.frontdesk.launcher.settings.Settings;
import dev.frontdesk.simulator.Simulator;
import dev.frontdesk.simulator.SimulatorOptions;
import dev.frontdesk.simulator.script.Script;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lines of the README, word for word, make a business whose next call is answered as they say. */
class OnboardingIT {
  private static final Path README = Path.of("..", "README.md");

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @Test
  void theNextCallIsAnsweredAsTheLinesOfTheReadmeSay() throws Exception {
    Vertx vertx = Vertx.vertx();
    var options = SimulatorOptions.defaults().withPace(0);
    var world = Simulator.start(vertx, options).await();
    try (var server = DatabaseServer.unsynced();
        var data = DataFolder.open(folder)) {
      server.migrate();
      try (var node = Node.start(settings(world, options), data, server)) {
        String printed = run(lines(), node, server);

        node.directory().refresh().await();
        var report = world
            .place(
                Script.parse("""
                    name: onboarded
                    from: "+421905123456"
                    to: "+15550100001"
                    steps:
                    - greeting
                    - caller: Sales, please.
                    - tool: transfer_call
                      with: { target: sales }
                    - hang-up
                    expect: { accepts: 1, greeted: true }
                    """),
                URI.create("http://127.0.0.1:" + node.port() + "/openai/webhook"))
            .await();
        assertEquals(List.of(), report.broken(), printed);
        String session = String.valueOf(report.session());
        assertTrue(session.contains("You answer the telephone of a bakery."), session);
        assertTrue(session.contains("Jana"), session);
        assertTrue(session.contains("sales"), session);
        assertTrue(
            report.said().toString().contains("Bakery Novak, good day."),
            report.said().toString());
      }
    } finally {
      world.close().await();
      vertx.close().await();
    }
  }

  private static String lines() throws IOException {
    return Files.readString(README)
        .lines()
        .dropWhile(line -> !line.equals("## Onboard a business"))
        .dropWhile(line -> !line.startsWith("    "))
        .takeWhile(line -> line.startsWith("    "))
        .map(line -> line.substring(4))
        .collect(Collectors.joining("\n"));
  }

  private String run(String lines, Node node, DatabaseServer server) throws Exception {
    Path home = Files.createDirectory(folder.resolve("home"));
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Path command = Files.writeString(
        home.resolve("frontdesk"),
        "#!/bin/sh\nexec '%s' -cp '%s' dev.frontdesk.launcher.Main \"$@\"\n"
            .formatted(java, System.getProperty("java.class.path")));
    Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwxr-xr-x"));
    var shell = new ProcessBuilder("bash", "-eu", "-c", lines)
        .directory(home.toFile())
        .redirectErrorStream(true)
        .redirectOutput(home.resolve("printed").toFile());
    shell.environment().put("ADMIN_PORT", Integer.toString(node.adminPort()));
    shell.environment().put("DATABASE_URL", server.url());
    Process running = shell.start();
    boolean ended = running.waitFor(90, TimeUnit.SECONDS);
    running.destroy();
    String printed = Files.readString(home.resolve("printed"));
    assertTrue(ended, printed);
    assertEquals(0, running.exitValue(), printed);
    return printed;
  }

  private Settings settings(Simulator world, SimulatorOptions options) {
    return Settings.of(Map.of(
        Setting.HOST, "127.0.0.1",
        Setting.PORT, "0",
        Setting.ADMIN_PORT, "0",
        Setting.MANAGEMENT_PORT, "0",
        Setting.OPENAI_BASE_URL, world.baseUrl(),
        Setting.OPENAI_API_KEY, "sk-test",
        Setting.OPENAI_WEBHOOK_SECRET, options.webhookSecret(),
        Setting.DATA, folder.toString()));
  }
}
