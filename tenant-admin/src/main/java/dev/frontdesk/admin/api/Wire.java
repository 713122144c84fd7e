package dev.frontdesk.admin.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.frontdesk.bus.RecordCodec;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/** Records as JSON, and what is computed of it. */
final class Wire {
  private static final RecordCodec CODEC = new RecordCodec(List.of());
  private static final int TAG_BYTES = 15;

  private Wire() {}

  static String json(Object body) {
    return body instanceof Answer.Ready ready ? ready.json() : CODEC.text(body);
  }

  static <T> T read(byte[] json, Class<T> type) {
    return CODEC.read(json, type);
  }

  /** Changes with anything that can be seen of a resource. */
  static String tag(String json) {
    byte[] digest = sha256(json.getBytes(UTF_8));
    return '"'
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(java.util.Arrays.copyOf(digest, TAG_BYTES))
        + '"';
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
