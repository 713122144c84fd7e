package dev.frontdesk.provider.realtime;

import dev.frontdesk.model.Endpoint;
import dev.frontdesk.model.EndpointId;
import dev.frontdesk.model.Secret;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A provider that answers as it was told, one request after the other: a status, {@code 429/30} with Retry-After,
 * {@code close} without an answer, {@code silent}, or {@code 101} for a WebSocket. Afterwards the last one goes on.
 */
final class Provider {
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final Deque<String> answers = new ArrayDeque<>();
  private final HttpServer server;
  private volatile String body = "";

  Provider(Vertx vertx) {
    server = vertx
        .createHttpServer()
        .connectionHandler(connection -> connections.incrementAndGet())
        .requestHandler(this::take);
    server.listen(0, "127.0.0.1").await();
  }

  void answers(String inTurn) {
    answers(inTurn, "");
  }

  void answers(String inTurn, String errorBody) {
    answers.addAll(List.of(inTurn.strip().split(" ", -1)));
    body = errorBody;
  }

  private void take(HttpServerRequest request) {
    if (request.getHeader("Upgrade") == null) {
      request.body().onSuccess(sent -> {
        keep(request, sent.toString());
        answer(request);
      });
    } else {
      keep(request, "");
      answer(request);
    }
  }

  private void keep(HttpServerRequest request, String sent) {
    requests.add("%s %s %s %s"
        .formatted(request.method(), request.uri(), request.getHeader("Authorization"), sent));
  }

  private void answer(HttpServerRequest request) {
    String next = answers.size() > 1 ? answers.removeFirst() : answers.getFirst();
    switch (next) {
      case "silent" -> {}
      case "close" -> request.connection().close();
      case "101" ->
        request.toWebSocket().onSuccess(socket -> socket.writeTextMessage("{\"type\":\"first\"}"));
      default -> {
        String[] parts = next.split("/", 2);
        if (parts.length > 1) {
          request.response().putHeader("Retry-After", parts[1]);
        }
        request.response().setStatusCode(Integer.parseInt(parts[0])).end(body);
      }
    }
  }

  Endpoint endpoint() {
    return new Endpoint(
        new EndpointId(new UUID(0, 1)),
        null,
        null,
        "openai",
        "http://127.0.0.1:" + server.actualPort() + "/v1/",
        Secret.of("sk-secret-1234"),
        List.of(),
        null);
  }

  List<String> requests() {
    return requests;
  }

  int connections() {
    return connections.get();
  }

  void stop() {
    server.close().await();
  }
}
