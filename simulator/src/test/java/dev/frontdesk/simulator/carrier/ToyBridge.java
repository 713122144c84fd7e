package dev.frontdesk.simulator.carrier;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.frontdesk.simulator.World;
import dev.frontdesk.simulator.carrier.stream.Marker;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** A gateway that answers each path with what the test gave it, and hands messages of streams to the test. */
final class ToyBridge {
  static final String PUBLIC = "https://voice.example.com";

  final Vertx vertx;
  final List<String> paths = new CopyOnWriteArrayList<>();
  private final Map<String, BlockingQueue<Form>> forms = new ConcurrentHashMap<>();
  final List<String> signatures = new CopyOnWriteArrayList<>();
  final List<JsonObject> received = new CopyOnWriteArrayList<>();
  final List<Integer> closes = new CopyOnWriteArrayList<>();
  final Map<String, Function<Form, String>> answers = new ConcurrentHashMap<>();
  final Map<String, Integer> statuses = new ConcurrentHashMap<>();
  volatile BiConsumer<ServerWebSocket, JsonObject> onMessage = (socket, message) -> {};
  volatile boolean refusesStreams;

  private final HttpServer server;

  ToyBridge(Vertx vertx) throws Exception {
    this.vertx = vertx;
    server = World.await(vertx
        .createHttpServer(new io.vertx.core.http.HttpServerOptions()
            .setMaxWebSocketFrameSize(8 << 20)
            .setMaxWebSocketMessageSize(8 << 20))
        .requestHandler(this::handle)
        .listen(0, "127.0.0.1"));
  }

  URI origin() {
    return URI.create("http://127.0.0.1:" + server.actualPort());
  }

  /** What is answered at a path, without the {@code <Response>} around it. */
  ToyBridge at(String path, String verbs) {
    answers.put(path, form -> "<Response>" + verbs + "</Response>");
    return this;
  }

  /** The n-th form that was posted to a path, from 1; waited for. */
  Form form(String path, int number) throws Exception {
    Form form = Form.EMPTY;
    for (int i = 0; i < number; i++) {
      form = forms
          .computeIfAbsent(path, first -> new LinkedBlockingQueue<>())
          .poll(30, TimeUnit.SECONDS);
      assertNotNull(form, "no request at " + path);
    }
    return form;
  }

  static URI url(String path) {
    return URI.create(PUBLIC + path);
  }

  List<JsonObject> received(String event) {
    return received.stream()
        .filter(message -> event.equals(message.getString("event")))
        .toList();
  }

  private void handle(HttpServerRequest request) {
    if ("websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
      signatures.add(String.valueOf(request.getHeader("x-twilio-signature")));
      if (refusesStreams) {
        request.response().setStatusCode(403).end();
      } else {
        request.toWebSocket().onSuccess(this::stream);
      }
      return;
    }
    String signature = String.valueOf(request.getHeader("X-Twilio-Signature"));
    request.body().onSuccess(body -> {
      String path = request.path();
      Form form = Form.parse(body.toString());
      paths.add(path);
      forms.computeIfAbsent(path, first -> new LinkedBlockingQueue<>()).add(form);
      signatures.add(signature);
      Function<Form, String> answer = answers.get(path);
      request
          .response()
          .setStatusCode(statuses.getOrDefault(path, 200))
          .putHeader("Content-Type", "text/xml; charset=utf-8")
          .end(answer == null ? "<Response/>" : answer.apply(form));
    });
  }

  private void stream(ServerWebSocket socket) {
    socket.textMessageHandler(text -> {
      JsonObject message = new JsonObject(text);
      received.add(message);
      onMessage.accept(socket, message);
    });
    socket.exceptionHandler(cause -> {});
    socket.closeHandler(closed ->
        closes.add(socket.closeStatusCode() == null ? 1006 : (int) socket.closeStatusCode()));
  }

  static Future<Void> media(ServerWebSocket socket, String streamSid, byte[] audio) {
    return socket.writeTextMessage("{\"event\":\"media\",\"streamSid\":\"" + streamSid
        + "\",\"media\":{\"payload\":\"" + Base64.getEncoder().encodeToString(audio) + "\"}}");
  }

  /** The marker that a message carries; empty for silence and other messages. */
  static Optional<Marker> marker(JsonObject message) {
    JsonObject media = message.getJsonObject("media");
    return media == null
        ? Optional.empty()
        : Marker.at(Base64.getDecoder().decode(media.getString("payload")), 0);
  }

  static Future<Void> mark(ServerWebSocket socket, String streamSid, String name) {
    return socket.writeTextMessage("{\"event\":\"mark\",\"streamSid\":\"" + streamSid
        + "\",\"mark\":{\"name\":\"" + name + "\"}}");
  }

  static Future<Void> clear(ServerWebSocket socket, String streamSid) {
    return socket.writeTextMessage("{\"event\":\"clear\",\"streamSid\":\"" + streamSid + "\"}");
  }
}
