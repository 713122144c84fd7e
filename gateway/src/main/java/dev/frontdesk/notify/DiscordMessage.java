package dev.frontdesk.notify;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** A notice as Discord takes it: one embed, in which nobody is mentioned and nothing is marked up (limits of its webhook page). */
final class DiscordMessage {
  static final int LONGEST_CONTENT = 2_000;
  private static final int LONGEST_TITLE = 256;
  private static final int LONGEST_DESCRIPTION = 4_096;
  private static final int MOST_FIELDS = 25;
  private static final int LONGEST_NAME = 256;
  private static final int LONGEST_VALUE = 1_024;
  /** Title, description and fields together may have 6000: fields have what these leave. */
  private static final int FIELDS_TOGETHER = 1_600;

  private static final int SUPPRESS_EMBEDS = 4;
  private static final String MARKS = "\\*_~`|>#-+[]()<:.!";

  private DiscordMessage() {}

  static JsonObject of(Notice notice) {
    var fields = new JsonArray();
    int left = FIELDS_TOGETHER;
    for (Notice.Line line : notice.lines()) {
      String value = escaped(Math.min(LONGEST_VALUE, left), line.value());
      left -= value.length() + line.name().length();
      if (left < 0 || fields.size() >= MOST_FIELDS) {
        break;
      }
      fields.add(new JsonObject()
          .put("name", Fitted.to(LONGEST_NAME, line.name()))
          .put("value", value)
          .put("inline", true));
    }
    var embed = new JsonObject()
        .put("title", escaped(LONGEST_TITLE, notice.title()))
        .put("timestamp", notice.at().toString());
    if (!notice.words().isEmpty()) {
      embed.put("description", escaped(LONGEST_DESCRIPTION, notice.words()));
    }
    if (!fields.isEmpty()) {
      embed.put("fields", fields);
    }
    return new JsonObject()
        .put("embeds", new JsonArray().add(embed))
        .put("allowed_mentions", nobody());
  }

  /** As one that tells how a call goes on; nothing in it is shown as a card. */
  static JsonObject of(LiveText text) {
    return new JsonObject()
        .put("content", text.text())
        .put("flags", SUPPRESS_EMBEDS)
        .put("allowed_mentions", nobody());
  }

  /** Mentions nobody, whatever the text says. */
  private static JsonObject nobody() {
    return new JsonObject().put("parse", new JsonArray());
  }

  /** As Markdown that shows the text as it is; {@code @everyone} is no mention even to the eye of a bot. */
  static String escaped(int limit, String text) {
    return Fitted.to(
        limit,
        text,
        point -> point == '@'
            ? "@\u200B"
            : MARKS.indexOf(point) >= 0
                ? "\\" + Character.toString(point)
                : Character.toString(point));
  }
}
