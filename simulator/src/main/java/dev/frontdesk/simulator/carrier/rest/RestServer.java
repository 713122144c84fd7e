package dev.frontdesk.simulator.carrier.rest;

import dev.frontdesk.simulator.carrier.Form;
import dev.frontdesk.simulator.carrier.line.Exchange;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves the account's REST API. */
public final class RestServer {
  private static final Logger LOG = LoggerFactory.getLogger(RestServer.class);
  private static final String ROOT = "/2010-04-01/Accounts/";
  private static final String JSON = ".json";

  private final Vertx vertx;
  private final Exchange exchange;
  private final HttpServer server;
  private final String authorization;
  private final CallsApi calls;
  private final ConferencesApi conferences;
  private final ParticipantsApi participants;
  private final MessagesApi messages;
  private final NumbersApi numbers;
  private final RecordingsApi recordings;
  private RestFault fault = RestFault.NONE;

  private RestServer(Vertx vertx, Exchange exchange) {
    this.vertx = vertx;
    this.exchange = exchange;
    String pair = exchange.options().accountSid() + ":" + exchange.options().authToken();
    authorization =
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    calls = new CallsApi(exchange);
    conferences = new ConferencesApi(exchange);
    participants = new ParticipantsApi(exchange);
    messages = new MessagesApi(exchange);
    numbers = new NumbersApi(exchange);
    recordings = new RecordingsApi(exchange);
    server = vertx.createHttpServer();
  }

  /** To be called on the event loop on which everything is to run. */
  public static Future<RestServer> listen(Vertx vertx, Exchange exchange) {
    RestServer rest = new RestServer(vertx, exchange);
    var options = exchange.options();
    return rest.server
        .requestHandler(rest::handle)
        .listen(options.port(), options.host())
        .map(listening -> {
          exchange.listensAt("http://" + options.host() + ":" + listening.actualPort());
          return rest;
        });
  }

  /** What goes wrong from now on. */
  public void misbehave(RestFault with) {
    fault = with;
  }

  public Future<Void> close() {
    return server.close();
  }

  private void handle(HttpServerRequest request) {
    request
        .body()
        .onSuccess(body -> later(
            fault.late(),
            () -> replied(request, answer(request, body.toString(StandardCharsets.UTF_8)))))
        .onFailure(cause -> LOG.atDebug().setCause(cause).log("request unanswered"));
  }

  private void replied(HttpServerRequest request, RestReply reply) {
    later(fault.slow(), () -> send(request, reply));
  }

  private RestReply answer(HttpServerRequest request, String body) {
    if (fault.times() > 0) {
      fault = fault.once();
      return fault.status() == 429
          ? RestReply.error(429, 20429, "Too Many Requests")
          : RestReply.error(fault.status(), 20500, "Internal server error");
    }
    if (!authorization.equals(request.getHeader("Authorization"))) {
      return RestReply.error(401, 20003, "Authenticate");
    }
    String path = request.path() == null ? "" : request.path();
    String account = ROOT + exchange.options().accountSid() + "/";
    if (!path.startsWith(account)) {
      return RestReply.notFound(path);
    }
    boolean get = request.method().name().equals("GET");
    String query = request.query() == null ? "" : request.query();
    try {
      return route(new RestRequest(
          request.method().name(),
          exchange.options().accountSid(),
          segments(path.substring(account.length())),
          Form.parse(get ? query : body)));
    } catch (IllegalArgumentException malformed) {
      return RestReply.error(400, 20422, "Invalid parameter: " + malformed.getMessage());
    }
  }

  private RestReply route(RestRequest request) {
    List<String> path = request.path();
    boolean inside = path.size() > 2 && path.get(2).equals("Participants");
    return switch (path.get(0)) {
      case "Calls" -> calls.answer(request);
      case "Conferences" -> inside ? participants.answer(request) : conferences.answer(request);
      case "Messages" -> messages.answer(request);
      case "IncomingPhoneNumbers" -> numbers.answer(request);
      case "Recordings" -> recordings.answer(request);
      default -> RestReply.notFound(request.uri());
    };
  }

  private static List<String> segments(String path) {
    String bare = path.endsWith(JSON) ? path.substring(0, path.length() - JSON.length()) : path;
    List<String> segments = new ArrayList<>();
    for (String part : bare.split("/", -1)) {
      // A plus sign in a path is itself.
      segments.add(URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8));
    }
    return segments;
  }

  private void later(Duration after, Runnable action) {
    if (after.isZero()) {
      action.run();
    } else {
      vertx.setTimer(after.toMillis(), timer -> action.run());
    }
  }

  private static void send(HttpServerRequest request, RestReply reply) {
    var response = request.response().setStatusCode(reply.status());
    response.putHeader("Twilio-Request-Id", "RQ00000000000000000000000000000000");
    if (reply.body().length() == 0) {
      response.end();
    } else {
      response.putHeader("Content-Type", reply.type()).end(reply.body());
    }
  }
}
