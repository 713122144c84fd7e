package dev.frontdesk.twilio;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Reads a request's body as it comes: what the server decodes of a form cannot be verified any more. */
final class Bodies {
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private Bodies() {}

  /** The body is larger than asked for. */
  static final class TooLarge extends Exception {
    private static final long serialVersionUID = 1;

    private TooLarge() {
      super("larger than a request may be", null, false, false);
    }
  }

  /** To be called before anything else is awaited. */
  static Future<byte[]> read(HttpServerRequest request, int most) {
    Promise<byte[]> read = Promise.promise();
    Buffer body = Buffer.buffer();
    request.handler(part -> {
      if (body.length() + part.length() > most) {
        read.tryFail(new TooLarge());
      } else if (!read.future().isComplete()) {
        body.appendBuffer(part);
      }
    });
    request.exceptionHandler(read::tryFail);
    request.endHandler(end -> read.tryComplete(body.getBytes()));
    return read.future().timeout(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
  }
}
