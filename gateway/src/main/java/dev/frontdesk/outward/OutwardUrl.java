package dev.frontdesk.outward;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An address that a request may be sent to, as far as that can be told before its name is looked up.
 *
 * @param host lower case, as it goes into {@code Host} and SNI; IPv6 in brackets
 * @param allowed this very place is allowed by the installation, wherever it leads
 * @param target path and query, as sent
 */
public record OutwardUrl(boolean tls, String host, int port, boolean allowed, String target) {
  static final Pattern DOTTED_QUAD =
      Pattern.compile("((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(?!$)|$)){4}");
  private static final Pattern NAME =
      Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z]([a-z0-9-]{0,61}[a-z0-9])?");
  private static final Pattern V6 = Pattern.compile("\\[[0-9a-f:.]{2,45}]");
  private static final int LONGEST = 4_096;
  private static final int LONGEST_NAME = 253;

  /**
   * @throws OutwardFailure with {@link OutwardFailure.Kind#REFUSED} and why: not https, credentials or a fragment in it, a strange
   *     port, an IP address in an odd notation or one that is not public
   */
  public static OutwardUrl of(String text, OutwardAllow allow) throws OutwardFailure {
    URI url = parsed(text);
    boolean tls = "https".equalsIgnoreCase(url.getScheme());
    if (!tls && !"http".equalsIgnoreCase(url.getScheme())) {
      throw refused("the address must begin with https://");
    }
    if (url.getRawUserInfo() != null || url.getRawFragment() != null) {
      throw refused("the address must have neither credentials nor a fragment");
    }
    String host = host(url);
    int port = url.getPort() >= 0 ? url.getPort() : tls ? 443 : 80;
    boolean allowed = allow.place(host, port);
    if (!allowed && !tls) {
      throw refused("the address must begin with https://");
    }
    if (!allowed && isLiteral(host) && !allow.lets(host)) {
      throw refused("the address is not public");
    }
    if (!allowed && !allow.port(port)) {
      throw refused("the port must be 443 or 8443");
    }
    String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    return new OutwardUrl(
        tls,
        host,
        port,
        allowed,
        url.getRawQuery() == null ? path : path + "?" + url.getRawQuery());
  }

  /** What secrets are bound to: scheme, host and port. */
  public String origin() {
    return (tls ? "https://" : "http://") + host + ":" + port;
  }

  private static URI parsed(String text) throws OutwardFailure {
    if (text.length() > LONGEST) {
      throw refused("the address is longer than " + LONGEST + " characters");
    }
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw refused("this is not an address such as https://api.example/orders");
    }
  }

  /** A name, or an IP address in the one way of writing it that everybody reads alike. */
  private static String host(URI url) throws OutwardFailure {
    String host = url.getHost() == null ? "" : url.getHost().toLowerCase(Locale.ROOT);
    if (host.length() > LONGEST_NAME
        || !(NAME.matcher(host).matches()
            || DOTTED_QUAD.matcher(host).matches()
            || V6.matcher(host).matches())) {
      throw refused("the host must be a name or an IP address in its usual form");
    }
    return host;
  }

  private static boolean isLiteral(String host) {
    return host.startsWith("[") || DOTTED_QUAD.matcher(host).matches();
  }

  private static OutwardFailure refused(String why) {
    return new OutwardFailure(OutwardFailure.Kind.REFUSED, why);
  }
}
