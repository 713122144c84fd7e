package dev.frontdesk.provider.realtime;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.frontdesk.model.Endpoint;
import dev.frontdesk.model.Printable;
import java.io.IOException;
import java.util.regex.Pattern;

/** The provider's error body {@code {"error":{"message","type","code","param"}}} as one line without secrets (openai.md 2.3). */
final class ErrorBody {
  private static final int LONGEST = 300;
  private static final Pattern KEY =
      Pattern.compile("\\b(sk|rk|sess|ek|whsec)[-_][A-Za-z0-9*_-]{4,}");

  private ErrorBody() {}

  /** @return blank if the body says nothing readable */
  static String brief(byte[] body, Endpoint endpoint) {
    String message = "";
    String code = "";
    String parameter = "";
    try (JsonParser json = Wire.JSON.createParser(body)) {
      while (json.nextToken() != null) {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
          String name = json.currentName();
          if ("message".equals(name) && message.isEmpty()) {
            message = json.getText();
          } else if ("code".equals(name)) {
            code = json.getText();
          } else if ("param".equals(name)) {
            parameter = json.getText();
          }
        }
      }
    } catch (IOException e) {
      // whatever could be read until here
    }
    String text = message
        + (code.isEmpty() ? "" : " (" + code + ")")
        + (parameter.isEmpty() ? "" : " at " + parameter);
    return CarrierErrors.explain(
        Printable.capped(without(text, endpoint), LONGEST).strip());
  }

  static String without(String text, Endpoint endpoint) {
    String key = endpoint.apiKey().reveal();
    String safe = key.isEmpty() ? text : text.replace(key, "***");
    return KEY.matcher(safe).replaceAll("***");
  }
}
