package dev.frontdesk.oracles;

import static dev.frontdesk.oracles.TinyGateway.await;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A headless Chromium of this machine with one page, spoken to by the Chrome DevTools Protocol. */
final class Browser implements AutoCloseable {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");
  private static final int LONGEST_MESSAGE = 16 << 20;

  private final Process process;
  private final WebSocket page;
  private final Map<Integer, Promise<JsonObject>> asked = new ConcurrentHashMap<>();
  private final AtomicInteger asking = new AtomicInteger();

  /** What the page complained about: refused by its policy, thrown by its script. */
  final List<String> complaints = new CopyOnWriteArrayList<>();

  private Browser(Process process, WebSocket page) {
    this.process = process;
    this.page = page;
  }

  static Optional<Path> installed() {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  static Browser start(Vertx vertx, Path program, Path profile) throws IOException {
    Process process = new ProcessBuilder(
            program.toString(),
            "--headless=new",
            "--no-sandbox", // Chromium has none as root
            "--disable-gpu",
            "--no-first-run",
            "--remote-debugging-port=0",
            "--user-data-dir=" + profile,
            "about:blank")
        .redirectErrorStream(true)
        .start();
    int port = port(process);
    var list = await(vertx
        .createHttpClient()
        .request(io.vertx.core.http.HttpMethod.GET, port, "127.0.0.1", "/json/list")
        .compose(request -> request.send())
        .compose(answer -> answer.body()));
    String url = new JsonArray(list)
        .stream()
            .map(JsonObject.class::cast)
            .filter(target -> target.getString("type").equals("page"))
            .map(target -> target.getString("webSocketDebuggerUrl"))
            .findFirst()
            .orElseThrow();
    var options = new io.vertx.core.http.WebSocketClientOptions()
        .setMaxFrameSize(LONGEST_MESSAGE)
        .setMaxMessageSize(LONGEST_MESSAGE);
    Promise<Browser> ready = Promise.promise();
    vertx
        .createWebSocketClient(options)
        .connect(new WebSocketConnectOptions().setAbsoluteURI(url))
        .onFailure(ready::fail)
        .onSuccess(socket -> {
          var browser = new Browser(process, socket);
          socket.textMessageHandler(browser::heard);
          ready.complete(browser);
        });
    Browser browser = await(ready.future());
    for (String domain : List.of("Page", "Runtime", "Log")) {
      browser.ask(domain + ".enable", new JsonObject());
    }
    return browser;
  }

  private static int port(Process process) throws IOException {
    var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    String line;
    while ((line = lines.readLine()) != null) {
      if (line.startsWith("DevTools listening on ws://127.0.0.1:")) {
        return java.net
            .URI
            .create(line.substring("DevTools listening on ".length()))
            .getPort();
      }
    }
    throw new IOException("the browser did not start");
  }

  void open(String url) {
    ask("Page.navigate", new JsonObject().put("url", url));
  }

  /** The value of an expression in the page; waits for a promise. */
  Object evaluate(String expression) {
    JsonObject result = ask(
        "Runtime.evaluate",
        new JsonObject()
            .put("expression", expression)
            .put("awaitPromise", true)
            .put("returnByValue", true));
    if (result.containsKey("exceptionDetails")) {
      throw new AssertionError(result.encodePrettily());
    }
    return result.getJsonObject("result").getValue("value");
  }

  /** Until an expression is true in the page. */
  void until(String expression) {
    evaluate("new Promise(done => { const look = () => (" + expression
        + ") ? done(true) : setTimeout(look, 20); look(); })");
  }

  JsonObject ask(String method, JsonObject parameters) {
    int id = asking.incrementAndGet();
    Promise<JsonObject> answer = Promise.promise();
    asked.put(id, answer);
    page.writeTextMessage(new JsonObject()
        .put("id", id)
        .put("method", method)
        .put("params", parameters)
        .encode());
    return await(answer.future());
  }

  private void heard(String text) {
    var message = new JsonObject(text);
    Integer id = message.getInteger("id");
    if (id != null) {
      Promise<JsonObject> answer = asked.remove(id);
      if (answer != null) {
        answer.complete(message.getJsonObject("result", message));
      }
    } else if (isComplaint(message)) {
      complaints.add(message.getJsonObject("params").encode());
    }
  }

  /** Not what a browser recommends. */
  private static boolean isComplaint(JsonObject message) {
    return switch (message.getString("method")) {
      case "Runtime.exceptionThrown" -> true;
      case "Log.entryAdded" ->
        List.of("error", "warning")
            .contains(message.getJsonObject("params").getJsonObject("entry").getString("level"));
      default -> false;
    };
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    process.onExit().join();
  }
}
