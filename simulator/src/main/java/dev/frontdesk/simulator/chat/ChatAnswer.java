package dev.frontdesk.simulator.chat;

import io.vertx.core.http.HttpServerResponse;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a chat says.
 *
 * @param thread that the message is in; blank: none
 */
public record ChatAnswer(int status, Map<String, String> headers, String body, String thread) {
  public ChatAnswer {
    headers = Map.copyOf(headers);
  }

  public static ChatAnswer of(int status, String body) {
    return new ChatAnswer(status, Map.of(), body, "");
  }

  /** 429 as Discord says it: fractions of a second in the body, whole ones in the header. */
  public static ChatAnswer slowDown(double seconds) {
    return new ChatAnswer(
        429,
        Map.of("retry-after", Long.toString((long) Math.ceil(seconds))),
        "{\"message\": \"You are being rate limited.\", \"retry_after\": " + seconds
            + ", \"global\": false}",
        "");
  }

  ChatAnswer with(String header, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new ChatAnswer(status, more, body, thread);
  }

  void to(HttpServerResponse response) {
    headers.forEach(response::putHeader);
    response.setStatusCode(status).end(body);
  }
}
