package dev.frontdesk.outward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.outward.OutwardFailure.Kind;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real servers with TLS on loopback; 127.0.0.1 stands for the open internet, everything else there for somebody's own network. */
class OutwardClientIT {
  private static final Duration SOON = Duration.ofSeconds(5);

  @TempDir
  static Path folder;

  private static PfxOptions certificate = new PfxOptions();

  private final Vertx vertx = Vertx.vertx();
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void certify() throws IOException, InterruptedException {
    Path store = folder.resolve("tool.p12");
    int code = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            "tool",
            "-keyalg",
            "EC",
            "-dname",
            "CN=tool.test",
            "-ext",
            "san=dns:tool.test",
            "-validity",
            "2",
            "-storetype",
            "PKCS12",
            "-storepass",
            "changeit",
            "-keystore",
            store.toString())
        .inheritIO()
        .start()
        .waitFor();
    assertEquals(0, code);
    certificate = new PfxOptions().setPath(store.toString()).setPassword("changeit");
  }

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void theNameIsInHostAndServerNameThoughTheAddressWasDialled() throws OutwardFailure {
    int port = server(this::fine);
    OutwardAnswer answer = send(client(port, "127.0.0.1"), "https://tool.test:" + port + "/a?b=c");
    assertEquals(200, answer.status());
    assertEquals("text/plain", answer.contentType());
    assertEquals("fine", answer.body().toString());
    assertEquals(List.of("tool.test tool.test:" + port + " /a?b=c"), seen);
  }

  @Test
  void aNameThatLeadsElsewhereAMomentLaterWinsNothing() throws OutwardFailure {
    int port = server(this::fine);
    OutwardClient client = client(port, "127.0.0.1", "127.0.0.2");
    String url = "https://tool.test:" + port + "/";
    assertEquals(200, send(client, url).status());
    assertEquals(1, asked.size(), "looked up once per request");
    assertEquals(Kind.REFUSED, failure(client, url).kind());
    assertEquals(1, seen.size());
  }

  @Test
  void oneAddressOfSeveralThatIsNotPublicIsEnoughToRefuse() {
    int port = server(this::fine);
    OutwardClient client = client(port, "127.0.0.1,10.0.0.7");
    assertEquals(
        Kind.REFUSED, failure(client, "https://tool.test:" + port + "/").kind());
    assertEquals(List.of(), seen);
  }

  @Test
  void aRedirectIsAnAnswerAndIsNotFollowed() throws OutwardFailure {
    int inner = server(this::fine);
    int port = server(request -> request
        .response()
        .setStatusCode(302)
        .putHeader("location", "https://tool.test:" + inner + "/secret")
        .end());
    OutwardClient client = client(port, "127.0.0.1", "127.0.0.1");
    assertEquals(302, send(client, "https://tool.test:" + port + "/").status());
    assertEquals(List.of(), seen);
  }

  @Test
  void aCertificateOfAnotherNameIsNoConnection() {
    int port = server(this::fine);
    OutwardFailure failure = failure(client(port, "127.0.0.1"), "https://other.test:" + port + "/");
    assertEquals(Kind.UNTRUSTED, failure.kind());
    assertTrue(failure.kind().nothingSent());
    assertEquals(List.of(), seen);
  }

  @Test
  void silenceEndsInTime() {
    int port = server(request -> {});
    assertEquals(
        Kind.TIMEOUT,
        failure(
                client(port, "127.0.0.1"),
                "https://tool.test:" + port + "/",
                Duration.ofMillis(300))
            .kind());
  }

  @Test
  void moreThanWasAskedForIsCutOff() {
    int port = server(request -> request.response().end("x".repeat(2_000)));
    assertEquals(
        Kind.TOO_LARGE,
        failure(client(port, "127.0.0.1"), "https://tool.test:" + port + "/").kind());
  }

  @Test
  void aConnectionThatBreaksMayHaveDoneItsWork() {
    int port = server(request -> request.connection().close());
    OutwardFailure failure = failure(client(port, "127.0.0.1"), "https://tool.test:" + port + "/");
    assertEquals(Kind.BROKEN, failure.kind());
  }

  @Test
  void aNameThatIsNobodysIsTold() {
    int port = server(this::fine);
    String url = "https://tool.test:" + port + "/";
    assertEquals(Kind.UNRESOLVED, failure(client(port), url).kind());
  }

  private void fine(HttpServerRequest request) {
    seen.add(request.connection().indicatedServerName() + " " + request.authority() + " "
        + request.uri());
    request.response().putHeader("content-type", "text/plain; charset=utf-8").end("fine");
  }

  private int server(io.vertx.core.Handler<HttpServerRequest> handler) {
    HttpServer server = vertx.createHttpServer(
        new HttpServerOptions().setSsl(true).setSni(true).setKeyCertOptions(certificate));
    return server.requestHandler(handler).listen(0, "127.0.0.1").await().actualPort();
  }

  /** @param answers of the name server, one a question; addresses separated by commas */
  private OutwardClient client(int port, String... answers) {
    Queue<String> left = new ArrayDeque<>(List.of(answers));
    Resolver resolver = host -> {
      asked.add(host);
      String next = left.poll();
      return next == null
          ? Future.failedFuture("no such name")
          : Future.succeededFuture(addresses(next));
    };
    return new OutwardClient(
        vertx, OutwardAllow.of("127.0.0.1/32,:" + port), resolver, certificate);
  }

  private static List<InetAddress> addresses(String list) {
    var found = new ArrayList<InetAddress>();
    for (String each : list.split(",", -1)) {
      try {
        found.add(InetAddress.getByName(each));
      } catch (UnknownHostException e) {
        throw new IllegalArgumentException(e);
      }
    }
    return found;
  }

  private static OutwardAnswer send(OutwardClient client, String url) throws OutwardFailure {
    return client.send(request(client, url, SOON)).await();
  }

  private static OutwardFailure failure(OutwardClient client, String url) {
    return failure(client, url, SOON);
  }

  private static OutwardFailure failure(OutwardClient client, String url, Duration timeout) {
    var thrown = assertThrows(
        Exception.class, () -> client.send(request(client, url, timeout)).await());
    return assertInstanceOf(OutwardFailure.class, thrown);
  }

  private static OutwardRequest request(OutwardClient client, String url, Duration timeout)
      throws OutwardFailure {
    // Ports of loopback are chosen by the machine; the screen of ports has a test of its own.
    return new OutwardRequest(
        HttpMethod.GET, OutwardUrl.of(url, client.allow()), Map.of(), null, timeout, 1_000);
  }
}
