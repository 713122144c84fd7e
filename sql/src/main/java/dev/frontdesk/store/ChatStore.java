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
  private static final String TOLD = "SELECT door.chat_told($1, $2, $3, $4, $5)";

  private final Door door;

  ChatStore(Door door) {
    this.door = door;
  }

  /**
   * Something said that the chat does not know yet.
   *
   * @param item names the utterance
   * @param caller whether the caller said it; otherwise the receptionist
   */
  public record Line(String item, boolean caller, String text) {
    /** Nothing of what was said. */
    @Override
    public String toString() {
      return "Line[" + item + "]";
    }
  }

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
   */
  public Future<Void> told(
      NodeId node, Delivery delivery, @Nullable String thread, List<String> items, boolean over) {
    return door.ask(
            "chat told",
            TOLD,
            Tuple.of(delivery.id(), node.value(), thread, items.toArray(String[]::new), over))
        .mapEmpty();
  }

  private static Story story(Row row, int most) {
    var lines = new ArrayList<Line>();
    for (JsonNode each : Json.read(row.getString("lines"))) {
      if (lines.size() < most) {
        lines.add(new Line(
            each.path("item").asText(),
            each.path("caller").asBoolean(),
            each.path("text").asText()));
      }
    }
    return new Story(
        row.getBoolean("forum"),
        row.getString("thread"),
        lines,
        row.getBoolean("over") && !row.getBoolean("more"));
  }
}
