package dev.frontdesk.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frontdesk.model.NodeId;
import dev.frontdesk.store.OutboxStore.Delivery;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far chats know of calls that they follow, and in which threads. */
public final class ChatStore {
  private static final String STORY =
      "SELECT forum, thread, lines, more, over FROM door.chat_story($1, $2)";
  private static final String TOLD = "SELECT door.chat_told($1, $2, $3, $4, $5, $6, $7)";

  private final Door door;

  ChatStore(Door door) {
    this.door = door;
  }

  /**
   * Something said that the chat does not know yet.
   *
   * @param item names the utterance
   * @param caller whether the caller said it; otherwise the receptionist
   * @param from how many characters of it the chat knows already
   * @param text what follows them
   * @param whole whether that is all; otherwise there is more than is read at a time
   */
  public record Line(String item, boolean caller, int from, String text, boolean whole) {
    public Line(String item, boolean caller, String text) {
      this(item, caller, 0, text, true);
    }

    /** Nothing of what was said. */
    @Override
    public String toString() {
      return "Line[" + item + "]";
    }
  }

  /**
   * An utterance of which the chat knows the beginning.
   *
   * @param told how many characters of it
   */
  public record Part(String item, int told) {}

  /**
   * Where a delivery belongs, and what it has to tell besides.
   *
   * @param forum whether every call is a post of its own there
   * @param thread the post; null: it is still to be opened, or there is none
   * @param lines in the order in which they were said; none but of a call that is followed
   * @param over the call has ended, and the chat does not know
   */
  public record Story(boolean forum, @Nullable String thread, List<Line> lines, boolean over) {
    public Story {
      lines = List.copyOf(lines);
    }

    /** Of a channel without calls. */
    public static final Story NONE = new Story(false, null, List.of(), false);
  }

  /** @param most lines; over only if there are no more */
  public Future<Story> story(Delivery delivery, int most) {
    return door.list("find chat", STORY, Tuple.of(delivery.id(), most), row -> story(row, most))
        .map(found -> found.stream().findFirst().orElse(Story.NONE));
  }

  /**
   * Before the delivery is settled: what the chat knows now. It is told the rest by another delivery.
   *
   * @param thread that was opened; null: none was
   * @param items of the lines that it knows
   * @param over whether it knows that the call has ended
   * @param part null: of none it knows only the beginning
   */
  public Future<Void> told(
      NodeId node,
      Delivery delivery,
      @Nullable String thread,
      List<String> items,
      boolean over,
      @Nullable Part part) {
    return door.ask("chat told", TOLD, Tuple.from(new @Nullable Object[] {
          delivery.id(),
          node.value(),
          thread,
          items.toArray(String[]::new),
          over,
          part == null ? null : part.item(),
          part == null ? null : part.told()
        }))
        .mapEmpty();
  }

  private static Story story(Row row, int most) {
    var lines = new ArrayList<Line>();
    for (JsonNode each : Json.read(row.getString("lines"))) {
      if (lines.size() < most) {
        lines.add(new Line(
            each.path("item").asText(),
            each.path("caller").asBoolean(),
            each.path("from").asInt(),
            each.path("text").asText(),
            each.path("whole").asBoolean()));
      }
    }
    return new Story(
        row.getBoolean("forum"),
        row.getString("thread"),
        lines,
        row.getBoolean("over") && !row.getBoolean("more"));
  }
}
