package dev.frontdesk.launcher.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.launcher.database.DataFolder;
import dev.frontdesk.launcher.database.DatabaseServer;
import dev.frontdesk.launcher.settings.Setting;
import dev.frontdesk.launcher.settings.Settings;
import dev.frontdesk.launcher.terminal.ExitCode;
import dev.frontdesk.launcher.terminal.Ink;
import dev.frontdesk.launcher.terminal.Trouble;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NodeIT {
  private final DatabaseServer server = DatabaseServer.unsynced();

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @BeforeAll
  void migrated() {
    server.migrate();
  }

  @AfterAll
  void gone() {
    server.close();
  }

  @Test
  void aNodeIsReadyAndTellsWhatIsStillToConfigure() throws Exception {
    try (var data = DataFolder.open(folder);
        var node = Node.start(settings(Map.of()), data, server)) {
      assertEquals(200, status(node.managementPort(), "/health/live"));
      assertEquals(200, status(node.managementPort(), "/health/ready"));
      assertEquals(200, status(node.port(), "/health"));
      var printed = new StringWriter();
      new Welcome(node, server, Inventory.take(node.database(), node.directory()), Ink.plain())
          .print(new PrintWriter(printed));
      String welcome = printed.toString();
      assertTrue(welcome.contains("http://127.0.0.1:" + node.port() + "/openai/webhook"), welcome);
      assertTrue(welcome.contains("export OPENAI_WEBHOOK_SECRET=whsec_"), welcome);
      assertTrue(welcome.contains("./frontdesk import"), welcome);
      assertTrue(welcome.contains("http://127.0.0.1:" + node.adminPort() + "/v1/docs"), welcome);
      assertEquals(200, status(node.adminPort(), "/v1/openapi.json"));
      assertEquals(401, status(node.adminPort(), "/v1/agencies"));
      assertTrue(welcome.contains("whisper-1 ends on 2027-02-26"), welcome);
    }
  }

  @Test
  void whereTheHostGivesOnePortHealthIsOnTheCallPort() throws Exception {
    int port = freePort();
    var one = Map.of(
        Setting.PORT, Integer.toString(port),
        Setting.ADMIN_PORT, Integer.toString(port),
        Setting.MANAGEMENT_PORT, Integer.toString(port));
    try (var data = DataFolder.open(folder);
        var node = Node.start(settings(one), data, server)) {
      assertEquals(port, node.managementPort());
      assertEquals(200, status(port, "/health/ready"));
      assertEquals(200, status(port, "/v1/docs"));
      assertEquals(404, status(port, "/v1/nothing"));
    }
  }

  @Test
  void aPortInUseIsNamedWithItsSetting() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var data = DataFolder.open(folder)) {
      var given = Map.of(Setting.PORT, Integer.toString(taken.getLocalPort()));
      var trouble = assertThrows(
          Trouble.class, () -> Node.start(settings(given), data, server).close());
      assertEquals(ExitCode.PORT_IN_USE, trouble.code());
      assertTrue(String.valueOf(trouble.getMessage()).contains("set PORT to a free one"));
    }
  }

  @Test
  void aDatabaseThatNobodyRunsIsNamedWithoutItsPassword() throws IOException {
    var given = settings(Map.of(
        Setting.DATABASE_URL, "postgres://u:hunter2@127.0.0.1:" + freePort() + "/frontdesk"));
    try (var data = DataFolder.open(folder)) {
      var trouble =
          assertThrows(Trouble.class, () -> DatabaseServer.open(given, data).close());
      assertEquals(ExitCode.DATABASE_UNREACHABLE, trouble.code());
      assertTrue(!String.valueOf(trouble.getMessage()).contains("hunter2"));
    }
  }

  @Test
  void twoProcessesOfOneFolderHaveASpoolEach() {
    try (var first = DataFolder.open(folder);
        var second = DataFolder.open(folder)) {
      assertEquals("spool-1.journal", String.valueOf(first.claimSpool().getFileName()));
      assertEquals("spool-2.journal", String.valueOf(second.claimSpool().getFileName()));
    }
  }

  @Test
  void aDataFolderThatIsAFileIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    var trouble = assertThrows(Trouble.class, () -> DataFolder.open(file).close());
    assertEquals(ExitCode.DATA_FOLDER, trouble.code());
  }

  private Settings settings(Map<Setting, String> more) {
    var given = new HashMap<>(Map.of(
        Setting.HOST, "127.0.0.1",
        Setting.PORT, "0",
        Setting.ADMIN_PORT, "0",
        Setting.MANAGEMENT_PORT, "0",
        Setting.INPUT_TRANSCRIPTION_MODEL, "whisper-1",
        Setting.DATA, folder.toString()));
    given.putAll(more);
    return Settings.of(given);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static int status(int port, String path) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
  }
}
