package dev.frontdesk.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.frontdesk.model.Secret;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Shows a node that whoever asks knows the cluster's secret, and asked just now: the second since 1970, a dot, and its MAC with what is
 * asked for. Within its minute it is good for the same again, so it is for what twice is the same as once.
 */
public final class ClusterToken {
  /** Either way: both clocks are of one machine. */
  static final Duration GOOD_FOR = Duration.ofMinutes(1);

  private static final Pattern FORM = Pattern.compile("([0-9]{1,12})\\.([0-9a-f]{64})");

  private final ClusterSecrets secrets;

  /** @param secrets the newest first, at least one, each 32 bytes in base64 */
  public ClusterToken(List<Secret> secrets) {
    this.secrets = new ClusterSecrets(secrets);
  }

  /** @param what is asked for, and of whom */
  public String of(String what, Instant now) {
    long second = now.getEpochSecond();
    return second + "."
        + HexFormat.of().formatHex(secrets.macs("token", text(what, second)).get(0));
  }

  /** Whether it was made for {@code what} with any of the secrets, a minute ago at most. */
  public boolean isGood(String token, String what, Instant now) {
    var parts = FORM.matcher(token);
    if (!parts.matches()) {
      return false;
    }
    long second = Long.parseLong(parts.group(1));
    byte[] given = HexFormat.of().parseHex(parts.group(2));
    return Math.abs(now.getEpochSecond() - second) <= GOOD_FOR.toSeconds()
        && secrets.macs("token", text(what, second)).stream()
            .anyMatch(mac -> MessageDigest.isEqual(mac, given));
  }

  private static byte[] text(String what, long second) {
    return (second + " " + what).getBytes(UTF_8);
  }
}
