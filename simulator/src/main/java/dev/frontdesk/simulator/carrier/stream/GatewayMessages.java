package dev.frontdesk.simulator.carrier.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Base64;
import java.util.Set;
import java.util.TreeSet;

/** Reads what a gateway sends on a stream, and takes nothing that has a field too many or too few. */
final class GatewayMessages {
  /** What can be wrong, with the carrier's code. */
  static final int UNDECODABLE = 31950;

  static final int INVALID = 31951;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String END = "\"}}";

  /** Is told what was read. */
  interface Reader {
    void media(byte[] audio, int base64Chars);

    void mark(String name);

    void clear();

    void wrong(int code, String what);
  }

  private final String streamSid;
  private final String usual;
  private final Reader reader;

  GatewayMessages(String streamSid, Reader reader) {
    this.streamSid = streamSid;
    this.reader = reader;
    usual = "{\"event\":\"media\",\"streamSid\":\"" + streamSid + "\",\"media\":{\"payload\":\"";
  }

  void read(String text) {
    // The usual shape is read without a JSON tree: fifty of them a second come on each stream.
    if (text.startsWith(usual)
        && text.endsWith(END)
        && text.indexOf('"', usual.length()) == text.length() - END.length()) {
      audio(text.substring(usual.length(), text.length() - END.length()));
      return;
    }
    try {
      JsonNode message = JSON.readTree(text);
      if (message == null || !message.isObject()) {
        reader.wrong(UNDECODABLE, "not a JSON object");
      } else {
        read(message);
      }
    } catch (JsonProcessingException notJson) {
      reader.wrong(UNDECODABLE, "not JSON");
    }
  }

  private void read(JsonNode message) {
    String event = message.path("event").asText();
    if (!message.path("streamSid").asText().equals(streamSid)) {
      reader.wrong(INVALID, event + " with a streamSid that is not this stream's");
    } else if (event.equals("clear") && has(message, "event", "streamSid")) {
      reader.clear();
    } else if (event.equals("mark")
        && has(message, "event", "mark", "streamSid")
        && has(message.path("mark"), "name")
        && message.path("mark").path("name").isTextual()) {
      reader.mark(message.path("mark").path("name").asText());
    } else if (event.equals("media")
        && has(message, "event", "media", "streamSid")
        && has(message.path("media"), "payload")
        && message.path("media").path("payload").isTextual()) {
      audio(message.path("media").path("payload").asText());
    } else {
      reader.wrong(INVALID, "a message of the shape " + shape(message));
    }
  }

  private void audio(String payload) {
    byte[] audio;
    try {
      audio = Base64.getDecoder().decode(payload);
    } catch (IllegalArgumentException notBase64) {
      reader.wrong(UNDECODABLE, "a payload that is not base64");
      return;
    }
    reader.media(audio, payload.length());
  }

  private static boolean has(JsonNode node, String... exactly) {
    return shape(node).equals(new TreeSet<>(Set.of(exactly)));
  }

  private static Set<String> shape(JsonNode node) {
    Set<String> names = new TreeSet<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
