package dev.frontdesk.simulator.script;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The SIP INVITE a call begins with.
 *
 * @param from the caller's number in E.164, or {@link #ANONYMOUS}
 * @param callerName the display name in From, if the carrier passes one
 * @param headers added to, or in place of, the headers made from the rest; names as they are to appear
 */
public record Invite(
    String from, String to, @Nullable String callerName, Map<String, String> headers) {
  /** The value of {@code from} for a caller who withholds the number. */
  public static final String ANONYMOUS = "anonymous";

  public Invite {
    headers = Map.copyOf(headers);
  }

  public boolean isAnonymous() {
    return from.equals(ANONYMOUS);
  }
}
