package dev.frontdesk.simulator.carrier;

/**
 * One SMS that the account sent.
 *
 * @param status {@code queued}, {@code accepted}, {@code sent}, {@code delivered} or {@code undelivered}
 */
public record TextMessage(String sid, String from, String to, String body, String status) {
  public TextMessage with(String other) {
    return new TextMessage(sid, from, to, body, other);
  }

  public TextMessage redacted() {
    return new TextMessage(sid, from, to, "", status);
  }
}
