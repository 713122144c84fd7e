package dev.frontdesk.simulator.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;

/** What an incoming webhook of Slack takes. */
final class SlackRules {
  private static final int MOST_BLOCKS = 50;
  private static final int LONGEST_HEADER = 150;
  private static final int LONGEST_SECTION = 3_000;

  private SlackRules() {}

  static ChatAnswer judged(Buffer body) {
    JsonNode message = Json.read(body);
    if (!message.isObject()) {
      return ChatAnswer.of(400, "invalid_payload");
    }
    if (message.path("text").asText().isEmpty() && message.path("blocks").isEmpty()) {
      return ChatAnswer.of(400, "no_text");
    }
    return message.path("blocks").size() > MOST_BLOCKS || !fit(message.path("blocks"))
        ? ChatAnswer.of(400, "invalid_blocks")
        : ChatAnswer.of(200, "ok");
  }

  private static boolean fit(JsonNode blocks) {
    for (JsonNode block : blocks) {
      JsonNode text = block.path("text");
      int length = text.path("text").asText().length();
      boolean header = block.path("type").asText().equals("header");
      boolean plain = text.path("type").asText().equals("plain_text");
      if (length == 0
          || length > (header ? LONGEST_HEADER : LONGEST_SECTION)
          || (header && !plain)) {
        return false;
      }
    }
    return true;
  }
}
