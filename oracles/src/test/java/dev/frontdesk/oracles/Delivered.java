package dev.frontdesk.oracles;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.Headers;
import com.openai.models.webhooks.UnwrapWebhookEvent;
import com.openai.models.webhooks.WebhookVerificationParams;
import com.openai.services.blocking.WebhookService;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One webhook as it came, and what the official client makes of it; null: the header is absent. */
record Delivered(
    @Nullable String id,
    @Nullable String timestamp,
    @Nullable String signature,
    Buffer body) {

  /** Fails as the official client does. */
  void verify(String secret, Instant now) {
    asking(now, webhooks -> {
      webhooks.verifySignature(params(secret));
      return this;
    });
  }

  /** Fails as the official client does. */
  UnwrapWebhookEvent unwrap(String secret, Instant now) {
    return asking(now, webhooks -> webhooks.unwrap(params(secret)));
  }

  private WebhookVerificationParams params(String secret) {
    var headers = Headers.builder();
    put(headers, "webhook-id", id);
    put(headers, "webhook-timestamp", timestamp);
    put(headers, "webhook-signature", signature);
    return WebhookVerificationParams.builder()
        .payload(body.getBytes())
        .headers(headers.build())
        .secret(secret)
        .build();
  }

  private static void put(Headers.Builder headers, String name, @Nullable String value) {
    if (value != null) {
      headers.put(name, value);
    }
  }

  private static <T> T asking(Instant now, Function<WebhookService, T> question) {
    OpenAIClient client = OpenAIOkHttpClient.builder()
        .apiKey("sk-test")
        .clock(Clock.fixed(now, ZoneOffset.UTC))
        .build();
    try {
      return question.apply(client.webhooks());
    } finally {
      client.close();
    }
  }
}
