package dev.frontdesk.outward;

import dev.frontdesk.outward.OutwardFailure.Kind;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.TrustOptions;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to addresses that strangers chose. A name is looked up once, all its addresses must be public, and the connection
 * goes to one of those very addresses with the name in {@code Host} and SNI: what the name says a moment later does not matter.
 * Redirects are not followed. May be used from any thread.
 */
public final class OutwardClient {
  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
  private static final int CONNECTIONS_PER_PLACE = 16;
  private static final int WAITING_PER_PLACE = 64;

  private final Vertx vertx;
  private final HttpClient client;
  private final Resolver resolver;
  private final OutwardAllow allow;

  public OutwardClient(Vertx vertx, OutwardAllow allow) {
    this(vertx, allow, Resolver.ofSystem(vertx), null);
  }

  /** @param trust whom to trust; null: whom the Java runtime trusts */
  OutwardClient(Vertx vertx, OutwardAllow allow, Resolver resolver, @Nullable TrustOptions trust) {
    var options = new HttpClientOptions()
        .setConnectTimeout((int) CONNECT_WITHIN.toMillis())
        .setForceSni(true)
        .setVerifyHost(true)
        .setKeepAlive(false); // so no request goes over a connection that another one left behind
    if (trust != null) {
      options.setTrustOptions(trust);
    }
    this.vertx = vertx;
    this.allow = allow;
    this.resolver = resolver;
    this.client = vertx.createHttpClient(
        options,
        new PoolOptions()
            .setHttp1MaxSize(CONNECTIONS_PER_PLACE)
            .setMaxWaitQueueSize(WAITING_PER_PLACE));
  }

  /** What the installation lets through, for {@link OutwardUrl#of}. */
  public OutwardAllow allow() {
    return allow;
  }

  /** @return the answer, whatever its status; fails with {@link OutwardFailure} only */
  public Future<OutwardAnswer> send(OutwardRequest request) {
    if (Vertx.currentContext() != null) {
      return exchanged(request);
    }
    // Off an event loop an answer could end before anybody reads it.
    Promise<OutwardAnswer> answer = Promise.promise();
    vertx.getOrCreateContext().runOnContext(go -> exchanged(request).onComplete(answer));
    return answer.future();
  }

  private Future<OutwardAnswer> exchanged(OutwardRequest request) {
    var exchange = new Exchange(request);
    long timer = vertx.setTimer(
        request.timeout().toMillis(),
        late -> exchange.fail(
            Kind.TIMEOUT, "no answer within " + request.timeout().toMillis() + " ms"));
    screened(request.url())
        .onFailure(exchange::fail)
        .onSuccess(address -> connect(request, address, exchange));
    return exchange.answer().onComplete(done -> vertx.cancelTimer(timer));
  }

  private void connect(OutwardRequest request, InetAddress address, Exchange exchange) {
    if (exchange.isOver()) {
      return;
    }
    OutwardUrl url = request.url();
    var options = new RequestOptions()
        .setServer(SocketAddress.inetSocketAddress(url.port(), address.getHostAddress()))
        .setHost(url.host())
        .setPort(url.port())
        .setSsl(url.tls())
        .setMethod(request.method())
        .setURI(url.target())
        .setFollowRedirects(false);
    request.headers().forEach(options::putHeader);
    client
        .request(options)
        .onFailure(cause -> unconnected(url, cause, exchange))
        .onSuccess(exchange::begin);
  }

  private static void unconnected(OutwardUrl url, Throwable cause, Exchange exchange) {
    if (cause instanceof SSLException || cause.getCause() instanceof SSLException) {
      exchange.fail(Kind.UNTRUSTED, "no TLS with a valid certificate of " + url.host());
    } else {
      exchange.fail(Kind.UNREACHABLE, "no connection to " + url.host());
    }
  }

  /** The address to connect to. */
  private Future<InetAddress> screened(OutwardUrl url) {
    String host =
        url.host().startsWith("[") ? url.host().substring(1, url.host().length() - 1) : url.host();
    return resolver
        .resolve(host)
        .recover(cause -> Future.failedFuture(
            new OutwardFailure(Kind.UNRESOLVED, "the name " + host + " leads nowhere")))
        .compose(found -> chosen(url, found));
  }

  private Future<InetAddress> chosen(OutwardUrl url, List<InetAddress> found) {
    boolean all = found.stream()
        .allMatch(each -> url.allowed() || PublicAddress.is(each) || allow.address(each));
    if (found.isEmpty() || !all) {
      return Future.failedFuture(new OutwardFailure(
          Kind.REFUSED, "the name " + url.host() + " leads to an address that is not public"));
    }
    return Future.succeededFuture(found.stream()
        .filter(each -> each instanceof Inet4Address)
        .findFirst()
        .orElse(found.get(0)));
  }
}
