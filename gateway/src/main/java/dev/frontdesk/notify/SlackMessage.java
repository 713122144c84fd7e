package dev.frontdesk.notify;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** A notice as Slack takes it: plain text in blocks, and the same as the text of its notification (limits of incoming webhooks). */
final class SlackMessage {
  static final int LONGEST_TEXT = 4_000;
  private static final int LONGEST_HEADER = 150;
  private static final int LONGEST_SECTION = 3_000;

  private SlackMessage() {}

  static JsonObject of(Notice notice) {
    var blocks = new JsonArray()
        .add(new JsonObject()
            .put("type", "header")
            .put("text", plain(Fitted.to(LONGEST_HEADER, notice.title()))));
    String body = notice.body().strip();
    for (int part = 0; part < 2 && !body.isEmpty(); part++) {
      String section = part == 1 || body.length() <= LONGEST_SECTION
          ? Fitted.to(LONGEST_SECTION, body)
          : body.substring(0, lineEnd(body));
      body = body.substring(Math.min(body.length(), section.length())).strip();
      blocks.add(new JsonObject().put("type", "section").put("text", plain(section)));
    }
    return new JsonObject()
        .put("text", escaped(LONGEST_TEXT, notice.text()))
        .put("mrkdwn", false)
        .put("blocks", blocks)
        .put("unfurl_links", false)
        .put("unfurl_media", false);
  }

  /** As one that tells how a call goes on. */
  static JsonObject of(LiveText text) {
    return new JsonObject()
        .put("text", text.text())
        .put("mrkdwn", false)
        .put("unfurl_links", false)
        .put("unfurl_media", false);
  }

  /** What its mrkdwn takes for commands, mentions among them, is escaped. */
  static String escaped(int limit, String text) {
    return Fitted.to(limit, text, point -> switch (point) {
      case '&' -> "&amp;";
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      default -> Character.toString(point);
    });
  }

  private static JsonObject plain(String text) {
    return new JsonObject().put("type", "plain_text").put("text", text).put("emoji", false);
  }

  /** Where a section may end: after a word, if there is one. */
  private static int lineEnd(String text) {
    int end =
        Math.max(text.lastIndexOf('\n', LONGEST_SECTION), text.lastIndexOf(' ', LONGEST_SECTION));
    int cut = end > LONGEST_SECTION / 2 ? end : LONGEST_SECTION;
    return Character.isHighSurrogate(text.charAt(cut - 1)) ? cut - 1 : cut;
  }
}
