package dev.frontdesk.simulator.caldav;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * A CalDAV server with one collection at {@code /shop/}, in memory. A query is answered with all there is: its time range is a client's
 * to check.
 */
public final class CalendarServer {
  private static final int MOST_BYTES = 64 * 1024;

  private final HttpServer server;
  private final String authorization;
  private final Map<String, String> events = new ConcurrentSkipListMap<>();
  private volatile Mood mood = Mood.GOOD;

  /** How it behaves. */
  public enum Mood {
    GOOD,
    /** Writes, then says that it is in trouble. */
    FORGETFUL,
    /** Is in trouble whatever is asked. */
    BROKEN,
    /** Lets another appointment in right before each one that is written. */
    CONTESTED
  }

  private CalendarServer(Vertx vertx, String user, String password) {
    this.server = vertx.createHttpServer();
    this.authorization =
        "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
  }

  /** Listens on a free port of the loopback address. */
  public static Future<CalendarServer> open(Vertx vertx, String user, String password) {
    var calendar = new CalendarServer(vertx, user, password);
    return calendar
        .server
        .requestHandler(calendar::answer)
        .listen(0, "127.0.0.1")
        .map(calendar);
  }

  public int port() {
    return server.actualPort();
  }

  public String url() {
    return "http://127.0.0.1:" + port() + "/shop/";
  }

  /** iCalendar texts by path. */
  public Map<String, String> events() {
    return Map.copyOf(events);
  }

  public void put(String name, String event) {
    events.put("/shop/" + name + ".ics", event);
  }

  public void clear() {
    events.clear();
    mood = Mood.GOOD;
  }

  public void is(Mood now) {
    mood = now;
  }

  public Future<Void> close() {
    return server.close();
  }

  private void answer(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    if (!authorization.equals(request.getHeader("authorization"))) {
      response
          .setStatusCode(401)
          .putHeader("www-authenticate", "Basic realm=\"shop\"")
          .end();
    } else if (mood == Mood.BROKEN) {
      response.setStatusCode(500).end();
    } else {
      request.body().onSuccess(body -> answer(request, response, body));
    }
  }

  private void answer(HttpServerRequest request, HttpServerResponse response, Buffer body) {
    switch (request.method().name()) {
      case "REPORT" -> report(request, response);
      case "PUT" -> put(request, response, body);
      case "GET" -> get(request.path(), response);
      default -> response.setStatusCode(405).end();
    }
  }

  private void report(HttpServerRequest request, HttpServerResponse response) {
    if (!request.path().equals("/shop/")) {
      response.setStatusCode(404).end();
      return;
    }
    var xml = new StringBuilder(
        "<?xml version=\"1.0\"?><multistatus xmlns=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:caldav\">");
    events.forEach((path, event) -> xml.append("<response><href>")
        .append(path)
        .append("</href><propstat><prop><C:calendar-data>")
        .append(event.replace("&", "&amp;").replace("<", "&lt;"))
        .append("</C:calendar-data></prop><status>HTTP/1.1 200 OK</status></propstat></response>"));
    response
        .setStatusCode(207)
        .putHeader("content-type", "application/xml; charset=utf-8")
        .end(xml.append("</multistatus>").toString());
  }

  private void put(HttpServerRequest request, HttpServerResponse response, Buffer body) {
    if (body.length() > MOST_BYTES) {
      response.setStatusCode(413).end();
      return;
    }
    if (mood == Mood.CONTESTED) {
      events.putIfAbsent(
          request.path(), body.toString().replaceFirst("UID:.*", "UID:of-somebody-else"));
    }
    boolean only = "*".equals(request.getHeader("if-none-match"));
    if (only && events.putIfAbsent(request.path(), body.toString()) != null) {
      response.setStatusCode(412).end();
      return;
    }
    events.put(request.path(), body.toString());
    response
        .setStatusCode(mood == Mood.FORGETFUL ? 502 : 201)
        .putHeader("etag", "\"" + body.toString().hashCode() + "\"")
        .end();
  }

  private void get(String path, HttpServerResponse response) {
    String event = events.get(path);
    if (event == null) {
      response.setStatusCode(404).end();
    } else {
      response.putHeader("content-type", "text/calendar; charset=utf-8").end(event);
    }
  }
}
