package dev.frontdesk.media;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Opens a WebSocket, says that it closes it, and leaves the connection open. */
final class MuteModel {
  private static final Pattern KEY =
      Pattern.compile("sec-websocket-key: *(\\S+)", Pattern.CASE_INSENSITIVE);
  private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"; // RFC 6455 1.3
  private static final byte[] CLOSE_1011 = {(byte) 0x88, 2, 0x03, (byte) 0xF3};
  private final NetServer server;

  MuteModel(Vertx vertx) {
    server = vertx
        .createNetServer()
        .connectHandler(this::opened)
        .listen(0, "127.0.0.1")
        .await();
  }

  String baseUrl() {
    return "http://127.0.0.1:" + server.actualPort() + "/v1";
  }

  private void opened(NetSocket socket) {
    Buffer head = Buffer.buffer();
    socket.handler(bytes -> {
      Matcher key = KEY.matcher(head.appendBuffer(bytes).toString(US_ASCII));
      if (key.find() && head.toString(US_ASCII).endsWith("\r\n\r\n")) {
        socket.write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
            + "Connection: Upgrade\r\nSec-WebSocket-Accept: " + accepted(key.group(1))
            + "\r\n\r\n");
        socket.write(Buffer.buffer(CLOSE_1011));
        socket.handler(rest -> {});
      }
    });
  }

  private static String accepted(String key) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-1").digest((key + MAGIC).getBytes(US_ASCII));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
