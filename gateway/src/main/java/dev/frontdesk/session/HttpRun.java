package dev.frontdesk.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.frontdesk.httptool.ToolAddress;
import dev.frontdesk.model.CallId;
import dev.frontdesk.model.HttpTool;
import dev.frontdesk.outward.OutwardAnswer;
import dev.frontdesk.outward.OutwardClient;
import dev.frontdesk.outward.OutwardFailure;
import dev.frontdesk.outward.OutwardRequest;
import dev.frontdesk.outward.OutwardUrl;
import dev.frontdesk.provider.StandardWebhook;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One run of an HTTP tool: one request, or two if the first may be repeated and never got through. */
final class HttpRun {
  private static final int MOST_BYTES = 64 * 1024;
  private static final Duration AGAIN_AFTER = Duration.ofMillis(200);
  private static final Duration LEAST_TIME = Duration.ofMillis(100);
  private static final Set<Integer> PASSING = Set.of(502, 503, 504);

  private final Vertx vertx;
  private final OutwardClient client;
  private final HttpTool tool;
  private final OutwardUrl url;
  private final ToolSecrets secrets;
  private final String key;
  private final @Nullable Buffer body;
  private final @Nullable String traceparent;
  private final long begun = System.nanoTime();

  HttpRun(
      Vertx vertx,
      OutwardClient client,
      HttpTool tool,
      OutwardUrl url,
      ToolSecrets secrets,
      JsonObject arguments,
      CallId call,
      String asked,
      @Nullable String traceparent) {
    this.vertx = vertx;
    this.client = client;
    this.tool = tool;
    this.url = url;
    this.secrets = secrets;
    // The same run has the same key, on whichever node it is begun again.
    this.key = UUID.nameUUIDFromBytes((call + "/" + asked).getBytes(UTF_8)).toString();
    this.traceparent = traceparent;
    this.body = tool.method().hasBody() ? rest(arguments) : null;
  }

  /** Never fails. */
  Future<ToolResult> result() {
    return once()
        .transform(first -> isPassing(first.result(), first.cause())
            ? vertx.timer(AGAIN_AFTER.toMillis()).compose(later -> once())
            : first.succeeded()
                ? Future.succeededFuture(first.result())
                : Future.failedFuture(first.cause()))
        .map(answer -> new ToolAnswer(tool, secrets).read(answer))
        .recover(cause -> Future.succeededFuture(unanswered(cause)));
  }

  private boolean isPassing(@Nullable OutwardAnswer answer, @Nullable Throwable cause) {
    boolean never = cause instanceof OutwardFailure failure
        && failure.kind() == OutwardFailure.Kind.UNREACHABLE;
    return tool.idempotent()
        && (never || (answer != null && PASSING.contains(answer.status())))
        && left().compareTo(AGAIN_AFTER.plus(LEAST_TIME)) > 0;
  }

  private Duration left() {
    return tool.timeout().minusNanos(System.nanoTime() - begun);
  }

  private Future<OutwardAnswer> once() {
    Duration left = left();
    return client.send(new OutwardRequest(
        HttpMethod.valueOf(tool.method().name()),
        url,
        headers(),
        body,
        left.compareTo(LEAST_TIME) > 0 ? left : LEAST_TIME,
        MOST_BYTES));
  }

  private Map<String, String> headers() {
    var headers = new HashMap<String, String>(tool.headers());
    secrets.headers().forEach((name, secret) -> headers.put(name, secret.reveal()));
    headers.put("accept", "application/json, text/plain;q=0.9");
    headers.put("user-agent", "Frontdesk");
    headers.put("idempotency-key", key);
    if (traceparent != null) {
      headers.put("traceparent", traceparent);
    }
    if (body != null) {
      headers.put("content-type", "application/json");
    }
    if (secrets.signing() != null) {
      long now = Instant.now().getEpochSecond();
      byte[] signed = body == null ? new byte[0] : body.getBytes();
      headers.put("webhook-id", key);
      headers.put("webhook-timestamp", Long.toString(now));
      headers.put("webhook-signature", StandardWebhook.sign(secrets.signing(), key, now, signed));
    }
    return headers;
  }

  private Buffer rest(JsonObject arguments) {
    JsonObject rest = arguments.copy();
    ToolAddress.of(tool).places().forEach(rest::remove);
    return rest.toBuffer();
  }

  private ToolResult unanswered(Throwable cause) {
    String reason = String.valueOf(cause.getMessage());
    boolean nothing = cause instanceof OutwardFailure failure && failure.kind().nothingSent();
    return nothing || tool.idempotent()
        ? ToolResult.failed("The system could not be asked: " + reason)
        : ToolResult.notConfirmed(reason);
  }
}
