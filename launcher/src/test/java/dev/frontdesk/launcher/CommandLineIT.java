package dev.frontdesk.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.launcher.terminal.ExitCode;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CommandLineIT {
  private static final List<String> HELD_OVER_THE_CARRIER = List.of(
      "the receptionist fell silent when the caller spoke",
      "the opening hours came from the knowledge",
      "one appointment stands in the calendar",
      "Robin was told who calls and what about",
      "Robin pressed 1",
      "they met, and the caller was never alone",
      "PostgreSQL has it as transferred",
      "Robin pressed 2",
      "the caller was told why, and PostgreSQL has it as declined",
      "the message was delivered, with proof",
      "it stands in the chat, word for word");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void theDemoHoldsEveryExpectationAndShowsItFromTheDatabase() {
    assertEquals(0, run("demo", "--once", "--pace", "0.05"), () -> out + "\n" + err);
    String shown = out.toString();
    assertTrue(shown.contains("REFER to tel:+15550100010"), shown);
    assertTrue(shown.contains("¿a qué hora abren mañana?"), shown);
    assertTrue(shown.contains("SIP 603"), shown);
    assertTrue(
        shown.contains("I am sorry, Robin cannot take your call just now. May I take a message?"),
        shown);
    assertTrue(shown.contains("A caller for you: Eva Stone, 4 2 1 9 0 0 0 0 0 0 1 1."), shown);
    assertTrue(shown.contains("slack 'workshop' took the message at 20"), shown);
    for (String held : HELD_OVER_THE_CARRIER) {
      assertTrue(shown.contains("held      " + held), () -> held + "\n" + shown);
    }
    assertTrue(
        shown.contains("Every expectation held; the transcripts are in the database."), shown);
    assertFalse(shown.contains("\u001b"), "no colours in a pipe");
  }

  @Test
  void aBenchmarkOfTheAdminApiSeesPublicationsArriveAtAClusterReadsAndImports(@TempDir Path folder)
      throws Exception {
    Path json = folder.resolve("report.json");
    assertEquals(
        0,
        run(
            "bench",
            "admin",
            "--publications",
            "3",
            "--seconds",
            "1",
            "--rate",
            "20",
            "--contacts",
            "12",
            "--json",
            json.toString()),
        () -> out + "\n" + err);
    var report = new JsonObject(Files.readString(json));
    assertEquals(3, report.getJsonObject("publishToEveryNode").getInteger("n"), report.encode());
    var reads = report.getJsonObject("getProfile");
    assertEquals(20, reads.getJsonObject("paced").getInteger("n"), report.encode());
    assertTrue(reads.getJsonObject("noPause").getInteger("n") > 0, report.encode());
    assertEquals(12, report.getJsonObject("contactImport").getInteger("rows"));
  }

  @Test
  void aBenchmarkMeasuresAGatewayInAProcessOfItsOwn(@TempDir Path folder) throws Exception {
    Path json = folder.resolve("report.json");
    assertEquals(
        0,
        run(
            "bench",
            "sip",
            "--calls",
            "4",
            "--rate",
            "4",
            "--hold",
            "1",
            "--warm",
            "2",
            "--live",
            "3",
            "--turns",
            "2",
            "--json",
            json.toString()),
        () -> out + "\n" + err);
    var report = new JsonObject(Files.readString(json));
    assertEquals(4, report.getJsonObject("counts").getInteger("greeted"));
    var live = report.getJsonObject("live");
    assertEquals(3, live.getInteger("calls"));
    assertEquals(3, live.getJsonObject("toolRoundTrip").getInteger("n"), report.encode());
    assertTrue(report.getDouble("postgresCpuMsPerCall") >= 0, report.encode());
    assertTrue(out.toString().contains("attached → greeting"), out.toString());
  }

  @Test
  void aKeyOfATenantNeedsItsAgency() {
    assertEquals(
        ExitCode.USAGE.status(), run("admin", "create-key", "--role", "agency"), err::toString);
    assertTrue(err.toString().contains("needs --agency"), err.toString());
  }

  @Test
  void everyCommandHasHelp() {
    for (String command : Main.commandLine().getSubcommands().keySet()) {
      assertEquals(0, run(command, "--help"), command);
    }
  }

  @Test
  void aScriptThatIsNoScriptIsRefusedByNameAndLine(@TempDir Path folder) throws Exception {
    Path script =
        Files.writeString(folder.resolve("wrong.yaml"), "from: \"+1\"\nto: \"+2\"\nstpes: []\n");
    assertEquals(
        ExitCode.INPUT.status(),
        run("simulate", script.toString(), "--against", "http://127.0.0.1:1/openai/webhook"));
    assertTrue(
        err.toString().contains("wrong.yaml") && err.toString().contains("stpes"), err.toString());
  }

  @Test
  void anImportOfWhatIsNoFolderTouchesNothing(@TempDir Path folder) {
    assertEquals(
        ExitCode.INPUT.status(),
        run(
            "import",
            "--agency",
            "A",
            "--tenant",
            "T",
            "--number",
            "+15550100001",
            folder.resolve("none").toString()));
    assertTrue(err.toString().contains("is not a folder; nothing was imported"), err.toString());
  }

  private int run(String... arguments) {
    CommandLine command = Main.commandLine();
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(err, true));
    return command.execute(arguments);
  }
}
