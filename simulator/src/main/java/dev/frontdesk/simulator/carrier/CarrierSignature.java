package dev.frontdesk.simulator.carrier;

import dev.frontdesk.simulator.carrier.Form.Field;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs what the carrier sends, as {@code X-Twilio-Signature}: HMAC-SHA1 under the account's auth token. */
public final class CarrierSignature {
  private static final String HMAC = "HmacSHA1";
  private static final Comparator<Field> ORDER =
      Comparator.comparing(Field::name).thenComparing(Field::value);

  private final SecretKeySpec key;

  /** @param authToken the primary one of the account that owns the number */
  public CarrierSignature(String authToken) {
    key = new SecretKeySpec(authToken.getBytes(StandardCharsets.UTF_8), HMAC);
  }

  /** Of a form POST: the URL, then each name and value, sorted; the same field twice counts once. */
  public String ofForm(String url, Form form) {
    StringBuilder data = new StringBuilder(url);
    form.fields().stream()
        .sorted(ORDER)
        .distinct()
        .forEach(field -> data.append(field.name()).append(field.value()));
    return sign(data.toString());
  }

  /** Of a GET, of the dial of a stream ({@code wss:}), and of a JSON POST whose URL has {@code bodySHA256}. */
  public String ofUrl(String url) {
    return sign(url);
  }

  /** The value of {@code bodySHA256}. */
  public static String bodySha256(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private String sign(String data) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      return Base64.getEncoder().encodeToString(mac.doFinal(data.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
