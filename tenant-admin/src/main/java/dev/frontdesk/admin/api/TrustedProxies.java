package dev.frontdesk.admin.api;

import dev.frontdesk.outward.Cidr;
import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The proxies whose word is taken for whom they ask. Only one header is read: a client may send the other, and a proxy that does not
 * know it passes it on.
 */
public final class TrustedProxies {
  public static final TrustedProxies NONE = new TrustedProxies(List.of(), Header.X_FORWARDED_FOR);
  private static final int MOST_HOPS = 20;
  private static final Pattern FOR =
      Pattern.compile("(?i)(?:^|;)\\s*for=\"?([^\";]*)\"?\\s*(?:;|$)");

  /** {@code [2001:db8::1]:443}, {@code 192.0.2.1:443} */
  private static final Pattern WITH_PORT = Pattern.compile("\\[([^\\]]*)](?::\\d+)?|([^:]*):\\d+");

  private final List<Cidr> networks;
  private final Header header;

  /** Where a proxy says for whom it asks. */
  public enum Header {
    X_FORWARDED_FOR,
    /** Of RFC 7239. */
    FORWARDED;

    /** As HTTP has it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private TrustedProxies(List<Cidr> networks, Header header) {
    this.networks = List.copyOf(networks);
    this.header = header;
  }

  /**
   * @param networks blocks such as {@code 10.0.0.0/8}, or addresses
   * @throws IllegalArgumentException if one is none
   */
  public static TrustedProxies of(List<String> networks, Header header) {
    return new TrustedProxies(networks.stream().map(TrustedProxies::block).toList(), header);
  }

  private static Cidr block(String network) {
    String bits = network.contains("/") ? "" : network.contains(":") ? "/128" : "/32";
    return Cidr.of(network + bits);
  }

  String client(HttpServerRequest request) {
    return client(request.remoteAddress().hostAddress(), request.headers().getAll(header.word()));
  }

  /**
   * Who asks: the last in the row that is no proxy of ours.
   *
   * @param peer at the other end of the connection
   * @param headers all of that name, in their order
   */
  String client(String peer, List<String> headers) {
    String client = peer;
    if (!isTrusted(client)) {
      return client;
    }
    var hops = new ArrayList<String>();
    headers.forEach(each -> hops.addAll(Arrays.asList(each.split(",", -1))));
    Collections.reverse(hops);
    for (String hop : hops.subList(0, Math.min(hops.size(), MOST_HOPS))) {
      InetAddress said = address(withoutPort(said(hop)));
      if (said == null) {
        return client;
      }
      client = NetUtil.toAddressString(said);
      if (!isTrusted(client)) {
        return client;
      }
    }
    return client;
  }

  private boolean isTrusted(String address) {
    InetAddress read = address(address);
    return read != null && networks.stream().anyMatch(network -> network.contains(read));
  }

  private String said(String hop) {
    if (header == Header.X_FORWARDED_FOR) {
      return hop.strip();
    }
    Matcher found = FOR.matcher(hop);
    return found.find() ? found.group(1) : "";
  }

  private static String withoutPort(String address) {
    Matcher found = WITH_PORT.matcher(address);
    if (!found.matches()) {
      return address;
    }
    return found.group(1) == null ? found.group(2) : found.group(1);
  }

  /** Null: no address. An IPv4 address that is written as IPv6 is the IPv4 address. Asks no DNS. */
  private static @Nullable InetAddress address(String text) {
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(text);
    try {
      return bytes == null ? null : InetAddress.getByAddress(bytes);
    } catch (java.net.UnknownHostException e) {
      return null;
    }
  }
}
