package dev.frontdesk.admin;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Serves the routes of the admin and management ports; ports that are the same share one server. */
public final class AdminVerticle extends VerticleBase {
  /**
   * No upgrade to HTTP/2 in clear text: whoever offers one beside a long answer may get frames mixed up with it. HTTP/2 is for the proxy
   * that ends TLS. A follower of a feed gets a comment more often than a connection may be idle.
   */
  private static final HttpServerOptions OPTIONS =
      new HttpServerOptions().setHttp2ClearTextEnabled(false).setIdleTimeout(120);

  private final String host;
  private final Map<Integer, Consumer<Router>> ports;
  private final List<HttpServer> servers = new ArrayList<>();

  /** @param ports routes by port; port 0: any free one */
  public AdminVerticle(String host, Map<Integer, Consumer<Router>> ports) {
    this.host = host;
    this.ports = new TreeMap<>(ports);
  }

  @Override
  public Future<?> start() {
    var listening = new ArrayList<Future<HttpServer>>();
    ports.forEach((port, routes) -> listening.add(listen(port, routes)));
    return Future.all(listening);
  }

  /** Ports in use, in the order of those asked for. */
  public List<Integer> actualPorts() {
    return servers.stream().map(HttpServer::actualPort).toList();
  }

  private Future<HttpServer> listen(int port, Consumer<Router> routes) {
    var router = Router.router(vertx);
    routes.accept(router);
    return vertx
        .createHttpServer(OPTIONS)
        .requestHandler(router)
        .listen(port, host)
        .onSuccess(servers::add);
  }
}
