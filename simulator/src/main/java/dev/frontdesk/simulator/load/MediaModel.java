package dev.frontdesk.simulator.load;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import java.util.ArrayList;
import java.util.List;

/** A voice model for load: speaks without an end once it hears something, a frame every 20 ms, and can be interrupted. */
final class MediaModel {
  private static final String APPEND = "\"input_audio_buffer.append\"";
  private static final String AUDIO = "\"audio\":\"";
  private static final int LARGEST_FRAME = 1 << 20;
  private static final long FRAME_MS = 20;

  private final Vertx vertx;
  private final MediaMeter meter;
  private final List<Session> sessions = new ArrayList<>();

  MediaModel(Vertx vertx, MediaMeter meter) {
    this.vertx = vertx;
    this.meter = meter;
  }

  Future<HttpServer> listen(int port) {
    return vertx
        .createHttpServer(new HttpServerOptions()
            .setMaxWebSocketFrameSize(LARGEST_FRAME)
            .setPerMessageWebSocketCompressionSupported(false))
        .requestHandler(request -> request.response().end("{}"))
        .webSocketHandler(socket -> new Session(socket).open())
        .listen(port, "127.0.0.1");
  }

  /** Every caller speaks over the receptionist. */
  void interruptAll() {
    List.copyOf(sessions).forEach(Session::interrupt);
  }

  private final class Session {
    private final ServerWebSocket socket;
    private final int number = ++meter.models;
    private int turn = 1;
    private long speaking = -1;
    private String head = "";

    Session(ServerWebSocket socket) {
      this.socket = socket;
    }

    void open() {
      sessions.add(this);
      socket.textMessageHandler(this::heard);
      socket.exceptionHandler(cause -> {});
      socket.closeHandler(closed -> {
        sessions.remove(this);
        vertx.cancelTimer(speaking);
      });
      send(
          "{\"type\":\"session.created\",\"event_id\":\"event_1\",\"session\":{\"type\":\"realtime\"}}");
    }

    private void heard(String frame) {
      if (frame.contains(APPEND)) {
        long age = Stamp.age(frame, frame.indexOf(AUDIO) + AUDIO.length());
        if (age >= 0) {
          meter.gotUp++;
          meter.up.add(age);
        }
        if (speaking < 0) {
          respond();
          speaking = vertx.setPeriodic(FRAME_MS, tick -> speak());
        }
      } else if (frame.contains("\"session.update\"")) {
        send(
            "{\"type\":\"session.updated\",\"event_id\":\"event_2\",\"session\":{\"type\":\"realtime\"}}");
      } else if (frame.contains("\"conversation.item.truncate\"")) {
        meter.truncates++;
      }
    }

    private void respond() {
      head = "{\"type\":\"response.output_audio.delta\",\"event_id\":\"event_3\",\"response_id\":\""
          + response() + "\",\"item_id\":\"item_" + number + "_" + turn
          + "\",\"output_index\":0,\"content_index\":0,\"delta\":\"";
      send("{\"type\":\"response.created\",\"event_id\":\"event_0\",\"response\":{\"id\":\""
          + response() + "\",\"status\":\"in_progress\",\"output\":[]}}");
    }

    private void speak() {
      meter.framesDown++;
      send(head + Stamp.now() + "\"}");
    }

    void interrupt() {
      if (speaking < 0) {
        return;
      }
      send(
          "{\"type\":\"input_audio_buffer.speech_started\",\"event_id\":\"event_4\",\"audio_start_ms\":100,"
              + "\"item_id\":\"item_u\"}");
      send("{\"type\":\"response.done\",\"event_id\":\"event_5\",\"response\":{\"id\":\""
          + response() + "\",\"status\":\"cancelled\",\"output\":[]}}");
      turn++;
      respond();
    }

    private String response() {
      return "resp_" + number + "_" + turn;
    }

    private void send(String frame) {
      if (!socket.isClosed()) {
        socket.writeTextMessage(frame);
      }
    }
  }
}
