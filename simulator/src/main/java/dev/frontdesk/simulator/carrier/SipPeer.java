package dev.frontdesk.simulator.carrier;

import java.net.URI;
import java.util.Map;

/** Whoever takes calls to SIP addresses: the voice provider, in the simulator. Told on the carrier's event loop. */
@FunctionalInterface
public interface SipPeer {
  /**
   * It rings at a SIP address.
   *
   * @param headers those with {@code X-} names, from the address's query, decoded
   * @return what is told when the carrier's side hangs up
   */
  Runnable invited(String from, String to, Map<String, String> headers, Line line);

  /** How the peer answers. May be called from any thread. */
  interface Line {
    void answered();

    /** @param status of SIP, 400 to 699 */
    void refused(int status);

    void hungUp();
  }

  /** The {@code X-} headers of a SIP address such as {@code sip:a@b;transport=tls?X-tenant=acme}. */
  static Map<String, String> headers(String address) {
    int query = address.indexOf('?');
    Map<String, String> headers = new java.util.LinkedHashMap<>();
    if (query >= 0) {
      Form.parse(address.substring(query + 1)).fields().stream()
          .filter(field -> field.name().startsWith("X-"))
          .forEach(field -> headers.put(field.name(), field.value()));
    }
    return headers;
  }

  /** The user of a SIP address. */
  static String user(String address) {
    String rest = URI.create(address.replaceFirst("[?;].*", "")).getSchemeSpecificPart();
    int at = rest.indexOf('@');
    return at < 0 ? rest : rest.substring(0, at);
  }
}
