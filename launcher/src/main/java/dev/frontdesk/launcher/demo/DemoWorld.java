package dev.frontdesk.launcher.demo;

import dev.frontdesk.launcher.database.DataFolder;
import dev.frontdesk.launcher.database.DatabaseServer;
import dev.frontdesk.launcher.database.MasterKey;
import dev.frontdesk.launcher.demo.Founding.Founded;
import dev.frontdesk.launcher.serve.Node;
import dev.frontdesk.launcher.settings.Setting;
import dev.frontdesk.launcher.settings.Settings;
import dev.frontdesk.launcher.terminal.UntilStopped;
import dev.frontdesk.model.EndpointId;
import dev.frontdesk.model.Secret;
import dev.frontdesk.simulator.Simulator;
import dev.frontdesk.simulator.SimulatorOptions;
import dev.frontdesk.simulator.script.Script;
import dev.frontdesk.store.Database;
import dev.frontdesk.store.SecretVault;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Everything the demo needs, up and running on free ports, gone when the process goes. */
final class DemoWorld {
  private final DatabaseServer server;
  private final Simulator simulator;
  private final CarrierSide carrierSide;
  private final Node node;
  private final Secret platformSecret;
  private final Secret harbourSecret = webhookSecret();
  private final EndpointId harbour;
  private final List<Founded> founded;

  DemoWorld(UntilStopped stops, double pace, Progress progress) {
    progress.step("PostgreSQL");
    server = stops.with(DatabaseServer.temporary());
    progress.step("its schema");
    server.migrate();
    progress.step("provider, carrier and callers");
    var outside = Vertx.vertx();
    stops.with(() -> outside.close().await());
    platformSecret = webhookSecret();
    simulator = Simulator.start(
            outside,
            SimulatorOptions.defaults()
                .withPace(pace)
                .withApiKey(null)
                .withWebhookSecret(platformSecret.reveal()))
        .await();
    carrierSide = new CarrierSide(outside, stops, pace);
    progress.step("the gateway");
    var folder = stops.with(DataFolder.open(temporaryFolder(stops)));
    Settings settings = settings(folder.path());
    node = stops.with(Node.start(settings, folder, server));
    progress.step("two agencies, four businesses");
    var founding = new Founding(node.database());
    var vault = SecretVault.of(settings.masterKeys());
    var harbourAgency = founding.agency(Cast.HARBOUR);
    var meridianAgency = founding.agency(Cast.MERIDIAN);
    harbour = founding.endpoint(
        harbourAgency,
        URI.create(simulator.baseUrl()),
        Secret.of("sk-harbour-demo"),
        harbourSecret,
        vault);
    var clock = new WorldClock(Instant.now());
    Founded workshop =
        founding.business(Workshop.business(clock), meridianAgency, Database.PLATFORM_CARRIER);
    node.database()
        .inTenant(workshop.tenant(), stores -> Workshop.furnish(stores, carrierSide, vault))
        .await();
    var trunks = Cast.businesses(clock).stream()
        .map(business -> business.agency().equals(Cast.HARBOUR)
            ? founding.business(business, harbourAgency, harbour)
            : founding.business(business, meridianAgency, Database.PLATFORM_ENDPOINT));
    founded = Stream.concat(trunks, Stream.of(workshop)).toList();
    node.directory().refresh().await();
    carrierSide.reaches(node.port(), Workshop.NUMBER);
  }

  /** Is told what is being made ready. */
  interface Progress {
    void step(String what);
  }

  Simulator simulator() {
    return simulator;
  }

  CarrierSide carrierSide() {
    return carrierSide;
  }

  Node node() {
    return node;
  }

  DatabaseServer server() {
    return server;
  }

  List<Founded> founded() {
    return founded;
  }

  Founded called(Script script) {
    return founded.stream()
        .filter(one -> one.business().number().e164().equals(script.invite().to()))
        .findFirst()
        .orElseThrow();
  }

  /** Signed as the provider project would that the number belongs to. */
  Script signed(Script script) {
    return isHarbours(script) ? script.signedWith(harbourSecret.reveal()) : script;
  }

  /** Where that project delivers. */
  URI webhook(Script script) {
    String path = "http://127.0.0.1:%d/openai/webhook".formatted(node.port());
    return URI.create(isHarbours(script) ? path + "/" + harbour : path);
  }

  private boolean isHarbours(Script script) {
    return called(script).business().agency().equals(Cast.HARBOUR);
  }

  private Settings settings(Path data) {
    var given = new EnumMap<Setting, String>(carrierSide.settings());
    given.putAll(Map.of(
        Setting.HOST,
        "127.0.0.1",
        Setting.PORT,
        "0",
        Setting.ADMIN_PORT,
        "0",
        Setting.MANAGEMENT_PORT,
        "0",
        Setting.DATA,
        data.toString(),
        Setting.OPENAI_BASE_URL,
        simulator.baseUrl(),
        Setting.OPENAI_API_KEY,
        "sk-platform-demo",
        Setting.OPENAI_WEBHOOK_SECRET,
        platformSecret.reveal(),
        Setting.MASTER_KEY,
        MasterKey.random().reveal()));
    return Settings.of(given);
  }

  private static Secret webhookSecret() {
    return Secret.of("whsec_" + MasterKey.random().reveal());
  }

  private static Path temporaryFolder(UntilStopped stops) {
    try {
      Path folder = Files.createTempDirectory("frontdesk-demo");
      stops.with(() -> remove(folder));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a temporary folder", e);
    }
  }

  private static void remove(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
