package dev.frontdesk.media;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A voice model that says what a test tells it to, and keeps what it is told. */
public final class ModelServer {
  public final List<JsonObject> told = new CopyOnWriteArrayList<>();
  public final List<String> requests = new CopyOnWriteArrayList<>();
  public final List<ServerWebSocket> sockets = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  public volatile boolean confirms = true;
  public volatile boolean keeps = true;
  private final AtomicInteger responses = new AtomicInteger();

  public ModelServer(Vertx vertx) {
    server = vertx
        .createHttpServer()
        .webSocketHandler(this::opened)
        .listen(0, "127.0.0.1")
        .await();
  }

  public String baseUrl() {
    return "http://127.0.0.1:" + server.actualPort() + "/v1";
  }

  private void opened(ServerWebSocket socket) {
    requests.add(socket.uri() + " " + socket.headers().get("Authorization"));
    sockets.add(socket);
    socket.textMessageHandler(text -> {
      if (keeps) {
        heard(socket, new JsonObject(text));
      }
    });
    say(
        socket,
        "{\"type\":\"session.created\",\"event_id\":\"e\",\"session\":{\"type\":\"realtime\"}}");
  }

  private void heard(ServerWebSocket socket, JsonObject event) {
    told.add(event);
    switch (event.getString("type")) {
      case "session.update" -> {
        if (confirms) {
          say(
              socket,
              new JsonObject()
                  .put("type", "session.updated")
                  .put("session", event.getJsonObject("session"))
                  .encode());
        }
      }
      case "response.create" ->
        say(
            socket,
            new JsonObject()
                .put("type", "response.created")
                .put(
                    "response",
                    new JsonObject()
                        .put("id", "resp_" + responses.incrementAndGet())
                        .put("status", "in_progress")
                        .put(
                            "metadata",
                            event
                                .getJsonObject("response", new JsonObject())
                                .getJsonObject("metadata")))
                .encode());
      default -> {}
    }
  }

  /** Of a given type, in order. */
  public List<JsonObject> told(String type) {
    return told.stream().filter(each -> type.equals(each.getString("type"))).toList();
  }

  public ServerWebSocket last() {
    return sockets.get(sockets.size() - 1);
  }

  public void say(String frame) {
    say(last(), frame);
  }

  /** Sound of an item, as usual frames. */
  public void sound(String response, String item, String base64) {
    say("{\"type\":\"response.output_audio.delta\",\"event_id\":\"e1\",\"response_id\":\""
        + response
        + "\",\"item_id\":\"" + item + "\",\"output_index\":0,\"content_index\":0,\"delta\":\""
        + base64
        + "\"}");
  }

  public void done(String response, String status) {
    say("{\"type\":\"response.done\",\"response\":{\"id\":\"" + response + "\",\"status\":\""
        + status + "\",\"output\":[]}}");
  }

  private static void say(ServerWebSocket socket, String frame) {
    socket.writeTextMessage(frame);
  }
}
