package dev.frontdesk.simulator.carrier.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** An answer of the REST API. */
record RestReply(int status, String type, Buffer body) {
  static final RestReply DELETED = new RestReply(204, "application/json", Buffer.buffer());

  static RestReply of(int status, JsonNode body) {
    return new RestReply(status, "application/json", Buffer.buffer(body.toString()));
  }

  /** An error in the classic form; {@code code} is the carrier's. */
  static RestReply error(int status, int code, String message) {
    return of(
        status,
        JsonNodeFactory.instance
            .objectNode()
            .put("code", code)
            .put("message", message)
            .put("more_info", "https://www.twilio.com/docs/errors/" + code)
            .put("status", status));
  }

  static RestReply notFound(String what) {
    return error(404, 20404, "The requested resource " + what + " was not found");
  }

  /** RFC 2822, in UTC; null stays null. */
  static @Nullable String date(@Nullable Instant at) {
    return at == null
        ? null
        : DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atZone(ZoneOffset.UTC));
  }
}
