package dev.frontdesk.simulator.provider;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs deliveries as Standard Webhooks do. Not for use by several threads. */
public final class WebhookKey {
  private static final String PREFIX = "whsec_";

  private final Mac mac;

  /** @param secret base64 after {@code whsec_}; without that prefix its bytes are the key */
  public WebhookKey(String secret) {
    byte[] key = secret.startsWith(PREFIX)
        ? Base64.getDecoder().decode(secret.substring(PREFIX.length()))
        : secret.getBytes(StandardCharsets.UTF_8);
    try {
      mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
    } catch (GeneralSecurityException cause) {
      throw new IllegalStateException("every JDK has HmacSHA256", cause);
    }
  }

  /** @return the header's value, {@code v1,…} */
  public String sign(String webhookId, long timestamp, byte[] body) {
    mac.update((webhookId + "." + timestamp + ".").getBytes(StandardCharsets.US_ASCII));
    return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
  }
}
