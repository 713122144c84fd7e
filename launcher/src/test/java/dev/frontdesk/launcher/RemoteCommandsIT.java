package dev.frontdesk.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.launcher.database.DataFolder;
import dev.frontdesk.launcher.database.DatabaseServer;
import dev.frontdesk.launcher.serve.Node;
import dev.frontdesk.launcher.settings.Setting;
import dev.frontdesk.launcher.settings.Settings;
import dev.frontdesk.launcher.terminal.ExitCode;
import dev.frontdesk.simulator.carrier.Carrier;
import dev.frontdesk.simulator.carrier.CarrierOptions;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings as code and contacts in numbers, by the command line against a running node. */
class RemoteCommandsIT {
  private static final String KEY = "fd_bootstrap-key-of-the-tests";

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  private final DatabaseServer server = DatabaseServer.unsynced();
  private final Vertx vertx = Vertx.vertx();
  private final CarrierOptions account = CarrierOptions.defaults();
  private final Carrier carrier = Carrier.start(vertx, account).await();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @SuppressWarnings("NullAway.Init")
  private DataFolder data;

  @SuppressWarnings("NullAway.Init")
  private Node node;

  @SuppressWarnings("NullAway.Init")
  private String tenant;

  @BeforeEach
  void aBusiness() throws IOException {
    server.migrate();
    data = DataFolder.open(Files.createDirectory(folder.resolve("data")));
    node = Node.start(
        Settings.of(Map.ofEntries(
            Map.entry(Setting.HOST, "127.0.0.1"),
            Map.entry(Setting.PORT, "0"),
            Map.entry(Setting.ADMIN_PORT, "0"),
            Map.entry(Setting.MANAGEMENT_PORT, "0"),
            Map.entry(Setting.OPENAI_API_KEY, "sk-test"),
            Map.entry(Setting.OPENAI_WEBHOOK_SECRET, "whsec_YmVuY2gtc2VjcmV0LWJlbmNoLXNlY3JldA=="),
            Map.entry(Setting.BOOTSTRAP_KEY, KEY),
            Map.entry(Setting.PUBLIC_URL, "https://voice.example.com"),
            Map.entry(Setting.TWILIO_ACCOUNT_SID, account.accountSid()),
            Map.entry(Setting.TWILIO_AUTH_TOKEN, account.authToken()),
            Map.entry(Setting.TWILIO_BASE_URL, carrier.baseUrl()),
            Map.entry(Setting.DATA, folder.toString()))),
        data,
        server);
    Files.writeString(folder.resolve("key"), KEY + "\n");
    String agency = created("/v1/agencies", "{\"name\": \"North\"}");
    tenant = created(
        "/v1/agencies/" + agency + "/tenants",
        "{\"key\": \"bakery\", \"name\": \"Bakery\", \"region\": \"SK\", \"zone\": \"Europe/Bratislava\"}");
  }

  @AfterEach
  void close() {
    node.close();
    data.close();
    server.close();
    carrier.close().await();
    vertx.close().await();
  }

  @Test
  void whatIsExportedIsAppliedWithAnEmptyDiff() throws IOException {
    Path file = Files.writeString(folder.resolve("bakery.yaml"), """
        id: %s
        numbers: [{ number: +15550100001 }]
        profile:
          prompt: |
            You answer the telephone of a bakery.
            You never give medical advice.
          greeting: Bakery Novak, good day.
          tools: [take_message, transfer_call]
          knowledge: [{ title: Parking, body: Behind the house. }]
        hours: { week: { monday: [{ from: 10:00, to: 17:00 }] }, holidays: [{ day: 2026-12-24, name: Eve, spans: [] }] }
        targets: [{ key: owner, name: Jana, address: 0905 123 456 }]
        contacts: [{ number: 0905 000 001, name: Peter, vip: true }]
        """.formatted(tenant));
    assertEquals(0, run("apply", "--dry-run", file.toString()), err::toString);
    assertTrue(
        out.toString().contains("+ contacts.+421905000001: name Peter, vip true"), out::toString);
    assertTrue(out.toString().contains("to change; nothing was."), out::toString);
    assertEquals(0, run("apply", file.toString()), err::toString);
    assertEquals(0, run("apply", file.toString()), err::toString);
    assertEquals("Nothing to change.\n", out.toString(), "doing it again changes nothing");

    assertEquals(0, run("export", "--tenant", tenant), err::toString);
    Path exported = Files.writeString(folder.resolve("exported.yaml"), out.toString());
    assertTrue(out.toString().contains("You never give medical advice."), out::toString);
    assertEquals(0, run("apply", exported.toString()), err::toString);
    assertEquals("Nothing to change.\n", out.toString());
  }

  @Test
  void whatIsWrongIsNamedAndNothingIsChanged() throws IOException {
    Path file = folder.resolve("wrong.yaml");
    Files.writeString(file, "id: %s\ncontacts: [{ number: x1 }]\n".formatted(tenant));
    assertEquals(ExitCode.INPUT.status(), run("apply", file.toString()));
    assertTrue(err.toString().contains("/contacts/0/number"), err::toString);
    Files.writeString(file, "contacts: []\n");
    assertEquals(ExitCode.INPUT.status(), run("apply", file.toString()));
    assertTrue(err.toString().contains("--tenant"), err::toString);
  }

  @Test
  void contactsComeInPartsAndGoOutWhole() throws IOException {
    String rows = IntStream.range(0, 5_001)
        .mapToObj(i -> "+4219" + (10_000_000 + i) + ",N" + i + "\n")
        .collect(Collectors.joining());
    Path file = Files.writeString(folder.resolve("contacts.csv"), "number,name\n" + rows);
    assertEquals(0, run("contacts", "import", "--tenant", tenant, file.toString()), err::toString);
    assertEquals("5001 contacts imported.\n", out.toString());
    assertTrue(err.toString().contains("5001 of 5001 contacts"), err::toString);

    Files.writeString(file, "number,name\n" + rows + "nobody,X\n");
    assertEquals(
        ExitCode.INPUT.status(), run("contacts", "import", "--tenant", tenant, file.toString()));
    assertTrue(err.toString().contains("5000 contacts were imported"), err::toString);
    assertTrue(err.toString().contains("/3/number"), err::toString);

    assertEquals(0, run("contacts", "export", "--tenant", tenant), err::toString);
    assertEquals(5_002, out.toString().lines().count());
  }

  @Test
  void theNumbersOfTheAccountBecomeTheBusinesss() {
    URI voice = URI.create("https://voice.example.com/twiml");
    carrier.number("+15550100077", voice).await();
    carrier.number("+15550100078", voice).await();
    String[] sync = {"twilio", "sync-numbers", "--tenant", tenant, "+15550100077"};
    assertEquals(0, run(Stream.concat(Stream.of(sync), Stream.of("--dry-run"))), err::toString);
    assertTrue(out.toString().contains("1 numbers, nothing done."), out::toString);
    assertEquals(0, run(sync), err::toString);
    assertTrue(out.toString().matches("(?s)\\+15550100077 +added .*"), out::toString);
    assertEquals(0, run("export", "--tenant", tenant), err::toString);
    assertTrue(out.toString().contains("+15550100077"), out::toString);
    assertFalse(out.toString().contains("+15550100078"), "nobody named it");
    assertEquals(0, run(sync), err::toString);
    assertFalse(out.toString().contains(" added "), () -> "doing it again changes nothing: " + out);
  }

  @Test
  void aCarrierThatCannotBeAskedIsNamed() throws IOException {
    String endpoint = created(
        "/v1/tenants/" + tenant + "/endpoints",
        "{\"provider\":\"twilio\",\"baseUrl\":\"https://api.twilio.invalid\",\"account\":\"AC%s\",\"apiKey\":\"%s\"}"
            .formatted("0".repeat(32), "t".repeat(32)));
    assertEquals(
        ExitCode.FAILED.status(),
        run("twilio", "sync-numbers", "--tenant", tenant, "--endpoint", endpoint, "--dry-run"));
    assertTrue(err.toString().contains("the name api.twilio.invalid leads nowhere"), err::toString);
  }

  private int run(Stream<String> arguments) {
    return run(arguments.toArray(String[]::new));
  }

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    var all = new java.util.ArrayList<>(java.util.List.of(arguments));
    all.addAll(java.util.List.of(
        "--url",
        "http://127.0.0.1:" + node.adminPort(),
        "--key-file",
        folder.resolve("key").toString()));
    return Main.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(all.toArray(String[]::new));
  }

  private String created(String path, String body) throws IOException {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.adminPort() + path))
        .header("authorization", "Bearer " + KEY)
        .header("content-type", "application/json")
        .POST(BodyPublishers.ofString(body))
        .build();
    try {
      var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
      assertEquals(201, response.statusCode(), response.body());
      return new JsonObject(response.body()).getString("id");
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
