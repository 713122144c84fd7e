package dev.frontdesk.outward;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * A block of IP addresses (RFC 4632, RFC 4291).
 *
 * @param base any address of the block
 * @param prefix how many leading bits count
 */
public record Cidr(InetAddress base, int prefix) {
  private static final Pattern WRITTEN = Pattern.compile("([0-9A-Fa-f.:]+)/([0-9]{1,3})");

  /** @throws IllegalArgumentException if {@code text} is not an address, a slash and a number of bits */
  public static Cidr of(String text) {
    var parts = WRITTEN.matcher(text);
    if (!parts.matches() || (parts.group(1).indexOf(':') < 0 && !isDottedQuad(parts.group(1)))) {
      throw new IllegalArgumentException("not a block of addresses such as 10.1.0.0/16");
    }
    try {
      var base = InetAddress.getByName(parts.group(1)); // a literal: nothing is looked up
      int prefix = Integer.parseInt(parts.group(2));
      if (prefix > base.getAddress().length * 8) {
        throw new IllegalArgumentException("an address of the block has fewer bits than " + prefix);
      }
      return new Cidr(base, prefix);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("not a block of addresses such as 10.1.0.0/16", e);
    }
  }

  public boolean contains(InetAddress address) {
    byte[] bytes = address.getAddress();
    int ignored = bytes.length * 8 - prefix;
    return bytes.length == base.getAddress().length
        && new BigInteger(1, bytes)
            .shiftRight(ignored)
            .equals(new BigInteger(1, base.getAddress()).shiftRight(ignored));
  }

  private static boolean isDottedQuad(String text) {
    return OutwardUrl.DOTTED_QUAD.matcher(text).matches();
  }
}
