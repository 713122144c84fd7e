package dev.frontdesk.simulator;

import dev.frontdesk.simulator.provider.WebhookKey;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The smallest gateway that can hold a call: verify, accept, attach, greet, answer tools. Tests change what it does by its fields. */
public final class ToyGateway {
  public static final String SECRET = SimulatorOptions.defaults().webhookSecret();

  public JsonObject session = new JsonObject()
      .put("type", "realtime")
      .put("model", "gpt-realtime-2.1")
      .put("instructions", "You are the receptionist of ACME.")
      .put(
          "audio",
          new JsonObject()
              .put(
                  "input",
                  new JsonObject()
                      .put(
                          "transcription",
                          new JsonObject().put("model", "gpt-transcribe").put("language", "en"))));
  public String greeting = "Say: \"Hello, this is ACME.\"";
  public int rejectWith;
  public boolean redials;
  public boolean greets = true;
  public boolean greetsAgain;
  /** After how many milliseconds, and on the socket that is open then, tools are answered; 0 for at once. */
  public long answersLate;

  /** Whether it also asks for a response while a tool is at work. */
  public boolean asksMeanwhile;

  public String key = "sk-test";
  public boolean beta;
  public boolean dialsTwice;
  public boolean failsFirst;
  public Function<JsonObject, String> tool =
      call -> new JsonObject().put("now", "noon").encode();
  /** Sent as soon as a sideband is open, after the greeting. */
  public List<JsonObject> alsoSends = List.of();

  public String referTo = "tel:+15550100099";

  public final List<JsonObject> received = new CopyOnWriteArrayList<>();
  public final List<String> closes = new CopyOnWriteArrayList<>();
  public final List<String> webhooks = new CopyOnWriteArrayList<>();
  public final List<JsonObject> offers = new CopyOnWriteArrayList<>();
  public final List<Integer> acceptStatuses = new CopyOnWriteArrayList<>();
  public final List<String> retryAfter = new CopyOnWriteArrayList<>();
  public final List<Integer> dialStatuses = new CopyOnWriteArrayList<>();
  public final List<Integer> verbStatuses = new CopyOnWriteArrayList<>();

  private final Vertx vertx;
  private final String base;
  private final HttpClient http;
  private final WebSocketClient sockets;
  private final HttpServer server;
  private @Nullable WebSocket current;
  private final Set<String> claimed = ConcurrentHashMap.newKeySet();

  private ToyGateway(Vertx vertx, String base) {
    this.vertx = vertx;
    this.base = base;
    http = vertx.createHttpClient();
    sockets = vertx.createWebSocketClient(
        new WebSocketClientOptions().setMaxFrameSize(32 << 20).setMaxMessageSize(32 << 20));
    server = vertx.createHttpServer().requestHandler(this::webhook);
  }

  public static Future<ToyGateway> start(Vertx vertx, Simulator simulator) {
    return start(vertx, simulator.baseUrl());
  }

  /** @param base the provider, as in OPENAI_BASE_URL */
  public static Future<ToyGateway> start(Vertx vertx, String base) {
    ToyGateway gateway = new ToyGateway(vertx, base);
    return gateway.server.listen(0, "127.0.0.1").map(listening -> gateway);
  }

  public URI webhook() {
    return URI.create("http://127.0.0.1:" + server.actualPort() + "/openai/webhook");
  }

  public long count(String eventType) {
    return received.stream()
        .filter(event -> eventType.equals(event.getString("type")))
        .count();
  }

  public JsonObject first(String eventType) {
    return received.stream()
        .filter(event -> eventType.equals(event.getString("type")))
        .findFirst()
        .orElseThrow();
  }

  /** Where the last event of a type stands among the received ones. */
  public int last(String eventType) {
    return types().lastIndexOf(eventType);
  }

  public List<String> webhookTypes() {
    return offers.stream().map(offer -> offer.getString("type")).toList();
  }

  /** The carrier's Call-ID of each delivery. */
  public List<String> sipCallIds() {
    return offers.stream()
        .map(offer -> offer.getJsonObject("data").getJsonArray("sip_headers"))
        .flatMap(headers -> headers.stream().map(JsonObject.class::cast))
        .filter(header -> header.getString("name").equals("Call-ID"))
        .map(header -> header.getString("value"))
        .toList();
  }

  /** The types of the received events, in order. */
  public List<String> types() {
    List<String> types = new ArrayList<>();
    received.forEach(event -> types.add(event.getString("type")));
    return types;
  }

  public Future<Integer> post(String callId, String verb, JsonObject body) {
    RequestOptions options = new RequestOptions()
        .setMethod(HttpMethod.POST)
        .setAbsoluteURI(base + "/realtime/calls/" + callId + "/" + verb)
        .putHeader("Authorization", "Bearer sk-test");
    return http.request(options)
        .compose(request -> request.send(body.toBuffer()))
        .compose(response -> {
          if (response.getHeader("Retry-After") != null) {
            retryAfter.add(response.getHeader("Retry-After"));
          }
          return response.body().map(read -> response.statusCode());
        });
  }

  public Future<WebSocket> dial(String callId) {
    WebSocketConnectOptions options = new WebSocketConnectOptions()
        .setAbsoluteURI(base.replace("http", "ws") + "/realtime?call_id=" + callId)
        .addHeader("Authorization", "Bearer " + key);
    if (beta) {
      options.addHeader("OpenAI-Beta", "realtime=v1");
    }
    return sockets.connect(options);
  }

  private void webhook(HttpServerRequest request) {
    request.body().onSuccess(body -> {
      webhooks.add(request.getHeader("webhook-id"));
      offers.add(new JsonObject(body));
      if (failsFirst && webhooks.size() == 1) {
        request.response().setStatusCode(503).end();
        return;
      }
      if (!genuine(request, body)) {
        request.response().setStatusCode(401).end();
        return;
      }
      request.response().end();
      JsonObject event = new JsonObject(body);
      String id = event.getJsonObject("data").getString("call_id");
      if (event.getString("type").equals("realtime.call.incoming") && claimed.add(id)) {
        offered(id);
      }
    });
  }

  private static boolean genuine(HttpServerRequest request, Buffer body) {
    String signature = request.getHeader("webhook-signature");
    long timestamp = Long.parseLong(request.getHeader("webhook-timestamp"));
    boolean fresh = Math.abs(System.currentTimeMillis() / 1000 - timestamp) <= 300;
    String good =
        new WebhookKey(SECRET).sign(request.getHeader("webhook-id"), timestamp, body.getBytes());
    return fresh && signature != null && List.of(signature.split(" ")).contains(good);
  }

  private void offered(String id) {
    if (rejectWith > 0) {
      post(id, "reject", new JsonObject().put("status_code", rejectWith));
      return;
    }
    accept(id, 2).onSuccess(status -> {
      if (status == 200) {
        attach(id, 20, greets);
        if (dialsTwice) {
          vertx.setTimer(100, timer -> attach(id, 1, false));
        }
      }
    });
  }

  private Future<Integer> accept(String id, int tries) {
    return post(id, "accept", session).compose(status -> {
      acceptStatuses.add(status);
      return status == 200 || tries == 1 ? Future.succeededFuture(status) : accept(id, tries - 1);
    });
  }

  private void attach(String id, int tries, boolean greet) {
    dial(id).onSuccess(socket -> attached(id, socket, greet)).onFailure(cause -> {
      dialStatuses.add(404);
      if (tries > 1) {
        vertx.setTimer(50, timer -> attach(id, tries - 1, greet));
      }
    });
  }

  private void attached(String id, WebSocket socket, boolean greet) {
    dialStatuses.add(101);
    current = socket;
    socket.textMessageHandler(text -> event(id, socket, parsed(text)));
    socket.closeHandler(closed -> {
      closes.add(String.valueOf(socket.closeStatusCode()));
      if (redials) {
        attach(id, 5, greetsAgain);
      }
    });
    if (greet) {
      send(
          socket,
          "response.create",
          new JsonObject().put("response", new JsonObject().put("instructions", greeting)));
    }
    alsoSends.forEach(event -> socket.writeTextMessage(event.encode()));
  }

  /** An event too large to be worth parsing is told by its length. */
  private static JsonObject parsed(String text) {
    return text.length() < 1 << 20
        ? new JsonObject(text)
        : new JsonObject().put("type", "too large").put("length", text.length());
  }

  private void event(String id, WebSocket socket, JsonObject event) {
    received.add(event);
    if (!event.getString("type").equals("response.done")) {
      return;
    }
    JsonObject response = event.getJsonObject("response");
    if (asksMeanwhile && response.encode().contains("function_call")) {
      send(socket, "response.create", new JsonObject());
    }
    if (answersLate > 0) {
      vertx.setTimer(
          answersLate, timer -> answerAll(id, Objects.requireNonNull(current), response));
    } else {
      answerAll(id, socket, response);
    }
  }

  private void answerAll(String id, WebSocket socket, JsonObject response) {
    boolean called = false;
    for (Object item : response.getJsonArray("output", new JsonArray())) {
      JsonObject call = (JsonObject) item;
      if (call.getString("type").equals("function_call")
          && response.getString("status").equals("completed")) {
        called = true;
        answer(id, socket, call);
      }
    }
    if (called) {
      send(socket, "response.create", new JsonObject());
    }
  }

  private void answer(String id, WebSocket socket, JsonObject call) {
    JsonObject output = new JsonObject()
        .put("type", "function_call_output")
        .put("call_id", call.getString("call_id"))
        .put("output", tool.apply(call));
    send(socket, "conversation.item.create", new JsonObject().put("item", output));
    switch (call.getString("name")) {
      case "transfer_call" ->
        post(id, "refer", new JsonObject().put("target_uri", referTo)).onSuccess(verbStatuses::add);
      case "end_call" -> post(id, "hangup", new JsonObject()).onSuccess(verbStatuses::add);
      default -> {}
    }
  }

  private static void send(WebSocket socket, String type, JsonObject fields) {
    socket.writeTextMessage(fields.put("type", type).encode());
  }
}
