package dev.frontdesk.simulator.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What a webhook of Discord takes; a name of a thread opens one, as in a forum. */
final class DiscordRules {
  private static final int LONGEST_CONTENT = 2_000;
  private static final int MOST_EMBEDS = 10;
  private static final int LONGEST_TOGETHER = 6_000;
  private static final int LONGEST_THREAD_NAME = 100;

  private final AtomicLong ids = new AtomicLong(1_000);
  private final Set<String> threads = ConcurrentHashMap.newKeySet();

  ChatAnswer judged(HttpServerRequest request, Buffer body) {
    JsonNode message = Json.read(body);
    String content = message.path("content").asText();
    if (content.isEmpty() && message.path("embeds").isEmpty()) {
      return refused(50006, "Cannot send an empty message");
    }
    if (content.codePointCount(0, content.length()) > LONGEST_CONTENT
        || message.path("thread_name").asText().length() > LONGEST_THREAD_NAME
        || !fit(message.path("embeds"))) {
      return refused(50035, "Invalid Form Body");
    }
    String thread = thread(request, message);
    if (!thread.isEmpty() && !threads.contains(thread)) {
      return ChatAnswer.of(404, "{\"message\": \"Unknown Channel\", \"code\": 10003}");
    }
    boolean wait = "true".equals(request.getParam("wait"));
    String channel = thread.isEmpty() ? "7" : thread;
    return new ChatAnswer(
        wait ? 200 : 204,
        Map.of(),
        wait
            ? "{\"id\": \"%d\", \"channel_id\": \"%s\"}".formatted(ids.incrementAndGet(), channel)
            : "",
        thread);
  }

  private String thread(HttpServerRequest request, JsonNode message) {
    String given = request.getParam("thread_id");
    if (given != null) {
      return given;
    }
    if (!message.has("thread_name")) {
      return "";
    }
    String opened = Long.toString(ids.incrementAndGet());
    threads.add(opened);
    return opened;
  }

  private static boolean fit(JsonNode embeds) {
    int together = 0;
    for (JsonNode embed : embeds) {
      int title = embed.path("title").asText().length();
      int description = embed.path("description").asText().length();
      if (title > 256 || description > 4_096 || embed.path("fields").size() > 25) {
        return false;
      }
      together += title + description;
      for (JsonNode field : embed.path("fields")) {
        int name = field.path("name").asText().length();
        int value = field.path("value").asText().length();
        if (name == 0 || name > 256 || value == 0 || value > 1_024) {
          return false;
        }
        together += name + value;
      }
    }
    return embeds.size() <= MOST_EMBEDS && together <= LONGEST_TOGETHER;
  }

  private static ChatAnswer refused(int code, String message) {
    return ChatAnswer.of(400, "{\"message\": \"%s\", \"code\": %d}".formatted(message, code));
  }
}
