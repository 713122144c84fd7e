package dev.frontdesk.webhook;

import dev.frontdesk.model.EndpointId;
import dev.frontdesk.webhook.WebhookCounts.End;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The call port: takes the provider's webhooks. */
public final class WebhooksVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(WebhooksVerticle.class);
  private static final int LARGEST_BODY = 256 << 10; // bytes; a real one has about 2 KB
  private static final int STREAM_CLOSED_WITHIN_SECONDS = 2;
  private static final int IDLE_SECONDS = 75;

  private final String host;
  private final int port;
  private final EndpointId defaultEndpoint;
  private final Reception reception;
  private final WebhookCounts counts;
  private final InstantSource clock;
  private final Supplier<Map<String, Integer>> providers;
  private final Consumer<Router> more;
  private final BiFunction<Vertx, Handler<HttpServerRequest>, Handler<HttpServerRequest>> front;
  private @Nullable HttpServer server;

  /**
   * @param port 0: any free one, see {@link #actualPort}
   * @param providers how many endpoints of voice providers stand where, of those that failed lately
   * @param more routes that share the port, where a host gives one port only
   * @param front stands before all routes
   */
  public WebhooksVerticle(
      String host,
      int port,
      EndpointId defaultEndpoint,
      Reception reception,
      WebhookCounts counts,
      InstantSource clock,
      Supplier<Map<String, Integer>> providers,
      Consumer<Router> more,
      BiFunction<Vertx, Handler<HttpServerRequest>, Handler<HttpServerRequest>> front) {
    this.host = host;
    this.port = port;
    this.defaultEndpoint = defaultEndpoint;
    this.reception = reception;
    this.counts = counts;
    this.clock = clock;
    this.providers = providers;
    this.more = more;
    this.front = front;
  }

  @Override
  public Future<?> start() {
    var router = Router.router(vertx);
    var body = BodyHandler.create(false).setBodyLimit(LARGEST_BODY);
    router.route(HttpMethod.GET, "/health").handler(this::health);
    router.route(HttpMethod.POST, "/openai/webhook/:endpoint").handler(body).handler(this::named);
    router.route(HttpMethod.POST, "/openai/webhook").handler(body).handler(this::unnamed);
    router.route(HttpMethod.POST, "/openai-webhook").handler(body).handler(this::unnamed);
    more.accept(router);
    router.errorHandler(413, this::tooLarge);
    router.errorHandler(500, this::failed);
    var options = new HttpServerOptions()
        .setHttp2ClearTextEnabled(false)
        .setIdleTimeout(IDLE_SECONDS)
        .setMaxFormAttributeSize(0)
        .setPerMessageWebSocketCompressionSupported(false)
        .setWebSocketClosingTimeout(STREAM_CLOSED_WITHIN_SECONDS);
    return vertx
        .createHttpServer(options)
        .requestHandler(front.apply(vertx, router))
        .listen(port, host)
        .onSuccess(listening -> server = listening);
  }

  /** Port in use, once started. */
  public int actualPort() {
    return server == null ? port : server.actualPort();
  }

  private void health(RoutingContext request) {
    var body = new JsonObject()
        .put("status", "up")
        .put("providers", new JsonObject(new TreeMap<>(providers.get())));
    request.response().putHeader("content-type", "application/json").end(body.encode());
  }

  private void unnamed(RoutingContext request) {
    receive(request, Optional.of(defaultEndpoint));
  }

  private void named(RoutingContext request) {
    receive(request, endpointId(request.pathParam("endpoint")));
  }

  private void receive(RoutingContext request, Optional<EndpointId> endpoint) {
    var received = clock.instant();
    byte[] body =
        request.body().buffer() == null ? new byte[0] : request.body().buffer().getBytes();
    reception
        .receive(endpoint, name -> request.request().getHeader(name), body, received)
        .onSuccess(status -> request.response().setStatusCode(status).end())
        .onFailure(request::fail);
  }

  private void tooLarge(RoutingContext request) {
    counts.count(End.TOO_LARGE);
    request.response().setStatusCode(413).end();
  }

  private void failed(RoutingContext request) {
    LOG.atError().setCause(request.failure()).log("webhook not answered as it should be");
    if (!request.response().ended()) {
      request
          .response()
          .setStatusCode(500)
          .putHeader("content-type", "application/json")
          .end(new JsonObject().put("error", "internal").encode());
    }
  }

  private static Optional<EndpointId> endpointId(String text) {
    try {
      return text.length() == 36
          ? Optional.of(new EndpointId(UUID.fromString(text)))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
