package dev.frontdesk.launcher.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.frontdesk.launcher.terminal.ExitCode;
import dev.frontdesk.launcher.terminal.Trouble;
import dev.frontdesk.model.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** The admin API of a running gateway. What it refuses becomes a {@link Trouble} that says what to put right. */
final class ApiClient {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration CONNECTING = Duration.ofSeconds(5);
  private static final Duration ANSWERING = Duration.ofSeconds(60);
  private static final int REFUSED = 400;
  private static final int BROKEN = 500;

  private final URI url;
  private final Secret key;
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(CONNECTING).build();

  ApiClient(URI url, Secret key) {
    this.url = url;
    this.key = key;
  }

  /** @param etag empty: none */
  record Reply(String body, String etag) {
    JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (JsonProcessingException e) {
        throw new Trouble(ExitCode.FAILED, "the answer is no JSON; is that an admin API?", e);
      }
    }
  }

  Reply get(String path) {
    return send("GET", path, "", Map.of());
  }

  /** @param headers among them the type of the body */
  Reply send(String method, String path, String body, Map<String, String> headers) {
    var request = HttpRequest.newBuilder(url.resolve(path))
        .timeout(ANSWERING)
        .header("authorization", "Bearer " + key.reveal())
        .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    headers.forEach(request::setHeader);
    try {
      HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
      if (response.statusCode() >= REFUSED) {
        throw refused(response);
      }
      return new Reply(response.body(), response.headers().firstValue("etag").orElse(""));
    } catch (IOException e) {
      throw Trouble.because(
          ExitCode.FAILED,
          "no answer from " + url + " (start 'frontdesk serve', or name another with --url)",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble(ExitCode.FAILED, "interrupted", e);
    }
  }

  /** RFC 9457, with its errors by field; or whatever else answers there. */
  private Trouble refused(HttpResponse<String> response) {
    ExitCode code = response.statusCode() < BROKEN ? ExitCode.INPUT : ExitCode.FAILED;
    var text = new StringBuilder("refused (" + response.statusCode() + ")");
    try {
      JsonNode problem = JSON.readTree(response.body());
      text.append(": ").append(problem.path("title").asText("by " + url));
      String detail = problem.path("detail").asText("");
      if (!detail.isEmpty()) {
        text.append(": ").append(detail);
      }
      problem
          .path("errors")
          .forEach(error -> text.append(System.lineSeparator())
              .append("  ")
              .append(error.path("field").asText())
              .append(" ")
              .append(error.path("message").asText()));
    } catch (JsonProcessingException e) {
      text.append(": ").append(url).append(" is no admin API");
    }
    return new Trouble(code, text.toString());
  }
}
