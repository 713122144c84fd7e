package dev.frontdesk.simulator.provider;

import dev.frontdesk.simulator.model.Models;
import dev.frontdesk.simulator.provider.Line.Verb;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves the calls REST API and the sideband WebSockets for all lines that are connected to it. */
public final class ProviderServer {
  private static final Logger LOG = LoggerFactory.getLogger(ProviderServer.class);
  private static final String BEARER = "Bearer ";
  private static final String CALLS = "/v1/realtime/calls/";
  private static final String MODELS = "/v1/models/";
  private static final String RESPONSES = "/v1/responses";
  private static final String TAPES = "/v1/audio/transcriptions";
  private static final int MAX_FRAME_BYTES = 64 << 20;
  private static final int BACKLOG = 8192;
  private static final String BETA_REFUSED =
      "{\"type\":\"error\",\"event_id\":\"event_beta\",\"error\":{\"type\":\"invalid_request_error\","
          + "\"code\":\"beta_api_shape_disabled\",\"message\":\"The beta API shape is disabled.\",\"param\":null}}";

  private final HttpServer server;
  private final @Nullable String authorization;
  private final Models models;
  private final Texts texts = new Texts();
  private final Map<String, Line> lines = new HashMap<>();

  private ProviderServer(Vertx vertx, String host, int port, @Nullable String apiKey) {
    authorization = apiKey == null ? null : BEARER + apiKey;
    models = new Models(vertx);
    server = vertx.createHttpServer(new HttpServerOptions()
        .setHost(host)
        .setPort(port)
        .setAcceptBacklog(BACKLOG)
        .setPerMessageWebSocketCompressionSupported(false)
        .setPerFrameWebSocketCompressionSupported(false)
        .setMaxWebSocketFrameSize(MAX_FRAME_BYTES)
        .setMaxWebSocketMessageSize(MAX_FRAME_BYTES));
  }

  /**
   * To be called on the event loop on which everything is to run.
   *
   * @param port 0 for any free one
   * @param apiKey the only key let in, or null for any
   */
  public static Future<ProviderServer> listen(
      Vertx vertx, String host, int port, @Nullable String apiKey) {
    ProviderServer provider = new ProviderServer(vertx, host, port, apiKey);
    return provider.server.requestHandler(provider::route).listen().map(listening -> provider);
  }

  public int port() {
    return server.actualPort();
  }

  public Future<Void> close() {
    return server.close();
  }

  public void connect(Line line) {
    lines.put(line.id(), line);
  }

  public void disconnect(Line line) {
    lines.remove(line.id());
  }

  private void route(HttpServerRequest request) {
    String path = request.path();
    if (path == null) {
      answer(request.response(), Reply.error(400, "invalid_request", "No path."));
    } else if (authorization != null && !authorization.equals(request.getHeader("Authorization"))) {
      answer(request.response(), Reply.failing(401));
    } else if (path.equals("/v1/realtime")) {
      dial(request);
    } else if (path.startsWith(CALLS) && HttpMethod.POST.equals(request.method())) {
      act(request, path);
    } else if (path.equals(RESPONSES) && HttpMethod.POST.equals(request.method())) {
      request.body().onSuccess(body -> answer(request.response(), texts.asked(body)));
    } else if (path.equals(TAPES) && HttpMethod.POST.equals(request.method())) {
      request.body().onSuccess(body -> answer(request.response(), texts.tape(body)));
    } else if (path.startsWith(MODELS)) {
      answer(request.response(), model(path.substring(MODELS.length())));
    } else {
      answer(request.response(), Reply.error(404, "unknown_url", "Unknown request URL: " + path));
    }
  }

  private void act(HttpServerRequest request, String path) {
    Verb verb = Verb.of(path);
    Line line = verb == null
        ? null
        : lines.get(path.substring(CALLS.length(), path.length() - verb.length()));
    if (verb == null || line == null) {
      answer(request.response(), Reply.GONE);
      return;
    }
    request
        .body()
        .compose(body -> line.requested(verb, body))
        .onSuccess(reply -> answer(request.response(), reply))
        .onFailure(cause ->
            LOG.atDebug().addKeyValue("call", line.id()).setCause(cause).log("request unanswered"));
  }

  private void dial(HttpServerRequest request) {
    String id = request.getParam("call_id");
    String model = request.getParam("model");
    if (id == null && model != null) {
      dialModel(request, model);
      return;
    }
    Line line = id == null ? null : lines.get(id);
    if (line == null) {
      answer(request.response(), Reply.GONE);
      return;
    }
    if (model != null) {
      line.violated("dialled with both model and call_id");
    }
    Reply reply = line.dialled();
    if (reply.status() != Reply.SWITCH.status()) {
      answer(request.response(), reply);
      return;
    }
    boolean beta = request.getHeader("OpenAI-Beta") != null;
    String bearer = bearer(request);
    request
        .toWebSocket()
        .onSuccess(socket -> {
          Sideband sideband = new Sideband(socket, bearer);
          if (beta) {
            line.violated("dialled with the OpenAI-Beta header");
            sideband.send(BETA_REFUSED);
            sideband.close(4000, "invalid_request_error.beta_api_shape_disabled");
          } else {
            line.attached(sideband);
          }
        })
        .onFailure(
            cause -> LOG.atDebug().addKeyValue("call", id).setCause(cause).log("not a WebSocket"));
  }

  /** The door for gateways through which the sound itself passes. */
  private void dialModel(HttpServerRequest request, String model) {
    int refused = models.refuses();
    if (refused > 0) {
      answer(request.response(), Reply.failing(refused));
      return;
    }
    String bearer = bearer(request);
    request
        .toWebSocket()
        .onSuccess(socket -> models.opened(model, new Sideband(socket, bearer)))
        .onFailure(cause ->
            LOG.atDebug().addKeyValue("model", model).setCause(cause).log("not a WebSocket"));
  }

  /** The sessions dialled by model, not by call. */
  public Models models() {
    return models;
  }

  /** What reads and writes text. */
  public Texts texts() {
    return texts;
  }

  private static String bearer(HttpServerRequest request) {
    String given = request.getHeader("Authorization");
    return given != null && given.startsWith(BEARER) ? given.substring(BEARER.length()) : "";
  }

  private static Reply model(String id) {
    return new Reply(
        200,
        "{\"id\":\"" + id
            + "\",\"object\":\"model\",\"owned_by\":\"openai\",\"shutdown_date\":null}",
        0);
  }

  private static void answer(HttpServerResponse response, Reply reply) {
    response.setStatusCode(reply.status());
    if (reply.retryAfter() > 0) {
      response.putHeader("Retry-After", Integer.toString(reply.retryAfter()));
    }
    if (reply.body().isEmpty()) {
      response.end();
    } else {
      response.putHeader("Content-Type", "application/json").end(reply.body());
    }
  }
}
