package dev.frontdesk.outward;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be sent.
 *
 * @param timeout from now to the last byte of the answer
 * @param mostBytes of the answer's body
 */
public record OutwardRequest(
    HttpMethod method,
    OutwardUrl url,
    Map<String, String> headers,
    @Nullable Buffer body,
    Duration timeout,
    int mostBytes) {
  public OutwardRequest {
    headers = Map.copyOf(headers);
  }

  /** Nothing that could be logged by mistake. */
  @Override
  public String toString() {
    return "OutwardRequest[" + method + " " + url.origin() + "]";
  }
}
