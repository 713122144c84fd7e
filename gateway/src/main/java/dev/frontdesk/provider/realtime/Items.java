package dev.frontdesk.provider.realtime;

import dev.frontdesk.provider.realtime.RealtimeState.Found;
import org.jspecify.annotations.Nullable;

/** Conversation items as the provider keeps them (openai.md 3.2). */
final class Items {
  private static final int LONGEST = 32_000;

  private Items() {}

  static Found read(Fields item, @Nullable String previous) {
    String type = item.text("type");
    String status = item.text("status");
    String role = item.text("role");
    boolean spoken = type.equals("message") && (role.equals("user") || role.equals("assistant"));
    boolean tool = type.equals("function_call") || type.equals("function_call_output");
    return new Found(
        item.text("id"),
        spoken ? role : tool ? type : "other",
        previous,
        status.equals("in_progress"),
        status.isEmpty() || status.equals("completed"),
        spoken ? words(item) : null,
        tool ? Responses.call(item) : null);
  }

  /** By its words, for whether a client may name its items no page tells. */
  static boolean isProbe(Fields item) {
    return item.text("type").equals("message")
        && item.text("role").equals("system")
        && WalkingBack.PROBE.equals(words(item));
  }

  /** Null if a part of it has no text and no transcript (yet). */
  private static @Nullable String words(Fields item) {
    var words = new StringBuilder();
    for (Fields part : item.objects("content")) {
      boolean written = part.text("type").endsWith("text");
      if (!(part.json().getValue(written ? "text" : "transcript") instanceof String text)) {
        return null;
      }
      words.append(words.isEmpty() ? "" : " ").append(text);
    }
    return words.length() <= LONGEST ? words.toString() : words.substring(0, LONGEST);
  }
}
