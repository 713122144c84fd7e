package dev.frontdesk.simulator.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The text model behind {@code POST /v1/responses}: writes a plain summary, or what it is told to. May be used from any thread. */
public final class Texts {
  private static final int MOST_REMEMBERED = 100;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PLAIN =
      "{\"summary\":\"A simulated call.\",\"sentiment\":\"neutral\",\"tags\":[],\"follow_ups\":[]}";

  private final Queue<Reply> next = new ConcurrentLinkedQueue<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile @Nullable String heard;

  /** The next requests are answered so, one by one. */
  public void answer(Reply... replies) {
    next.addAll(List.of(replies));
  }

  /** The first requests, as JSON. */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  /** A whole response that says {@code text}, for 900 tokens read, 100 of them cached, and 50 written. */
  public static Reply saying(String text) {
    ObjectNode response = JsonNodeFactory.instance.objectNode();
    response.put("id", "resp_1").put("object", "response").put("status", "completed");
    ObjectNode message = response.putArray("output").addObject();
    message.put("type", "message").put("role", "assistant");
    message.putArray("content").addObject().put("type", "output_text").put("text", text);
    ObjectNode usage = response.putObject("usage");
    usage.put("input_tokens", 900).put("output_tokens", 50);
    usage.putObject("input_tokens_details").put("cached_tokens", 100);
    return new Reply(200, response.toString(), 0);
  }

  /** What is heard on every tape from now on; null: the provider writes no tapes down. */
  public void hears(@Nullable String text) {
    heard = text;
  }

  /** A tape is to be written down. */
  Reply tape(Buffer form) {
    String text = heard;
    boolean whole = form.toString().contains("name=\"file\"")
        && form.toString().contains("name=\"model\"")
        && form.toString().contains("RIFF");
    if (!whole) {
      return Reply.error(400, "missing_required_parameter", "Missing required parameter.");
    }
    return text == null
        ? Reply.error(404, "model_not_found", "No such model.")
        : new Reply(200, JsonNodeFactory.instance.objectNode().put("text", text).toString(), 0);
  }

  Reply asked(Buffer body) {
    if (asked.size() < MOST_REMEMBERED) {
      asked.add(body.toString());
    }
    Reply told = next.poll();
    if (told != null) {
      return told;
    }
    try {
      JsonNode question = JSON.readTree(body.getBytes());
      return question.path("model").asText().isEmpty() || question.path("input").isMissingNode()
          ? Reply.error(400, "missing_required_parameter", "Missing required parameter.")
          : saying(PLAIN);
    } catch (IOException e) {
      return Reply.error(400, "invalid_json", "No JSON.");
    }
  }
}
