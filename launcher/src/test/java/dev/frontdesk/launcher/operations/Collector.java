package dev.frontdesk.launcher.operations;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.zip.GZIPInputStream;

/** Takes spans by OTLP over HTTP and keeps of each its identities and its name (opentelemetry/proto/trace/v1/trace.proto). */
public final class Collector implements AutoCloseable {
  private static final int RESOURCE_SPANS = 1;
  private static final int SCOPE_SPANS = 2;
  private static final int SPANS = 2;

  private final HttpServer server;
  public final List<Span> spans = new CopyOnWriteArrayList<>();
  final List<String> keys = new CopyOnWriteArrayList<>();

  /** Identities in hexadecimal; of the parent empty: it has none. */
  public record Span(String trace, String id, String parent, String name) {}

  public Collector() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/traces", this::take);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void take(HttpExchange exchange) throws IOException {
    keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("x-api-key")));
    byte[] sent = exchange.getRequestBody().readAllBytes();
    byte[] body = "gzip".equals(exchange.getRequestHeaders().getFirst("content-encoding"))
        ? new GZIPInputStream(new ByteArrayInputStream(sent)).readAllBytes()
        : sent;
    fields(body, (field, resource) -> {
      if (field == RESOURCE_SPANS) {
        fields(resource, (inner, scope) -> {
          if (inner == SCOPE_SPANS) {
            fields(scope, (innermost, span) -> {
              if (innermost == SPANS) {
                spans.add(span(span));
              }
            });
          }
        });
      }
    });
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  private static Span span(byte[] message) {
    var parts = new String[] {"", "", "", ""};
    fields(message, (field, value) -> {
      switch (field) {
        case 1 -> parts[0] = HexFormat.of().formatHex(value);
        case 2 -> parts[1] = HexFormat.of().formatHex(value);
        case 4 -> parts[2] = HexFormat.of().formatHex(value);
        case 5 -> parts[3] = new String(value, UTF_8);
        default -> {}
      }
    });
    return new Span(parts[0], parts[1], parts[2], parts[3]);
  }

  /** The fields of a message that are messages, strings or bytes. */
  private static void fields(byte[] message, BiConsumer<Integer, byte[]> told) {
    var bytes = ByteBuffer.wrap(message);
    while (bytes.hasRemaining()) {
      long tag = varint(bytes);
      switch ((int) (tag & 7)) {
        case 0 -> varint(bytes);
        case 1 -> bytes.position(bytes.position() + 8);
        case 2 -> {
          var value = new byte[(int) varint(bytes)];
          bytes.get(value);
          told.accept((int) (tag >> 3), value);
        }
        case 5 -> bytes.position(bytes.position() + 4);
        default -> throw new IllegalArgumentException("wire type of " + tag);
      }
    }
  }

  private static long varint(ByteBuffer bytes) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = bytes.get();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }
}
