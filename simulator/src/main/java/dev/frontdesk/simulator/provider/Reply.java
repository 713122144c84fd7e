package dev.frontdesk.simulator.provider;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The answer to a REST request or to a dial.
 *
 * @param body JSON, or empty
 * @param retryAfter seconds, 0 for no such header
 */
public record Reply(int status, String body, int retryAfter) {
  public static final Reply OK = new Reply(200, "", 0);

  /** A dial that is taken. */
  public static final Reply SWITCH = new Reply(101, "", 0);

  /** None at all: the request stays open. */
  public static final Reply NEVER = new Reply(0, "", 0);

  public static final Reply GONE =
      error(404, "call_id_not_found", "No session found for the given call_id.");

  /** An error as the provider words it. */
  public static Reply error(int status, String code, String message) {
    ObjectNode error = JsonNodeFactory.instance.objectNode();
    error.put("message", message);
    error.put("type", status < 500 ? "invalid_request_error" : "server_error");
    error.put("code", code);
    error.putNull("param");
    String body = JsonNodeFactory.instance.objectNode().set("error", error).toString();
    return new Reply(status, body, status == 429 ? 1 : 0);
  }

  /** What the provider says with a status when nothing more is known. */
  public static Reply failing(int status) {
    return switch (status) {
      case 401 -> error(401, "invalid_api_key", "Incorrect API key provided.");
      case 404 -> GONE;
      case 409 ->
        error(409, "decision_already_made", "Another decision was already made for this call.");
      case 429 -> error(429, "rate_limit_exceeded", "Rate limit reached.");
      default ->
        error(status, "server_error", "The server had an error while processing your request.");
    };
  }
}
