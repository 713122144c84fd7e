package dev.frontdesk.simulator.provider;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Posts webhooks. */
public final class WebhookSender {
  private static final long TIMEOUT_MS = 15_000;
  private static final int CONNECTIONS = 64;
  private static final String USER_AGENT =
      "OpenAI/1.0 (+https://platform.openai.com/docs/webhooks)";

  private final HttpClient client;

  public WebhookSender(Vertx vertx) {
    client = vertx.createHttpClient(
        new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(CONNECTIONS));
  }

  public Future<Void> close() {
    return client.close();
  }

  /**
   * @param signature null to leave the header out
   * @return the status of the answer; fails if there was none
   */
  public Future<Integer> post(
      URI to, String webhookId, long timestamp, @Nullable String signature, byte[] body) {
    RequestOptions options = new RequestOptions()
        .setMethod(HttpMethod.POST)
        .setAbsoluteURI(to.toString())
        .setTimeout(TIMEOUT_MS);
    return client
        .request(options)
        .compose(request -> {
          request
              .putHeader("Content-Type", "application/json")
              .putHeader("User-Agent", USER_AGENT)
              .putHeader("webhook-id", webhookId)
              .putHeader("webhook-timestamp", Long.toString(timestamp));
          if (signature != null) {
            request.putHeader("webhook-signature", signature);
          }
          return request.send(Buffer.buffer(body));
        })
        .compose(response -> response.body().map(read -> response.statusCode()));
  }
}
