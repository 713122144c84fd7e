package dev.frontdesk.provider.realtime;

import dev.frontdesk.model.Endpoint;
import dev.frontdesk.provider.Answer;
import dev.frontdesk.provider.TextModel;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/responses} with structured output (the provider's API reference, <i>Responses</i>): tried once more after 429, 5xx or
 * a connection that failed, and nothing is stored at the provider.
 */
final class TextApi implements TextModel {
  private static final Duration TRY = Duration.ofSeconds(25);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** Who is asked to come back later than that puts the call off. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private static final int LONGEST_ANSWER = 256 * 1024;

  /** With what a reasoning model thinks. */
  private static final int MOST_TOKENS = 4_000;

  private final Vertx vertx;
  private final HttpClient client;
  private final String model;
  private final WrittenText reading;

  /** @param model empty: none is asked */
  TextApi(Vertx vertx, String model, Prices prices, InstantSource clock) {
    this.vertx = vertx;
    this.client = vertx.createHttpClient(
        new HttpClientOptions().setConnectTimeout(5_000).setKeepAliveTimeout(30),
        new PoolOptions().setHttp1MaxSize(8).setMaxWaitQueueSize(64));
    this.model = model;
    this.reading = new WrittenText(model, prices, clock);
  }

  @Override
  public Future<Written> write(Endpoint endpoint, Question question) {
    if (model.isEmpty() || endpoint.apiKey().reveal().isEmpty()) {
      String reason = model.isEmpty() ? "no text model is configured" : "the endpoint has no key";
      return Future.succeededFuture(new Written(new Answer(Answer.Kind.INVALID, reason), "", null));
    }
    Buffer body = body(question);
    // On one event loop, whoever asks: else an answer may come before there is a handler for it.
    Promise<Written> written = Promise.promise();
    vertx.getOrCreateContext().runOnContext(begin -> written(endpoint, body).onComplete(written));
    return written.future();
  }

  private Future<Written> written(Endpoint endpoint, Buffer body) {
    return once(endpoint, body)
        .compose(first -> {
          Duration pause = first.pause();
          return pause == null
              ? Future.succeededFuture(first)
              : vertx
                  .timer(pause.toMillis(), TimeUnit.MILLISECONDS)
                  .compose(fired -> once(endpoint, body));
        })
        .map(last -> last.reply().answer().done()
            ? reading.of(last.body())
            : new Written(last.reply().answer(), "", null));
  }

  private Buffer body(Question question) {
    return new JsonObject()
        .put("model", model)
        .put("instructions", question.instructions())
        .put("input", question.input())
        .put("max_output_tokens", MOST_TOKENS)
        .put("store", false)
        .put(
            "text",
            new JsonObject()
                .put(
                    "format",
                    new JsonObject()
                        .put("type", "json_schema")
                        .put("name", question.name())
                        .put("strict", true)
                        .put("schema", question.schema())))
        .toBuffer();
  }

  /** One try and what came of it. */
  private record Tried(Reply reply, Buffer body) {
    /** How long to wait before the second try; null: there is to be none. */
    @Nullable
    Duration pause() {
      if (reply.status() != 429 && !reply.isTransient()) {
        return null;
      }
      Duration asked = reply.retryAfter();
      if (asked == null) {
        return PAUSE;
      }
      return asked.compareTo(LONGEST_PAUSE) <= 0
          ? Duration.ofMillis(Math.max(1, asked.toMillis()))
          : null;
    }
  }

  private Future<Tried> once(Endpoint endpoint, Buffer body) {
    var options = new RequestOptions()
        .setMethod(HttpMethod.POST)
        .setAbsoluteURI(CallRequests.base(endpoint) + "/responses")
        .putHeader("Authorization", "Bearer " + endpoint.apiKey().reveal())
        .putHeader("Content-Type", "application/json");
    Future<HttpClientRequest> request = client.request(options);
    return request
        .compose(ready -> ready.send(body))
        .compose(answer -> read(answer, endpoint))
        .timeout(TRY.toMillis(), TimeUnit.MILLISECONDS)
        .onFailure(late -> request.onSuccess(HttpClientRequest::reset))
        .recover(cause -> Future.succeededFuture(unanswered(request, cause, endpoint)));
  }

  private static Future<Tried> read(HttpClientResponse response, Endpoint endpoint) {
    Buffer body = Buffer.buffer();
    response.handler(part -> {
      if (body.length() + part.length() <= LONGEST_ANSWER) {
        body.appendBuffer(part);
      } else {
        response.request().reset();
      }
    });
    return response
        .end()
        .map(end -> new Tried(
            Reply.of(
                response.statusCode(),
                response.getHeader("Retry-After"),
                response.statusCode() / 100 == 2 ? new byte[0] : body.getBytes(),
                endpoint),
            body));
  }

  private static Tried unanswered(
      Future<HttpClientRequest> request, Throwable cause, Endpoint endpoint) {
    String what = cause instanceof TimeoutException
        ? "no answer in " + TRY.toSeconds() + " s"
        : ErrorBody.without(String.valueOf(cause.getMessage()), endpoint);
    return new Tried(new Reply(0, what, null, request.succeeded()), Buffer.buffer());
  }
}
