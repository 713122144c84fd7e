package dev.frontdesk.admin.api;

import dev.frontdesk.admin.AdminVerticle;
import dev.frontdesk.bus.Address;
import dev.frontdesk.bus.Bus;
import dev.frontdesk.bus.BusMessage.CommandDone;
import dev.frontdesk.bus.BusMessage.EndpointTested;
import dev.frontdesk.bus.BusMessage.NumbersTold;
import dev.frontdesk.bus.BusMessage.PreviewMade;
import dev.frontdesk.bus.BusMessage.ToolsTold;
import dev.frontdesk.bus.RecordCodec;
import dev.frontdesk.model.Secret;
import dev.frontdesk.store.Database;
import dev.frontdesk.store.Directory;
import dev.frontdesk.store.SecretVault;
import dev.frontdesk.store.Walls;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** The admin API on a port of its own, asked by plain HTTP. */
final class TestApi implements AutoCloseable {
  static final SecretVault VAULT =
      SecretVault.of(Secret.of(Base64.getEncoder().encodeToString(new byte[32])));
  static final String BOOTSTRAP = "fd_bootstrap-key-of-the-tests";
  static final ApiSettings SETTINGS = new ApiSettings(
      Optional.of(Secret.of(BOOTSTRAP)),
      1_000_000,
      1_000_000,
      1_000_000,
      Duration.ofMinutes(1),
      Duration.ofSeconds(30));
  private static final long SECONDS = 30;

  /** What becomes of a command here, unless a test says otherwise: no node holds a call. */
  private static final CommandDone WHISPERED = new CommandDone(CommandDone.Outcome.WHISPERED, "");

  private static final PreviewMade PREVIEWED =
      new PreviewMade(Instant.EPOCH, "reject", 486, List.of(), null, null);

  /** How many commands were asked, under which ids, and what becomes of the next; first of all {@link #before}. */
  final AtomicInteger commands = new AtomicInteger();

  final Set<UUID> commandIds = ConcurrentHashMap.newKeySet();

  final Queue<CommandDone> before = new ConcurrentLinkedQueue<>();

  final AtomicReference<CommandDone> done = new AtomicReference<>(WHISPERED);

  /** What a carrier account has. */
  final AtomicReference<NumbersTold> numbers =
      new AtomicReference<>(new NumbersTold(List.of(), ""));

  final Vertx vertx = Vertx.vertx();
  final Bus bus = new Bus(vertx, new RecordCodec(List.of()));
  final Database database;
  private final List<MessageConsumer<Object>> acceptance;
  private final Directory directory;
  private final AdminApi api;
  private final AdminVerticle verticle;
  private final HttpClient client = HttpClient.newHttpClient();

  TestApi(TestServer server) {
    this(server, Walls.BOTH, SETTINGS);
  }

  TestApi(TestServer server, Walls walls, ApiSettings settings) {
    database = await(walls.open(vertx, server.running(), server.migrating()));
    await(bus.answer(Address.COMMAND.on(House.NODE), asked -> {
      commands.incrementAndGet();
      commandIds.add(Objects.requireNonNull(asked.id()));
      return Future.succeededFuture(Objects.requireNonNullElseGet(before.poll(), done::get));
    }));
    acceptance = List.of(
        await(bus.answer(Address.PREVIEW, asked -> Future.succeededFuture(PREVIEWED))),
        await(bus.answer(
            Address.TOOLS, asked -> Future.succeededFuture(new ToolsTold(1, List.of())))),
        await(bus.answer(Address.NUMBERS, asked -> Future.succeededFuture(numbers.get()))),
        await(bus.answer(
            Address.ENDPOINT_TEST,
            asked -> Future.succeededFuture(
                new EndpointTested(EndpointTested.Finding.BAD_KEY, "refused", 7)))));
    directory = await(Directory.open(vertx, database, VAULT));
    api = await(AdminApi.open(vertx, bus, database, VAULT, Revisions.of(directory), settings));
    verticle = new AdminVerticle("127.0.0.1", Map.of(0, api::mount));
    await(vertx.deployVerticle(verticle));
  }

  record Reply(int status, java.net.http.HttpHeaders headers, String body) {
    JsonObject json() {
      return new JsonObject(body);
    }

    String header(String name) {
      return headers.firstValue(name).orElse("");
    }
  }

  int port() {
    return verticle.actualPorts().get(0);
  }

  /** From now on nobody answers previews. */
  void withoutAcceptance() {
    acceptance.forEach(listener -> await(listener.unregister()));
  }

  int followers() {
    return api.followers();
  }

  Reply get(String path, String key) {
    return send("GET", path, key, "", Map.of());
  }

  Reply post(String path, String key, String body) {
    return send("POST", path, key, body, Map.of());
  }

  /** Whatever there is. */
  Reply put(String path, String key, String body) {
    return send("PUT", path, key, body, Map.of("if-match", "*"));
  }

  Reply delete(String path, String key) {
    return send("DELETE", path, key, "", Map.of("if-match", "*"));
  }

  /** An operation of the contract with the example of its body. */
  Reply send(Contract.Op operation, House house, String key) {
    return send(operation, operation.path(house, house), house, key);
  }

  Reply send(Contract.Op operation, String path, House house, String key) {
    String method = operation.method().toUpperCase(java.util.Locale.ROOT);
    if (operation.isStream()) {
      return begun(path, key);
    }
    boolean conditional = method.equals("PUT") || method.equals("DELETE");
    return send(
        method, path, key, operation.body(house), conditional ? Map.of("if-match", "*") : Map.of());
  }

  /** What is answered without an end: how it begins; a refusal as a whole. */
  Reply begun(String path, String key) {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
        .timeout(Duration.ofSeconds(SECONDS));
    if (!key.isEmpty()) {
      request.header("authorization", "Bearer " + key);
    }
    try {
      var response = client.send(request.build(), BodyHandlers.ofInputStream());
      try (var body = response.body()) {
        String read = response.statusCode() == 200
            ? ""
            : new String(body.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        return new Reply(response.statusCode(), response.headers(), read);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(path, e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** @param key empty: none */
  Reply send(String method, String path, String key, String body, Map<String, String> headers) {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
        .timeout(Duration.ofSeconds(SECONDS))
        .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!key.isEmpty()) {
      request.header("authorization", "Bearer " + key);
    }
    if (!body.isEmpty()) {
      request.setHeader("content-type", "application/json");
    }
    headers.forEach(request::setHeader);
    try {
      HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
      return new Reply(response.statusCode(), response.headers(), response.body());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(method + " " + path, e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  static <T> T await(Future<T> future) {
    try {
      return future.await(SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("not within " + SECONDS + " s", e);
    }
  }

  @Override
  public void close() {
    await(api.close());
    await(directory.close());
    await(database.close());
    await(vertx.close());
  }
}
