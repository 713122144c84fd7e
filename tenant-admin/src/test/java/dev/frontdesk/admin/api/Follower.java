package dev.frontdesk.admin.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Reads a feed over a socket of its own, event by event, as fast as it is asked to. */
final class Follower implements AutoCloseable {
  private static final int SILENT_FOR_MS = 20_000;

  private final Socket socket;
  private final BufferedReader lines;

  /** @param since empty: from now on */
  Follower(TestApi api, String path, String key, String since) {
    try {
      socket = new Socket(InetAddress.getLoopbackAddress(), api.port());
      socket.setSoTimeout(SILENT_FOR_MS);
      String last = since.isEmpty() ? "" : "Last-Event-ID: " + since + "\r\n";
      OutputStream out = socket.getOutputStream();
      out.write("GET %s HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer %s\r\n%s\r\n"
          .formatted(path, key, last)
          .getBytes(UTF_8));
      out.flush();
      lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
      for (String line = lines.readLine(); !": following".equals(line); line = lines.readLine()) {
        if (line == null || (line.startsWith("HTTP/1.1") && !line.contains(" 200 "))) {
          throw new AssertionError(path + ": " + line);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** @param id empty: it has none */
  record Event(String id, String name, JsonObject data) {
    String text() {
      return data.getJsonObject("data").getString("text");
    }
  }

  Event next() {
    String id = "";
    String name = "";
    try {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("id: ")) {
          id = line.substring(4);
        } else if (line.startsWith("event: ")) {
          name = line.substring(7);
        } else if (line.startsWith("data: ")) {
          return new Event(id, name, new JsonObject(line.substring(6)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new AssertionError("the feed is over");
  }

  List<Event> next(int count) {
    var events = new ArrayList<Event>();
    while (events.size() < count) {
      events.add(next());
    }
    return events;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
