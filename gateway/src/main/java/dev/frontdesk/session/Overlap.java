package dev.frontdesk.session;

import dev.frontdesk.bus.Missed;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * For a while two nodes hear the same call: what the former one has told already is heard here a second time, in the same order. The
 * provider gives every event an id, so a frame that is the same byte for byte is the same event.
 */
final class Overlap {
  private static final int LOOKS_FOR = 256; // frames here; by then the former node has long closed

  private @Nullable List<String> told;
  private int next;
  private int looked;

  Overlap(List<Missed> missed) {
    List<String> frames = missed.stream()
        .map(Missed::frame)
        .filter(Objects::nonNull)
        .map(String::valueOf)
        .toList();
    this.told = frames.isEmpty() ? null : frames;
  }

  /** Whether this frame was told by the former node. */
  boolean repeats(Buffer frame) {
    if (told == null) {
      return false;
    }
    String text = frame.toString();
    int at = next;
    while (at < told.size() && !told.get(at).equals(text)) {
      at++;
    }
    boolean found = at < told.size();
    if (found) {
      next = at + 1;
    }
    if (++looked == LOOKS_FOR || next == told.size()) {
      told = null;
    }
    return found;
  }
}
