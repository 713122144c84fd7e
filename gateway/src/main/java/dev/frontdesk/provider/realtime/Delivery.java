package dev.frontdesk.provider.realtime;

import org.jspecify.annotations.Nullable;

/** What a verified webhook body says. */
public sealed interface Delivery {
  /**
   * A caller waits to be accepted or rejected ({@code realtime.call.incoming}).
   *
   * @param event the event's own id; differs from the delivery's
   * @param call the provider's id of the call; letters, digits, {@code _} and {@code -} only, so that it cannot alter a URL
   * @param mediaSecurity {@code srtp}, {@code rtp} or a later value; null: not told
   */
  record IncomingCall(
      String event,
      String call,
      SipHeaders headers,
      @Nullable String mediaSecurity) implements Delivery {}

  /** Well-formed, but of a type without an adapter: answer 2xx, count it, claim nothing. */
  record Ignored(String type) implements Delivery {}

  /** Signed, yet unreadable: answer 400. */
  record Refused(String reason) implements Delivery {}
}
