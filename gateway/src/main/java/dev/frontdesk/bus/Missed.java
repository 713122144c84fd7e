package dev.frontdesk.bus;

import dev.frontdesk.call.CallEvent;
import org.jspecify.annotations.Nullable;

/**
 * What came to a call while nobody drove it; either of the two.
 *
 * @param frame text message of the provider
 */
public record Missed(@Nullable String frame, @Nullable CallEvent event) {
  public static Missed frame(String text) {
    return new Missed(text, null);
  }

  public static Missed event(CallEvent event) {
    return new Missed(null, event);
  }
}
