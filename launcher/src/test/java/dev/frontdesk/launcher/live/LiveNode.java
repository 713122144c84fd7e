package dev.frontdesk.launcher.live;

import static dev.frontdesk.launcher.live.LiveWorld.await;

import dev.frontdesk.Gateway;
import dev.frontdesk.GatewaySettings;
import dev.frontdesk.Role;
import dev.frontdesk.admin.AdminVerticle;
import dev.frontdesk.admin.api.AdminApi;
import dev.frontdesk.admin.api.ApiSettings;
import dev.frontdesk.bus.Bus;
import dev.frontdesk.model.Endpoint;
import dev.frontdesk.model.NodeId;
import dev.frontdesk.model.Secret;
import dev.frontdesk.model.VoiceSettings;
import dev.frontdesk.simulator.SimulatorOptions;
import dev.frontdesk.store.Database;
import dev.frontdesk.store.Directory;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One node of a cluster: gateway and admin API on one database. */
record LiveNode(
    Vertx vertx,
    Database database,
    Directory directory,
    Gateway gateway,
    AdminApi api,
    AdminVerticle admin)
    implements AutoCloseable {
  static final String BOOTSTRAP = "fd_bootstrap-key-of-the-tests";
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  static LiveNode start(LiveWorld world, String name, Set<Role> roles, Vertx vertx) {
    Database database = world.server.connect(vertx);
    Directory directory = await(Directory.open(vertx, database, null));
    Bus bus = Gateway.bus(vertx);
    var apiSettings = ApiSettings.DEFAULTS.withBootstrapKey(Optional.of(Secret.of(BOOTSTRAP)));
    AdminApi api = await(AdminApi.open(vertx, bus, database, null, apiSettings));
    Gateway gateway = await(
        Gateway.start(vertx, bus, settings(world, name, roles), database, directory, router -> {}));
    var admin = new AdminVerticle("127.0.0.1", Map.of(0, api::mount));
    await(vertx.deployVerticle(admin));
    return new LiveNode(vertx, database, directory, gateway, api, admin);
  }

  int callPort() {
    return gateway.port();
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + admin.actualPorts().get(0) + path);
  }

  /** What an API answers. */
  record Reply(int status, String body) {
    JsonObject json() {
      return new JsonObject(body);
    }
  }

  /** @param body empty: none */
  Reply send(String method, String path, String key, String body) {
    var request = HttpRequest.newBuilder(uri(path))
        .timeout(Duration.ofSeconds(20))
        .header("authorization", "Bearer " + key)
        .header("content-type", "application/json")
        .header("if-match", "*")
        .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
        .build();
    try {
      var response = CLIENT.send(request, BodyHandlers.ofString());
      return new Reply(response.statusCode(), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  Reply post(String path, String key, String body) {
    return send("POST", path, key, body);
  }

  /** A new key of a tenant or an agency, and its id. */
  JsonObject key(String owner, String body) {
    return post(owner + "/keys", BOOTSTRAP, body).json();
  }

  @Override
  public void close() {
    await(vertx.undeploy(admin.deploymentID()));
    await(api.close());
    await(gateway.stop());
    await(directory.close());
    await(database.close());
    await(vertx.close());
  }

  private static GatewaySettings settings(LiveWorld world, String name, Set<Role> roles) {
    var endpoint = new Endpoint(
        Database.PLATFORM_ENDPOINT,
        null,
        null,
        "openai",
        world.simulator.baseUrl(),
        Secret.of("sk-test"),
        List.of(Secret.of(SimulatorOptions.defaults().webhookSecret())),
        null);
    try {
      return new GatewaySettings(
          new NodeId(name),
          roles,
          "127.0.0.1",
          0,
          Optional.of(endpoint),
          VoiceSettings.DEFAULTS,
          null,
          Files.createTempDirectory("frontdesk-test").resolve("journal.spool"),
          GatewaySettings.SPOOL_BYTES,
          Duration.ofSeconds(5),
          404,
          GatewaySettings.LEASE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
