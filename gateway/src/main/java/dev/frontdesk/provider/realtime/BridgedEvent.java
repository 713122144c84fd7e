package dev.frontdesk.provider.realtime;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;

/**
 * What the bridge itself needs of a server event that carries no sound; the session's adapter reads it again and reads all of it.
 *
 * @param type empty if it cannot be read
 * @param response id of the response object, if the event has one; else empty
 */
record BridgedEvent(String type, String response) {

  static BridgedEvent of(Buffer message) {
    byte[] bytes = message.getBytes();
    String type = "";
    String response = "";
    try (JsonParser json = Wire.JSON.createParser(bytes)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return new BridgedEvent("", "");
      }
      for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
        JsonToken value = json.nextToken();
        if (name.equals("type") && value == JsonToken.VALUE_STRING) {
          type = json.getText();
          if (!type.startsWith("response.created") && !type.startsWith("response.done")) {
            return new BridgedEvent(type, "");
          }
        } else if (name.equals("response") && value == JsonToken.START_OBJECT) {
          response = id(json);
        } else {
          json.skipChildren();
        }
      }
    } catch (IOException e) {
      return new BridgedEvent(type, response);
    }
    return new BridgedEvent(type, response);
  }

  private static String id(JsonParser json) throws IOException {
    String id = "";
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      JsonToken value = json.nextToken();
      if (name.equals("id") && value == JsonToken.VALUE_STRING) {
        id = json.getText();
      } else {
        json.skipChildren();
      }
    }
    return id;
  }
}
