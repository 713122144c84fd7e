package dev.frontdesk.admin.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.frontdesk.model.Secret;
import java.security.SecureRandom;
import java.util.Base64;

/** A new API key: 192 random bits behind {@code fd_}, so that scanners know what they found. */
public final class ApiKey {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 24;
  private static final int HINT = 7;

  private final Secret value;

  private ApiKey(Secret value) {
    this.value = value;
  }

  public static ApiKey random() {
    byte[] bits = new byte[BYTES];
    RANDOM.nextBytes(bits);
    return new ApiKey(
        Secret.of("fd_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bits)));
  }

  /** The key itself; shown once. */
  public Secret value() {
    return value;
  }

  /** By which people tell keys apart. */
  public String hint() {
    return value.reveal().substring(0, HINT);
  }

  public byte[] sha256() {
    return sha256(value.reveal());
  }

  /** What is stored of {@code key}. */
  static byte[] sha256(String key) {
    return Wire.sha256(key.getBytes(UTF_8));
  }
}
