package dev.frontdesk.audio;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of the model's speech the caller has heard. The model is faster than speech, so what was sent waits at the carrier; a mark that
 * comes back says that everything before it was played. Pure: fed with what was sent and what came back.
 *
 * <p>A mark names its generation, its item and the bytes of it sent by then, so nothing has to be kept for each. What is cleared
 * begins a new generation: the carrier returns all marks then, and those of an older one say nothing.
 */
public final class Playback {
  public static final int BYTES_PER_MS = 8; // µ-law at 8 kHz

  /** Between two marks: so much may be heard of what the next one would confirm (twilio.md 3.3). */
  private static final long PLAYED_SINCE_MS = 50;

  private static final int DROPPED_KEPT = 16;

  /** What the model must forget of an item: it was heard up to here. */
  public record Cut(String item, long heardMs) {}

  /**
   * What became audible, or no more so.
   *
   * @param cleared it was cut off, not heard to its end
   */
  public record Change(String response, boolean began, boolean cleared) {}

  private final Deque<Item> items = new ArrayDeque<>();
  private final Deque<String> dropped = new ArrayDeque<>();
  private int generation;
  private int last;
  private @Nullable String audible;

  /** @param generation first one; another than any whose marks may still come back on the same stream */
  public Playback(int generation) {
    this.generation = generation;
  }

  /** Of the marks that count now. */
  public int generation() {
    return generation;
  }

  /** Number of the item that was begun last. */
  public int item() {
    return last;
  }

  /** Bytes of it sent by now. */
  public long sent() {
    return items.isEmpty() ? 0 : items.getLast().sent;
  }

  public boolean isSilent() {
    return items.isEmpty();
  }

  /** Whether what still comes of a response is not to be heard. */
  public boolean drops(String response) {
    return dropped.contains(response);
  }

  /** Sound of another item follows. */
  public List<Change> begin(String item, String response) {
    last++;
    items.addLast(new Item(last, item, response));
    return audible();
  }

  /** @param bytes of µ-law, of the item begun last */
  public void send(int bytes) {
    if (!items.isEmpty()) {
      items.getLast().sent += bytes;
    }
  }

  /** The model will send no more of a response. */
  public void done(String response) {
    items.stream().filter(item -> item.response.equals(response)).forEach(item -> item.done = true);
  }

  /**
   * A mark came back: the caller has heard the item up to {@code offset} bytes, and everything before it.
   *
   * @return what is heard no more, and what is heard now
   */
  public List<Change> heard(int ofGeneration, int item, long offset) {
    if (ofGeneration != generation) {
      return List.of();
    }
    for (Item each : items) {
      if (each.number < item) {
        each.played = each.sent;
        each.done = true;
      } else if (each.number == item) {
        each.played = Math.max(each.played, Math.min(offset, each.sent));
      }
    }
    var changes = new ArrayList<Change>(0);
    while (!items.isEmpty() && items.getFirst().isOver()) {
      items.removeFirst();
      changes.addAll(audible());
    }
    return changes;
  }

  /**
   * The caller speaks, or we must be silent: nothing that waits is to be heard any more, nor what still comes of these responses.
   *
   * @param active response that the model is still making; null: none
   * @param cuts gets what was not heard to its end, oldest first
   */
  public List<Change> clear(@Nullable String active, List<Cut> cuts) {
    boolean oldest = true;
    for (Item item : items) {
      long sentMs = item.sent / BYTES_PER_MS;
      long playedMs = item.played / BYTES_PER_MS;
      long heardMs = oldest ? Math.min(sentMs, playedMs + PLAYED_SINCE_MS) : 0;
      oldest = false;
      if (!(item.done && heardMs == sentMs)) {
        cuts.add(new Cut(item.id, heardMs));
      }
      drop(item.response);
    }
    if (active != null) {
      drop(active);
    }
    items.clear();
    generation++;
    String before = audible;
    audible = null;
    return before == null ? List.of() : List.of(new Change(before, false, true));
  }

  private void drop(String response) {
    if (!dropped.contains(response)) {
      dropped.addLast(response);
      if (dropped.size() > DROPPED_KEPT) {
        dropped.removeFirst();
      }
    }
  }

  /** The oldest item is what is heard; one response is heard at a time. */
  private List<Change> audible() {
    String now = items.isEmpty() ? null : items.getFirst().response;
    String before = audible;
    if (now == null ? before == null : now.equals(before)) {
      return List.of();
    }
    audible = now;
    var changes = new ArrayList<Change>(2);
    if (before != null) {
      changes.add(new Change(before, false, false));
    }
    if (now != null) {
      changes.add(new Change(now, true, false));
    }
    return changes;
  }

  private static final class Item {
    private final int number;
    private final String id;
    private final String response;
    private long sent;
    private long played;
    private boolean done;

    Item(int number, String id, String response) {
      this.number = number;
      this.id = id;
      this.response = response;
    }

    boolean isOver() {
      return done && played >= sent;
    }
  }
}
