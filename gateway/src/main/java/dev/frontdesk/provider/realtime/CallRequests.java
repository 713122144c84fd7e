package dev.frontdesk.provider.realtime;

import dev.frontdesk.model.Endpoint;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Sends one call-control request, once. */
final class CallRequests {
  private static final int LONGEST_ANSWER = 64 * 1024;
  private static final Pattern CALL_ID = Pattern.compile("[A-Za-z0-9_-]{1,128}");

  private final Vertx vertx;
  private final HttpClient client;

  CallRequests(Vertx vertx, HttpClient client) {
    this.vertx = vertx;
    this.client = client;
  }

  /** Never fails: a request without an answer is a reply of status 0. */
  Future<Reply> post(
      Endpoint endpoint,
      String providerCall,
      String action,
      @Nullable Buffer body,
      Duration timeout) {
    if (!CALL_ID.matcher(providerCall).matches()) {
      return Future.succeededFuture(new Reply(400, "not a call id", null, false));
    }
    RequestOptions options = options(endpoint, providerCall, action);
    return onContext(() -> new Exchange(endpoint).run(options, body, timeout));
  }

  /** Off an event loop an answer could end before anybody reads it. */
  private Future<Reply> onContext(Supplier<Future<Reply>> exchange) {
    if (Vertx.currentContext() != null) {
      return exchange.get();
    }
    Promise<Reply> reply = Promise.promise();
    vertx.getOrCreateContext().runOnContext(go -> exchange.get().onComplete(reply));
    return reply.future();
  }

  private static RequestOptions options(Endpoint endpoint, String providerCall, String action) {
    return new RequestOptions()
        .setMethod(HttpMethod.POST)
        .setAbsoluteURI(base(endpoint) + "/realtime/calls/" + providerCall + "/" + action)
        .putHeader("Authorization", "Bearer " + endpoint.apiKey().reveal())
        .putHeader("Content-Type", "application/json");
  }

  static String base(Endpoint endpoint) {
    String url = endpoint.baseUrl();
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  /** One request and its answer, whichever of answer, failure and time comes first. */
  private final class Exchange {
    private final Endpoint endpoint;
    private final Promise<Reply> done = Promise.promise();
    private @Nullable HttpClientRequest request;
    private boolean sent;

    Exchange(Endpoint endpoint) {
      this.endpoint = endpoint;
    }

    Future<Reply> run(RequestOptions options, @Nullable Buffer body, Duration timeout) {
      long timer = vertx.setTimer(Math.max(1, timeout.toMillis()), fired -> timedOut(timeout));
      client
          .request(options)
          .compose(ready -> send(ready, body))
          .compose(this::read)
          .onComplete(done::tryComplete, this::failed);
      return done.future().onComplete(ended -> vertx.cancelTimer(timer));
    }

    private Future<HttpClientResponse> send(HttpClientRequest ready, @Nullable Buffer body) {
      if (done.future().isComplete()) {
        ready.reset();
        return Future.failedFuture("too late");
      }
      request = ready;
      sent = true;
      return body == null ? ready.send() : ready.send(body);
    }

    private Future<Reply> read(HttpClientResponse response) {
      Buffer answer = Buffer.buffer();
      response.handler(part -> {
        if (answer.length() + part.length() <= LONGEST_ANSWER) {
          answer.appendBuffer(part);
        }
      });
      return response
          .end()
          .map(end -> Reply.of(
              response.statusCode(),
              response.getHeader("Retry-After"),
              answer.getBytes(),
              endpoint));
    }

    private void timedOut(Duration timeout) {
      if (done.tryComplete(new Reply(0, "no answer in " + timeout.toMillis() + " ms", null, sent))
          && request != null) {
        request.reset();
      }
    }

    private void failed(Throwable cause) {
      String what =
          cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
      done.tryComplete(new Reply(0, ErrorBody.without(what, endpoint), null, sent));
    }
  }
}
