package dev.frontdesk.provider;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.frontdesk.model.Secret;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Verifies deliveries signed by the Standard Webhooks scheme (openai.md 1.2). A forged delivery costs as much work as a good one.
 * Keeps its keyed MACs between deliveries and is therefore not safe for use by several threads: one per event loop.
 */
public final class StandardWebhook {
  /** What a delivery turned out to be. */
  public enum Outcome {
    VERIFIED,
    /** One of the three headers is absent: answer 400. */
    MISSING_HEADER,
    /** No signature matches: answer 401. */
    BAD,
    /** The signature holds, but its time is more than 300 s away: answer 401. */
    STALE
  }

  private static final long TOLERANCE_SECONDS = 300;
  private static final int MOST_SIGNATURES = 32;
  private static final int LONGEST_ID = 256;
  private static final int SIGNATURE_BYTES = 32;
  private static final Pattern TIMESTAMP = Pattern.compile("[0-9]{1,12}");
  private static final String VERSION = "v1,";

  private final List<Mac> macs = new ArrayList<>();
  private final byte[] computed = new byte[SIGNATURE_BYTES];

  /**
   * @param secrets any of them may have signed; {@code whsec_} and base64, or else the text's UTF-8 bytes
   * @throws IllegalArgumentException if one of them can be no key
   */
  public StandardWebhook(List<Secret> secrets) {
    for (Secret secret : secrets) {
      macs.add(keyed(key(secret.reveal())));
    }
  }

  /**
   * @param id header {@code webhook-id}
   * @param timestamp header {@code webhook-timestamp}, Unix seconds
   * @param signature header {@code webhook-signature}, one or more values separated by a space
   * @param body the bytes as they came, before any decoding
   */
  public Outcome verify(
      @Nullable String id,
      @Nullable String timestamp,
      @Nullable String signature,
      byte[] body,
      Instant now) {
    if (id == null || timestamp == null || signature == null) {
      return Outcome.MISSING_HEADER;
    }
    boolean wellFormed =
        id.length() <= LONGEST_ID && TIMESTAMP.matcher(timestamp).matches();
    List<byte[]> signatures = signatures(signature);
    byte[] signed = (wellFormed ? id + "." + timestamp + "." : "malformed.").getBytes(UTF_8);
    boolean matches = false;
    for (Mac mac : macs) {
      matches |= isSigned(mac, signed, body, signatures);
    }
    if (!matches || !wellFormed) {
      return Outcome.BAD;
    }
    long age = Math.abs(now.getEpochSecond() - Long.parseLong(timestamp));
    return age <= TOLERANCE_SECONDS ? Outcome.VERIFIED : Outcome.STALE;
  }

  /**
   * Header {@code webhook-signature} of a delivery of ours.
   *
   * @param id header {@code webhook-id}
   * @param timestamp header {@code webhook-timestamp}, Unix seconds
   * @throws IllegalArgumentException if {@code secret} can be no key
   */
  public static String sign(Secret secret, String id, long timestamp, byte[] body) {
    Mac mac = keyed(key(secret.reveal()));
    mac.update((id + "." + timestamp + ".").getBytes(UTF_8));
    return VERSION + Base64.getEncoder().encodeToString(mac.doFinal(body));
  }

  private boolean isSigned(Mac mac, byte[] prefix, byte[] body, List<byte[]> signatures) {
    try {
      mac.update(prefix);
      mac.update(body);
      mac.doFinal(computed, 0);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    boolean matches = false;
    for (byte[] each : signatures) {
      matches |= MessageDigest.isEqual(computed, each);
    }
    return matches;
  }

  /** The values worth comparing; none of a header with more than 32, which no provider sends. */
  private static List<byte[]> signatures(String header) {
    var found = new ArrayList<byte[]>(2);
    int values = 0;
    for (int from = 0; from < header.length(); values++) {
      int to = header.indexOf(' ', from);
      int end = to < 0 ? header.length() : to;
      byte[] value = signature(header, from, end);
      if (value != null) {
        found.add(value);
      }
      if (values >= MOST_SIGNATURES) {
        return List.of();
      }
      from = end + 1;
    }
    return found;
  }

  private static byte @Nullable [] signature(String header, int from, int to) {
    // 32 bytes are 44 characters of base64
    if (!header.startsWith(VERSION, from) || to - from != VERSION.length() + 44) {
      return null;
    }
    try {
      byte[] bytes = Base64.getDecoder()
          .decode(header.substring(from + VERSION.length(), to).getBytes(US_ASCII));
      return bytes.length == SIGNATURE_BYTES ? bytes : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static byte[] key(String secret) {
    try {
      return secret.startsWith("whsec_")
          ? Base64.getDecoder().decode(secret.substring(6))
          : secret.getBytes(UTF_8);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "a webhook secret that begins with whsec_ must go on in base64");
    }
  }

  private static Mac keyed(byte[] key) {
    if (key.length == 0) {
      throw new IllegalArgumentException("a webhook secret must not be empty");
    }
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
