package dev.frontdesk.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs requests as Twilio does; written apart from what verifies them. */
public final class Signed {
  private Signed() {}

  /** @param form as sent, no name twice; empty: there is none */
  public static String by(String token, String url, String form) {
    var sorted = new TreeMap<String, String>();
    for (String pair : form.isEmpty() ? new String[0] : form.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      sorted.put(URLDecoder.decode(parts[0], UTF_8), URLDecoder.decode(parts[1], UTF_8));
    }
    var data = new StringBuilder(url);
    sorted.forEach((name, value) -> data.append(name).append(value));
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(token.getBytes(UTF_8), "HmacSHA1"));
      return Base64.getEncoder().encodeToString(mac.doFinal(data.toString().getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
