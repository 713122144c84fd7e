package dev.frontdesk.media;

import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.internal.http.WebSocketInternal;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The carrier's end of a media stream: says what a test tells it to, returns marks when told that they were played. */
public final class CarrierStream {
  public static final String ACCOUNT = "AC" + "0".repeat(31) + "1";
  public static final String CALL = "CA" + "0".repeat(31) + "2";
  private static final String STREAM = "MZ" + "0".repeat(31) + "3";

  public final List<JsonObject> heard = new CopyOnWriteArrayList<>();
  private final WebSocket socket;
  private final java.util.concurrent.atomic.AtomicInteger sequence =
      new java.util.concurrent.atomic.AtomicInteger();
  public volatile int closedWith = -1;
  public volatile boolean keeps = true;
  private int returned;

  private CarrierStream(WebSocket socket) {
    this.socket = socket;
    socket.textMessageHandler(text -> {
      if (keeps) {
        heard.add(new JsonObject(text));
      }
    });
    socket.closeHandler(
        closed -> closedWith = socket.closeStatusCode() == null ? 1006 : socket.closeStatusCode());
  }

  /** @throws RuntimeException if the handshake is refused */
  public static CarrierStream dial(
      WebSocketClient client, int port, String token, @Nullable String signature) {
    var options = new WebSocketConnectOptions()
        .setHost("127.0.0.1")
        .setPort(port)
        .setURI("/twilio/media/" + token);
    if (signature != null) {
      options.addHeader("x-twilio-signature", signature);
    }
    var opened = client.connect(options).map(CarrierStream::new).await();
    opened.say("{\"event\":\"connected\",\"protocol\":\"Call\",\"version\":\"1.0.0\"}");
    return opened;
  }

  public CarrierStream starts() {
    return starts(CALL, ACCOUNT);
  }

  public CarrierStream starts(String call, String account) {
    say(new JsonObject()
        .put("event", "start")
        .put("sequenceNumber", "1")
        .put("streamSid", STREAM)
        .put(
            "start",
            new JsonObject()
                .put("streamSid", STREAM)
                .put("accountSid", account)
                .put("callSid", call)
                .put(
                    "mediaFormat",
                    new JsonObject()
                        .put("encoding", "audio/x-mulaw")
                        .put("sampleRate", 8000)
                        .put("channels", 1)))
        .encode());
    return this;
  }

  public void says(String base64, long atMs) {
    say("{\"event\":\"media\",\"sequenceNumber\":\"" + sequence.incrementAndGet()
        + "\",\"streamSid\":\"" + STREAM
        + "\",\"media\":{\"track\":\"inbound\",\"chunk\":\"1\",\"timestamp\":\"" + atMs
        + "\",\"payload\":\"" + base64 + "\"}}");
  }

  public void say(String frame) {
    socket.writeTextMessage(frame).await();
  }

  /** It may be refused on the way. */
  public void tries(String frame) {
    var unused = socket.writeTextMessage(frame);
  }

  public void presses(String digit) {
    say("{\"event\":\"dtmf\",\"streamSid\":\"" + STREAM
        + "\",\"dtmf\":{\"track\":\"inbound_track\",\"digit\":\"" + digit + "\"}}");
  }

  /** So many marks more are returned, oldest first: their sound was played. */
  public void plays(int marks) {
    List<JsonObject> all = heard("mark");
    for (int i = 0; i < marks; i++) {
      say(new JsonObject()
          .put("event", "mark")
          .put("streamSid", STREAM)
          .put("mark", all.get(returned++).getJsonObject("mark"))
          .encode());
    }
  }

  public void stops() {
    say("{\"event\":\"stop\",\"streamSid\":\"" + STREAM + "\",\"stop\":{}}");
  }

  /** Whether it reads what comes. */
  public void reads(boolean wanted) {
    if (wanted) {
      socket.resume();
    } else {
      socket.pause();
    }
  }

  public void drops() {
    var unused = ((WebSocketInternal) socket).channelHandlerContext().channel().close();
  }

  public List<JsonObject> heard(String event) {
    return heard.stream().filter(each -> event.equals(each.getString("event"))).toList();
  }
}
