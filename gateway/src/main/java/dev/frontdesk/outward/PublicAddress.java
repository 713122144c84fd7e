package dev.frontdesk.outward;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whether an address is one of the open internet (IANA special-purpose address registries, RFC 6890). IPv4 written inside IPv6 by
 * NAT64, 6to4 or Teredo is refused whatever it stands for: no public server needs to be reached that way.
 */
final class PublicAddress {
  private static final List<Cidr> SPECIAL_V4 = blocks(
      "0.0.0.0/8", // this network
      "10.0.0.0/8", // private
      "100.64.0.0/10", // shared by carriers (CGNAT)
      "127.0.0.0/8", // loopback
      "169.254.0.0/16", // link-local; cloud metadata
      "172.16.0.0/12", // private
      "192.0.0.0/24", // protocol assignments; Oracle's metadata
      "192.0.2.0/24", // documentation
      "192.88.99.0/24", // 6to4 relays
      "192.168.0.0/16", // private
      "198.18.0.0/15", // benchmarks
      "198.51.100.0/24", // documentation
      "203.0.113.0/24", // documentation
      "224.0.0.0/4", // multicast
      "240.0.0.0/4"); // reserved, broadcast
  private static final List<Cidr> METADATA_V4 = blocks(
      "168.63.129.16/32", // Azure's host
      "100.100.100.200/32"); // Alibaba's
  private static final Cidr GLOBAL_V6 = Cidr.of("2000::/3");
  private static final List<Cidr> SPECIAL_V6 = blocks(
      "2001::/23", // Teredo, ORCHID, benchmarks
      "2001:db8::/32", // documentation
      "2002::/16", // 6to4
      "3fff::/20"); // documentation

  private PublicAddress() {}

  static boolean is(InetAddress address) {
    return address instanceof Inet4Address
        ? Stream.concat(SPECIAL_V4.stream(), METADATA_V4.stream())
            .noneMatch(block -> block.contains(address))
        : GLOBAL_V6.contains(address)
            && SPECIAL_V6.stream().noneMatch(block -> block.contains(address));
  }

  private static List<Cidr> blocks(String... blocks) {
    return Stream.of(blocks).map(Cidr::of).toList();
  }
}
