package dev.frontdesk.simulator.carrier;

import java.net.URI;
import java.util.function.UnaryOperator;

/**
 * How the carrier is set up.
 *
 * @param port of its REST API, 0 for any free one
 * @param authToken signs its requests and lets in those to its REST API
 * @param pace how long one second of ringing, saying or pausing takes, in seconds; media always go in real time
 * @param seed of all ids; the same seed makes the same ids in the same order
 * @param route where the host of a public address is really found: what a DNS and a balancer do for the real one.
 *     A {@code wss:} address may become {@code ws:}; it is signed as it was written
 */
public record CarrierOptions(
    String host,
    int port,
    String accountSid,
    String authToken,
    double pace,
    long seed,
    UnaryOperator<URI> route) {
  /** Loopback, a free port, the account of the protocol's examples, real time, addresses as they are. */
  public static CarrierOptions defaults() {
    return new CarrierOptions(
        "127.0.0.1",
        0,
        "AC00000000000000000000000000000001",
        "0123456789abcdef0123456789abcdef",
        1.0,
        System.nanoTime(),
        UnaryOperator.identity());
  }

  public CarrierOptions withHost(String other) {
    return new CarrierOptions(other, port, accountSid, authToken, pace, seed, route);
  }

  public CarrierOptions withPort(int other) {
    return new CarrierOptions(host, other, accountSid, authToken, pace, seed, route);
  }

  public CarrierOptions withAccount(String sid, String token) {
    return new CarrierOptions(host, port, sid, token, pace, seed, route);
  }

  public CarrierOptions withPace(double other) {
    return new CarrierOptions(host, port, accountSid, authToken, other, seed, route);
  }

  public CarrierOptions withSeed(long other) {
    return new CarrierOptions(host, port, accountSid, authToken, pace, other, route);
  }

  /** All public addresses are found at {@code origin}, such as {@code http://127.0.0.1:8080}; the path is kept. */
  public CarrierOptions routedTo(URI origin) {
    return withRoute(address -> at(origin, address));
  }

  public CarrierOptions withRoute(UnaryOperator<URI> other) {
    return new CarrierOptions(host, port, accountSid, authToken, pace, seed, other);
  }

  private static URI at(URI origin, URI address) {
    boolean socket = String.valueOf(address.getScheme()).startsWith("ws");
    String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
    return URI.create(
        (socket ? "ws" : "http") + "://" + origin.getRawAuthority() + address.getRawPath() + query);
  }
}
