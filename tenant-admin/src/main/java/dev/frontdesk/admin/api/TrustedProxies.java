package dev.frontdesk.admin.api;

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

  private final List<Network> networks;
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

  private static final class Network {
    private final byte[] address;
    private final int bits;

    Network(byte[] address, int bits) {
      this.address = address;
      this.bits = bits;
    }

    boolean has(byte[] other) {
      if (other.length != address.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % 8);
        if ((other[bit / 8] & mask) != (address[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }

    static Network parse(String cidr) {
      String[] parts = cidr.split("/", 2);
      byte[] address = bytes(parts[0]);
      if (address == null) {
        throw new IllegalArgumentException(cidr);
      }
      int bits = parts.length == 1 ? address.length * 8 : Integer.parseInt(parts[1]);
      if (bits < 0 || bits > address.length * 8) {
        throw new IllegalArgumentException(cidr);
      }
      return new Network(address, bits);
    }
  }

  private TrustedProxies(List<Network> networks, Header header) {
    this.networks = List.copyOf(networks);
    this.header = header;
  }

  /**
   * @param networks such as {@code 10.0.0.0/8} or {@code 2001:db8::1}
   * @throws IllegalArgumentException if one is none
   */
  public static TrustedProxies of(List<String> networks, Header header) {
    return new TrustedProxies(networks.stream().map(Network::parse).toList(), header);
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
      byte[] said = bytes(withoutPort(said(hop)));
      if (said == null) {
        return client;
      }
      client = text(said);
      if (!isTrusted(client)) {
        return client;
      }
    }
    return client;
  }

  private boolean isTrusted(String address) {
    byte[] bytes = bytes(address);
    return bytes != null && networks.stream().anyMatch(network -> network.has(bytes));
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

  /** 4 or 16; null: no address. An IPv4 address that is written as IPv6 is the IPv4 address. Asks no DNS. */
  private static byte @Nullable [] bytes(String address) {
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
    if (bytes == null) {
      return null;
    }
    try {
      return InetAddress.getByAddress(bytes).getAddress();
    } catch (java.net.UnknownHostException e) {
      return null;
    }
  }

  private static String text(byte[] address) {
    return NetUtil.bytesToIpAddress(address);
  }
}
