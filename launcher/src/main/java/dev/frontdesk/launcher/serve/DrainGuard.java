package dev.frontdesk.launcher.serve;

import dev.frontdesk.cluster.ClusterToken;
import dev.frontdesk.model.Secret;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Whose wish to drain a node counts: a process of the same machine that says so in a header no browser or proxy sends by itself, and that
 * knows the cluster's secret if there is one. What a proxy of this machine passes on comes from anybody, and shows.
 */
final class DrainGuard {
  static final String HEADER = "x-frontdesk-drain";
  private static final String WITHOUT_SECRET = "yes";
  private static final List<String> OF_PROXIES = List.of("x-forwarded-", "cf-");
  private static final Set<String> OF_PROXIES_TOO =
      Set.of("forwarded", "via", "x-real-ip", "true-client-ip");

  private final Optional<ClusterToken> token;

  /** @param secrets of the cluster, the newest first; empty: there is none */
  DrainGuard(List<Secret> secrets) {
    token = secrets.isEmpty() ? Optional.empty() : Optional.of(new ClusterToken(secrets));
  }

  /** What to send in {@value #HEADER} to the node with that management port. */
  String token(String method, int port) {
    return token.map(of -> of.of(wish(method, port), Instant.now())).orElse(WITHOUT_SECRET);
  }

  boolean letsIn(HttpServerRequest request) {
    SocketAddress local = request.localAddress();
    return isOfThisMachine(request.remoteAddress())
        && !isPassedOn(request.headers())
        && isMeant(request.headers().getAll(HEADER), wish(request.method().name(), local.port()));
  }

  private boolean isMeant(List<String> given, String wish) {
    return given.size() == 1
        && token
            .map(of -> of.isGood(given.get(0), wish, Instant.now()))
            .orElse(given.get(0).equals(WITHOUT_SECRET));
  }

  static boolean isPassedOn(MultiMap headers) {
    return headers.names().stream()
        .map(name -> name.toLowerCase(Locale.ROOT))
        .anyMatch(name ->
            OF_PROXIES_TOO.contains(name) || OF_PROXIES.stream().anyMatch(name::startsWith));
  }

  static boolean isOfThisMachine(SocketAddress from) {
    try {
      return from.hostAddress() != null
          && InetAddress.getByName(from.hostAddress()).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static String wish(String method, int port) {
    return method + " /drain of " + port;
  }
}
