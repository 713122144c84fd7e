package dev.frontdesk.launcher.bench;

import dev.frontdesk.launcher.terminal.ExitCode;
import dev.frontdesk.launcher.terminal.Trouble;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.TimeUnit;

/** Requests to the ports of gateways on this machine, over connections that stay open. */
final class AdminCalls implements AutoCloseable {
  private static final int CONNECTIONS = 32;
  private static final int WAITING = 100_000;
  private static final int IDLE_MS = 60_000;
  private static final int REFUSED = 400;

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client = vertx.createHttpClient(
      new HttpClientOptions(),
      new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(WAITING));
  private final String key;

  AdminCalls(String key) {
    this.key = key;
  }

  Vertx vertx() {
    return vertx;
  }

  /** Blocks. */
  JsonObject send(HttpMethod method, int port, String path, String type, Buffer body) {
    return exchange(options(method, port, path).putHeader("content-type", type), body)
        .map(answer -> answer.length() == 0 ? new JsonObject() : answer.toJsonObject())
        .await();
  }

  /** Blocks. */
  JsonObject post(int port, String path, JsonObject body) {
    return send(HttpMethod.POST, port, path, "application/json", body.toBuffer());
  }

  /** From any thread; fails unless the answer is a good one. */
  Future<Buffer> get(int port, String path) {
    return exchange(options(HttpMethod.GET, port, path), Buffer.buffer());
  }

  private RequestOptions options(HttpMethod method, int port, String path) {
    return new RequestOptions()
        .setMethod(method)
        .setHost("127.0.0.1")
        .setPort(port)
        .setURI(path)
        .setIdleTimeout(IDLE_MS)
        .putHeader("authorization", "Bearer " + key);
  }

  private Future<Buffer> exchange(RequestOptions options, Buffer body) {
    if (Vertx.currentContext() != null) {
      return exchanged(options, body);
    }
    Promise<Buffer> answer = Promise.promise();
    vertx.runOnContext(go -> exchanged(options, body).onComplete(answer));
    return answer.future();
  }

  private Future<Buffer> exchanged(RequestOptions options, Buffer body) {
    return client
        .request(options)
        .compose(request -> body.length() == 0 ? request.send() : request.send(body))
        .compose(
            answer -> answer.body().map(read -> good(answer.statusCode(), options.getURI(), read)))
        .timeout(IDLE_MS, TimeUnit.MILLISECONDS);
  }

  private static Buffer good(int status, String path, Buffer body) {
    if (status >= REFUSED) {
      throw new Trouble(
          ExitCode.FAILED, "%s was answered with %d: %s".formatted(path, status, body));
    }
    return body;
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
