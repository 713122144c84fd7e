package dev.frontdesk;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** Twilio's REST API, answering what a test tells it to, in order; then {@code 200 {}}. */
public final class TwilioStub {
  public final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final HttpServer server;

  public TwilioStub(Vertx vertx) {
    server = TestGateway.await(
        vertx.createHttpServer().requestHandler(this::answer).listen(0, "127.0.0.1"));
  }

  public record Asked(String method, String uri, String authorization, String body) {}

  private record Answer(int status, String body, String retryAfter) {}

  public String url() {
    return "http://127.0.0.1:" + server.actualPort();
  }

  public TwilioStub then(int status, String body) {
    return then(status, body, "");
  }

  TwilioStub then(int status, String body, String retryAfter) {
    answers.add(new Answer(status, body, retryAfter));
    return this;
  }

  private void answer(HttpServerRequest request) {
    request.body().onSuccess(body -> {
      asked.add(new Asked(
          request.method().name(),
          request.uri(),
          String.valueOf(request.getHeader("authorization")),
          body.toString()));
      Answer next = answers.poll();
      var response = request.response().putHeader("content-type", "application/json");
      if (next == null) {
        response.end(new JsonObject().encode());
      } else {
        if (!next.retryAfter().isEmpty()) {
          response.putHeader("retry-after", next.retryAfter());
        }
        response.setStatusCode(next.status()).end(next.body());
      }
    });
  }
}
