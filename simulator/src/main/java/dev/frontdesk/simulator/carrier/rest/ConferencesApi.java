package dev.frontdesk.simulator.carrier.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.frontdesk.simulator.carrier.line.Exchange;
import dev.frontdesk.simulator.carrier.line.Room;

/** Conferences: list, read, end, announce. */
final class ConferencesApi {
  private final Exchange exchange;

  ConferencesApi(Exchange exchange) {
    this.exchange = exchange;
  }

  RestReply answer(RestRequest request) {
    if (request.is("GET", 1)) {
      String name = request.form().get("FriendlyName", "");
      String status = request.form().get("Status", "");
      return Pages.of(
          request,
          "conferences",
          exchange.rooms().all().stream()
              .filter(room -> name.isEmpty() || room.name().equals(name))
              .filter(room -> status.isEmpty() || room.status().equals(status))
              .map(this::json)
              .toList());
    }
    Room room =
        exchange.rooms().bySid(request.path().get(request.path().size() - 1)).orElse(null);
    if (room == null || request.path().size() != 2) {
      return RestReply.notFound(request.uri());
    }
    if (request.method().equals("POST")) {
      if (request.form().get("Status", "").equals("completed")) {
        room.end("conference-ended-via-api", null);
      } else if (request.form().get("AnnounceUrl") != null) {
        room.announce("[announce " + request.form().get("AnnounceUrl") + "]", null);
      }
    }
    return RestReply.of(200, json(room));
  }

  private ObjectNode json(Room room) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("sid", room.sid())
        .put("account_sid", exchange.options().accountSid())
        .put("friendly_name", room.name())
        .put("status", room.status())
        .put("region", "us1")
        .put("date_created", RestReply.date(room.created()))
        .put("reason_conference_ended", room.ended().isEmpty() ? null : room.ended());
  }
}
