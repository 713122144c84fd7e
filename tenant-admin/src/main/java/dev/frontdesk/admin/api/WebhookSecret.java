package dev.frontdesk.admin.api;

import dev.frontdesk.model.Secret;
import dev.frontdesk.store.SecretVault;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** What deliveries are signed with, as Standard Webhooks writes it. */
final class WebhookSecret {
  private static final int BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private WebhookSecret() {}

  static Secret random() {
    byte[] key = new byte[BYTES];
    RANDOM.nextBytes(key);
    return Secret.of("whsec_" + Base64.getEncoder().encodeToString(key));
  }

  /** What keeps secrets; throws the {@link Fault} of a gateway that cannot. */
  static SecretVault vaultOf(@Nullable SecretVault vault) {
    if (vault == null) {
      throw Fault.withoutVault();
    }
    return vault;
  }
}
