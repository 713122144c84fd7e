package dev.frontdesk.outward;

import dev.frontdesk.outward.OutwardFailure.Kind;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One request on its connection, until its answer is whole or given up. */
final class Exchange {
  private final OutwardRequest request;
  private final Promise<OutwardAnswer> answer = Promise.promise();
  private final Buffer body = Buffer.buffer();
  private volatile @Nullable HttpClientRequest sent;

  Exchange(OutwardRequest request) {
    this.request = request;
  }

  Future<OutwardAnswer> answer() {
    return answer.future();
  }

  boolean isOver() {
    return answer.future().isComplete();
  }

  void fail(Throwable cause) {
    answer.tryFail(cause);
  }

  /** Given up: the connection is closed with it. */
  void fail(Kind kind, String why) {
    answer.tryFail(new OutwardFailure(kind, why));
    HttpClientRequest open = sent;
    if (open != null) {
      open.reset();
    }
  }

  void begin(HttpClientRequest connected) {
    sent = connected;
    if (isOver()) {
      connected.reset();
      return;
    }
    Buffer content = request.body();
    (content == null ? connected.send() : connected.send(content))
        .onSuccess(this::read)
        .onFailure(cause -> broken());
  }

  private void read(HttpClientResponse response) {
    response
        .exceptionHandler(cause -> broken())
        .handler(part -> {
          if (body.length() + part.length() > request.mostBytes()) {
            fail(Kind.TOO_LARGE, "the answer is larger than " + request.mostBytes() + " bytes");
          } else if (!isOver()) {
            body.appendBuffer(part);
          }
        })
        .endHandler(ended -> answer.tryComplete(new OutwardAnswer(
            response.statusCode(),
            contentType(response),
            body,
            response.getHeader(HttpHeaders.RETRY_AFTER),
            response.headers())));
  }

  private void broken() {
    fail(Kind.BROKEN, "the connection broke before the answer was whole");
  }

  private static String contentType(HttpClientResponse response) {
    String named = response.getHeader(HttpHeaders.CONTENT_TYPE);
    return named == null ? "" : named.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }
}
