package dev.frontdesk.simulator.load.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The load around a bridge that somebody else wrote. */
class MediaLoadIT {
  private static final int STREAMS = 4;

  private final Vertx vertx = Vertx.vertx();

  /** Kept: Vert.x closes a client that nobody refers to. */
  private final WebSocketClient client = vertx.createWebSocketClient();

  private final int model = freePort();

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void everyFrameIsCountedEachWayAndEveryCallerInterrupts() {
    MediaReport report = run(vertx
        .createHttpServer()
        .webSocketHandler(this::bridge)
        .listen(0, "127.0.0.1")
        .await()
        .actualPort());
    var counts = report.counts();
    assertEquals(STREAMS, counts.streams());
    assertEquals(0, counts.refused());
    assertEquals(STREAMS * 50, counts.framesUp(), 2 * STREAMS);
    assertEquals(counts.framesUp(), counts.gotUp(), 2 * STREAMS);
    assertEquals(counts.framesDown(), counts.gotDown(), 2 * STREAMS);
    assertEquals(STREAMS, counts.clears());
    assertEquals(STREAMS, counts.truncates());
    assertEquals(counts.gotUp(), report.up().n());
    assertEquals(counts.gotDown(), report.down().n());
    assertEquals(counts.framesUp() + counts.framesDown(), report.late().n());
    assertTrue(report.up().p50() > 0 && report.down().p50() > 0);
  }

  @Test
  void whoIsRefusedIsCounted() {
    MediaReport report = run(vertx
        .createHttpServer()
        .requestHandler(request -> request.response().setStatusCode(404).end())
        .listen(0, "127.0.0.1")
        .await()
        .actualPort());
    assertEquals(STREAMS, report.counts().refused());
    assertEquals(0, report.counts().framesUp());
  }

  private MediaReport run(int bridge) {
    try (var load = MediaLoad.open(model)) {
      return load.run(new MediaLoadOptions(
          URI.create("ws://127.0.0.1:" + bridge + "/stream/"),
          "https://voice.example.com",
          "token",
          MediaLoadOptions.ACCOUNT,
          STREAMS,
          Duration.ofSeconds(1),
          "+15550100001",
          0));
    }
  }

  private void bridge(ServerWebSocket caller) {
    caller.pause();
    client.connect(model, "127.0.0.1", "/v1/realtime").onSuccess(session -> {
      session.writeTextMessage("{\"type\":\"session.update\",\"session\":{}}");
      caller.textMessageHandler(text -> up(session, caller, new JsonObject(text)));
      session.textMessageHandler(text -> down(session, caller, new JsonObject(text)));
      caller.closeHandler(closed -> session.close());
      caller.resume();
    });
  }

  private static void up(WebSocket session, ServerWebSocket caller, JsonObject message) {
    switch (message.getString("event")) {
      case "media" ->
        session.writeTextMessage(new JsonObject()
            .put("type", "input_audio_buffer.append")
            .put("audio", message.getJsonObject("media").getString("payload"))
            .encode());
      case "stop" -> caller.close();
      default -> {}
    }
  }

  private static void down(WebSocket session, ServerWebSocket caller, JsonObject event) {
    switch (event.getString("type")) {
      case "response.output_audio.delta" ->
        caller.writeTextMessage(new JsonObject()
            .put("event", "media")
            .put("media", new JsonObject().put("payload", event.getString("delta")))
            .encode());
      case "input_audio_buffer.speech_started" -> {
        caller.writeTextMessage("{\"event\":\"clear\"}");
        session.writeTextMessage("{\"type\":\"conversation.item.truncate\"}");
      }
      default -> {}
    }
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
