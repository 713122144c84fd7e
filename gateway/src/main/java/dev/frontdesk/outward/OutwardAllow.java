package dev.frontdesk.outward;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What an installation lets through besides the open internet.
 *
 * @param places {@code host:port}, lower case: any address, that port, also without TLS
 * @param ports allowed besides 443 and 8443, with TLS
 * @param blocks addresses that count as public
 */
public record OutwardAllow(Set<String> places, Set<Integer> ports, List<Cidr> blocks) {
  /** The open internet only. */
  public static final OutwardAllow NOTHING = new OutwardAllow(Set.of(), Set.of(), List.of());

  public OutwardAllow {
    places = Set.copyOf(places);
    ports = Set.copyOf(ports);
    blocks = List.copyOf(blocks);
  }

  /**
   * @param list {@code host:port}, {@code :port} or CIDR, separated by commas; blank: nothing
   * @throws IllegalArgumentException if one of them is none of these
   */
  public static OutwardAllow of(String list) {
    var places = new HashSet<String>();
    var ports = new HashSet<Integer>();
    var blocks = new ArrayList<Cidr>();
    for (String each : list.split(",", -1)) {
      String entry = each.strip().toLowerCase(Locale.ROOT);
      if (entry.contains("/")) {
        blocks.add(Cidr.of(entry));
      } else if (entry.matches(":[0-9]{1,5}")) {
        ports.add(Integer.parseInt(entry.substring(1)));
      } else if (entry.matches("(\\[[0-9a-f:.]+]|[a-z0-9.-]+):[0-9]{1,5}")) {
        places.add(entry);
      } else if (!entry.isEmpty()) {
        throw new IllegalArgumentException(
            "neither host:port nor :port nor a block of addresses: " + entry);
      }
    }
    return new OutwardAllow(places, ports, blocks);
  }

  boolean place(String host, int port) {
    return places.contains(host + ":" + port);
  }

  boolean port(int port) {
    return port == 443 || port == 8443 || ports.contains(port);
  }

  /** @param literal an IP address as it stands in a URL */
  boolean lets(String literal) {
    try {
      var address = InetAddress.getByName(literal); // nothing is looked up
      return PublicAddress.is(address) || address(address);
    } catch (UnknownHostException e) {
      return false;
    }
  }

  boolean address(InetAddress address) {
    return blocks.stream().anyMatch(block -> block.contains(address));
  }
}
