package dev.frontdesk.admin.api;

import dev.frontdesk.admin.api.Fault.Kind;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

/** The body of a request, read once its sender is known, up to a limit. */
final class Body {
  private Body() {}

  /**
   * @param request paused; flows again from now on
   * @param csv whether CSV is taken in place of JSON
   */
  static Future<Buffer> read(HttpServerRequest request, int longest, boolean csv) {
    Promise<Buffer> read = Promise.promise();
    var body = Buffer.buffer();
    request.exceptionHandler(read::tryFail);
    request.endHandler(end -> read.tryComplete(body));
    request.handler(part -> {
      if (body.length() + part.length() > longest) {
        read.tryFail(new Fault(Kind.TOO_LARGE, "at most " + longest + " bytes"));
      } else if (!read.future().isComplete()) {
        body.appendBuffer(part);
      }
    });
    request.resume();
    return read.future().compose(whole -> typed(request, whole, csv));
  }

  static boolean isCsv(HttpServerRequest request) {
    return is(request, "text/csv");
  }

  private static Future<Buffer> typed(HttpServerRequest request, Buffer body, boolean csv) {
    boolean expected =
        HttpMethod.POST.equals(request.method()) || HttpMethod.PUT.equals(request.method());
    boolean fits = is(request, "application/json") || (csv && isCsv(request));
    return expected && body.length() > 0 && !fits
        ? Future.failedFuture(new Fault(
            Kind.UNSUPPORTED_TYPE,
            csv ? "send application/json or text/csv" : "send application/json"))
        : Future.succeededFuture(body);
  }

  private static boolean is(HttpServerRequest request, String type) {
    String given = request.getHeader("content-type");
    return given != null && given.toLowerCase(java.util.Locale.ROOT).startsWith(type);
  }
}
