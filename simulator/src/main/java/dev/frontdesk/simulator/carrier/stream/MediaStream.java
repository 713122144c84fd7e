package dev.frontdesk.simulator.carrier.stream;

import dev.frontdesk.simulator.carrier.Alert;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.internal.http.WebSocketInternal;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One bidirectional stream from its dial to its end. All methods run on one event loop. */
public final class MediaStream implements Ticker.Ticked, GatewayMessages.Reader {
  private static final int REFUSED = 31920;
  private static final int CLOSED_WITH_ERROR = 31921;
  private static final int QUEUE_FULL = 31931;
  private static final long FRAME_NANOS = 20_000_000;
  private static final long HANDSHAKE_MS = 5_000;

  private final StreamPlan plan;
  private final Ticker ticker;
  private final StreamListener listener;
  private final StreamFrames frames;
  private final GatewayMessages messages;
  private final Mouth mouth;
  private final List<String> marks = new ArrayList<>();
  private final List<Alert> alerts = new ArrayList<>();
  private Playback playback;
  private @Nullable WebSocket socket;
  private long begun;
  private long due;
  private long sent;
  private long received;
  private int handshake;
  private boolean started;
  private boolean over;

  public MediaStream(StreamPlan plan, Ticker ticker, StreamListener listener) {
    this.plan = plan;
    this.ticker = ticker;
    this.listener = listener;
    frames = new StreamFrames(plan);
    messages = new GatewayMessages(plan.streamSid(), this);
    mouth = new Mouth(plan.speaker());
    playback = new Playback(System.nanoTime(), plan.recording(), this::returned);
  }

  /**
   * Dials; an answer other than 101 within five seconds is alert 31920.
   *
   * @return done when the gateway took it or refused it; the listener is told the rest
   */
  public Future<Void> open(WebSocketClient client) {
    URI to = plan.address();
    boolean tls = "wss".equals(to.getScheme());
    WebSocketConnectOptions options = new WebSocketConnectOptions()
        .setHost(to.getHost())
        .setPort(to.getPort() >= 0 ? to.getPort() : tls ? 443 : 80)
        .setSsl(tls)
        .setURI(to.getRawPath() + (to.getRawQuery() == null ? "" : "?" + to.getRawQuery()))
        .setTimeout(HANDSHAKE_MS)
        .setAllowOriginHeader(false);
    if (plan.signature() != null) {
      options.addHeader("x-twilio-signature", plan.signature());
    }
    return client.connect(options).map(this::opened).recover(this::refused);
  }

  private @Nullable Void opened(WebSocket opened) {
    handshake = 101;
    opened.textMessageHandler(messages::read);
    opened.binaryMessageHandler(binary -> wrong(GatewayMessages.UNDECODABLE, "a binary frame"));
    opened.exceptionHandler(cause -> {});
    opened.closeHandler(closed -> closedByGateway(opened));
    if (over) {
      hangUp(opened);
      return null;
    }
    socket = opened;
    opened.writeTextMessage(StreamFrames.CONNECTED);
    ticker.add(this);
    return null;
  }

  /** Some milliseconds after the dial, so that a gateway that does not wait for it is found out. */
  private void start(WebSocket opened, long now) {
    opened.writeTextMessage(frames.start());
    started = true;
    begun = now;
    playback = new Playback(begun, plan.recording(), this::returned);
    listener.opened(this);
  }

  private Future<Void> refused(Throwable cause) {
    handshake = cause instanceof UpgradeRejectedException rejected ? rejected.getStatus() : 0;
    alert(REFUSED, "the dial was answered with " + handshake);
    over("refused");
    return Future.succeededFuture();
  }

  @Override
  public void tick(long now) {
    if (!started && socket != null) {
      start(socket, now);
    }
    playback.advance(now);
    // Frames that are late are sent all the same: a carrier's clock does not wait for its own
    // delays.
    while (socket != null && begun + due * FRAME_NANOS <= now) {
      String payload = mouth.next();
      // What was said may have made the caller hang up.
      if (payload != null && socket != null) {
        socket.writeTextMessage(frames.media(payload, due * 20));
        sent++;
      }
      due++;
    }
    listener.ticked();
  }

  public String sid() {
    return plan.streamSid();
  }

  public boolean isOpen() {
    return socket != null;
  }

  /** What the caller says. */
  public Mouth mouth() {
    return mouth;
  }

  /** What the caller has heard up to now, in milliseconds. */
  public long heardMs() {
    playback.advance(System.nanoTime());
    return playback.playedMs();
  }

  /** What the gateway has sent and the caller has not yet heard, 8 bytes a millisecond. */
  public int queuedBytes() {
    return playback.queuedBytes();
  }

  public void press(char digit) {
    send(frames.dtmf(digit));
  }

  /** A text frame as it is, however wrong. */
  public void send(String text) {
    if (socket != null) {
      socket.writeFinalTextFrame(text);
    }
  }

  /** A binary frame, which no carrier sends. */
  public void sendBinary(byte[] bytes) {
    if (socket != null) {
      socket.writeFinalBinaryFrame(Buffer.buffer(bytes));
    }
  }

  /** The call ends, or goes on with other TwiML. */
  public void stop() {
    WebSocket open = socket;
    if (open != null) {
      socket = null;
      open.writeTextMessage(frames.stop());
      open.close((short) 1000);
    }
    over("carrier");
  }

  /** The network takes the socket away: no stop, no close frame. */
  public void drop() {
    WebSocket open = socket;
    if (open != null) {
      socket = null;
      hangUp(open);
    }
    over("dropped");
  }

  @Override
  public void media(byte[] audio, int base64Chars) {
    if (isEarly("media")) {
      return;
    }
    received++;
    listener.received(audio);
    if (!playback.media(audio, System.nanoTime())) {
      alert(QUEUE_FULL, "more than 10 minutes of audio are queued");
    }
  }

  @Override
  public void mark(String name) {
    if (isEarly("mark")) {
      return;
    }
    playback.mark(name, System.nanoTime());
  }

  @Override
  public void clear() {
    if (isEarly("clear")) {
      return;
    }
    playback.clear(System.nanoTime());
    listener.cleared();
  }

  @Override
  public void wrong(int code, String what) {
    alert(code, what);
  }

  private boolean isEarly(String event) {
    if (!started) {
      alert(GatewayMessages.INVALID, event + " before the start message");
    }
    return !started;
  }

  private void returned(String mark) {
    marks.add(mark);
    if (socket != null) {
      socket.writeTextMessage(frames.mark(mark));
    }
  }

  private void closedByGateway(WebSocket closed) {
    if (over) {
      return;
    }
    Short code = closed.closeStatusCode();
    socket = null;
    if (code == null || code > 1001) {
      alert(CLOSED_WITH_ERROR, "the gateway closed with " + (code == null ? 1006 : code));
    }
    over("gateway " + (code == null ? 1006 : code));
  }

  private void over(String how) {
    if (over) {
      return;
    }
    over = true;
    ticker.remove(this);
    playback.advance(System.nanoTime());
    mouth.close();
    listener.ended(new StreamReport(
        plan.streamSid(),
        plan.callSid(),
        handshake,
        playback.heard(),
        sent,
        received,
        marks,
        how,
        alerts));
  }

  /** The carrier reports each code once a stream. */
  private void alert(int code, String text) {
    if (alerts.stream().noneMatch(alert -> alert.code() == code)) {
      alerts.add(new Alert(code, text));
    }
  }

  private static void hangUp(WebSocket open) {
    var channel = ((WebSocketInternal) open).channelHandlerContext();
    channel.executor().execute(() -> {
      var unused = channel.close();
    });
  }
}
