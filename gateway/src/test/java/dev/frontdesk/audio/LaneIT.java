package dev.frontdesk.audio;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SelfSignedCertificate;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sockets as they come from Vert.x, on both sides of a connection. */
class LaneIT {
  private static final byte[] NONE = new byte[0];
  private static final Pattern KEY = Pattern.compile("(?i)sec-websocket-key: (\\S+)");
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"; // RFC 6455 1.3

  private final Vertx vertx = Vertx.vertx();

  /** Kept: Vert.x closes a client that nobody refers to. */
  private final WebSocketClient client = vertx.createWebSocketClient(
      new WebSocketClientOptions().setTrustAll(true).setVerifyHost(false));

  private final BlockingQueue<String> read = new LinkedBlockingQueue<>();

  @AfterEach
  void close() {
    vertx.close().await();
  }

  /** A provider's session.created often comes with the answer to the handshake. */
  @Test
  void whatComesWithTheHandshakeIsRead() throws Exception {
    int port = vertx
        .createNetServer()
        .connectHandler(socket -> socket.handler(request -> answer(socket, request)))
        .listen(0, "127.0.0.1")
        .await()
        .actualPort();
    dial(port, false);
    assertEquals("first", next());
    assertEquals("second", next());
  }

  /** 101 with a whole frame and half of another, the other half a moment later. */
  private void answer(NetSocket socket, Buffer request) {
    Buffer frames = frame("first").appendBuffer(frame("second"));
    int cut = frames.length() - 4;
    socket.write(Buffer.buffer("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
            + "Connection: Upgrade\r\nSec-WebSocket-Accept: " + accept(request.toString())
            + "\r\n\r\n")
        .appendBuffer(frames.getBuffer(0, cut)));
    vertx.setTimer(50, later -> socket.write(frames.getBuffer(cut, frames.length())));
  }

  private static Buffer frame(String text) {
    return Buffer.buffer()
        .appendByte((byte) 0x81)
        .appendByte((byte) text.length())
        .appendString(text);
  }

  private static String accept(String request) {
    Matcher key = KEY.matcher(request);
    if (!key.find()) {
      throw new AssertionError(request);
    }
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1").digest((key.group(1) + GUID).getBytes(US_ASCII));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void overTlsFramesPassBothWays() throws Exception {
    var options = new HttpServerOptions()
        .setSsl(true)
        .setKeyCertOptions(SelfSignedCertificate.create().keyCertOptions());
    int port = vertx
        .createHttpServer(options)
        .webSocketHandler(socket -> {
          var echo = new Echo();
          echo.lane = Lane.through(socket, echo);
        })
        .listen(0, "127.0.0.1")
        .await()
        .actualPort();
    dial(port, true).onSuccess(lane -> {
      lane.write(
          "<".getBytes(US_ASCII), "-sound-".getBytes(US_ASCII), 1, 6, ">".getBytes(US_ASCII));
      lane.flush();
    });
    assertEquals("<sound>", next());
  }

  private Future<Lane> dial(int port, boolean tls) {
    var options = new WebSocketConnectOptions()
        .setHost("127.0.0.1")
        .setPort(port)
        .setSsl(tls)
        .setURI("/");
    Promise<Lane> opened = Promise.promise();
    vertx.runOnContext(
        now -> client.connect(options).map(this::through).onComplete(opened::handle));
    return opened.future();
  }

  private Lane through(WebSocket socket) {
    return Lane.through(socket, new Lane.Reader() {
      @Override
      public boolean read(byte[] bytes, int length) {
        read.add(new String(bytes, 0, length, US_ASCII));
        return true;
      }

      @Override
      public void rest() {}

      @Override
      public void writable(boolean writable) {}
    });
  }

  private String next() throws InterruptedException {
    return String.valueOf(read.poll(10, TimeUnit.SECONDS));
  }

  /** Says what it hears. */
  private static final class Echo implements Lane.Reader {
    @SuppressWarnings("NullAway.Init")
    private Lane lane;

    @Override
    public boolean read(byte[] bytes, int length) {
      lane.write(NONE, bytes, 0, length, NONE);
      return true;
    }

    @Override
    public void rest() {
      lane.flush();
    }

    @Override
    public void writable(boolean writable) {}
  }
}
