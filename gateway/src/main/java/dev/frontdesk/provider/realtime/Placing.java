package dev.frontdesk.provider.realtime;

import dev.frontdesk.call.CallEvent;
import dev.frontdesk.call.Side;
import dev.frontdesk.provider.realtime.RealtimeState.Silent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where items stand in the conversation. Transcripts come late and out of order, so order follows {@code previous_item_id};
 * tool calls and notes, which nobody hears, are passed over.
 */
final class Placing {
  private static final int SILENT_KEPT = 24;

  private Placing() {}

  static void item(Draft draft, Fields item, @Nullable String previous, Instant at) {
    String id = item.text("id");
    String role = item.text("role");
    String before = audible(draft, previous);
    boolean spoken =
        item.text("type").equals("message") && (role.equals("user") || role.equals("assistant"));
    if (id.isEmpty()) {
      return;
    }
    if (spoken) {
      Side side = role.equals("user") ? Side.CALLER : Side.AGENT;
      draft.emit(new CallEvent.ItemPlaced(at, id, before, side));
    } else {
      silent(draft, id, before);
    }
  }

  static void silent(Draft draft, String item, @Nullable String before) {
    draft.silent = Draft.appended(draft.silent, new Silent(item, before), SILENT_KEPT);
  }

  /** The item that was heard at or before {@code previous}, as far as that is known. */
  static @Nullable String audible(Draft draft, @Nullable String previous) {
    for (Silent each : draft.silent) {
      if (each.item().equals(previous)) {
        return each.before();
      }
    }
    return previous;
  }
}
