package dev.frontdesk.simulator.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;

/** Bodies as they come in. */
final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  /** Nothing, if it is none. */
  static JsonNode read(Buffer body) {
    try {
      return MAPPER.readTree(body.getBytes());
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }
}
