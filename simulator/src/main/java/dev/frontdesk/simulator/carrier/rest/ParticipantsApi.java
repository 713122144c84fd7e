package dev.frontdesk.simulator.carrier.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.frontdesk.simulator.carrier.CarrierMisbehaviour;
import dev.frontdesk.simulator.carrier.line.CallStatus;
import dev.frontdesk.simulator.carrier.line.Exchange;
import dev.frontdesk.simulator.carrier.line.Leg;
import dev.frontdesk.simulator.carrier.line.Outbound;
import dev.frontdesk.simulator.carrier.line.Room;
import dev.frontdesk.simulator.carrier.line.Seat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who is in a conference: add, list, update, kick. Only adding takes the conference's name; all else its id. */
final class ParticipantsApi {
  private static final int RING_SECONDS = 60;

  private final Exchange exchange;

  ParticipantsApi(Exchange exchange) {
    this.exchange = exchange;
  }

  RestReply answer(RestRequest request) {
    String conference = request.path().get(1);
    if (request.is("POST", 3)) {
      return add(conference, request);
    }
    Room room = exchange.rooms().bySid(conference).orElse(null);
    if (room == null) {
      return RestReply.notFound(request.uri());
    }
    if (request.is("GET", 3)) {
      return Pages.of(
          request,
          "participants",
          room.seats().stream().map(seat -> json(room, seat)).toList());
    }
    Optional<Seat> seat =
        request.path().size() == 4 ? room.seat(request.path().get(3)) : Optional.empty();
    return seat.map(found -> at(room, found, request))
        .orElseGet(() -> RestReply.notFound(request.uri()));
  }

  private RestReply add(String conference, RestRequest request) {
    String from = request.form().get("From", "");
    String to = request.form().get("To", "");
    @Nullable RestReply refusal = CallsApi.refusal(exchange, from, to, request);
    if (refusal != null) {
      return refusal;
    }
    boolean bySid = conference.matches("CF[0-9a-f]{32}");
    Room room = bySid
        ? exchange.rooms().bySid(conference).orElse(null)
        : exchange.rooms().named(conference);
    if (room == null || !room.ended().isEmpty()) {
      return RestReply.notFound(request.uri());
    }
    String label = request.form().get("Label");
    if (label != null && room.seat(label).isPresent()) {
      return RestReply.error(400, 16025, "Participant label '" + label + "' is already in use");
    }
    return RestReply.of(201, json(room, dial(room, from, to, label, request)));
  }

  private Seat dial(
      Room room, String from, String to, @Nullable String label, RestRequest request) {
    Outbound outbound = new Outbound(
        request.form().get("CallerId", from),
        to,
        "outbound-api",
        null,
        request.number("Timeout", RING_SECONDS),
        request.address("StatusCallback"),
        Outbound.events(request.form().all("StatusCallbackEvent"), "completed"),
        CallsApi.detection(request),
        CarrierMisbehaviour.NONE);
    Leg leg = outbound.dial(exchange);
    Seat seat = new Seat(
        leg,
        label,
        request.flag("StartConferenceOnEnter", true),
        request.flag("EndConferenceOnExit", false),
        request.flag("Muted", false));
    room.tell(
        leg,
        request.address("ConferenceStatusCallback"),
        Outbound.events(request.form().all("ConferenceStatusCallbackEvent"), "start end"));
    room.expect(seat);
    leg.onAnswer(() -> outbound.afterDetection(
        leg, () -> room.join(seat, () -> leg.end(CallStatus.COMPLETED, "conference"))));
    return seat;
  }

  private RestReply at(Room room, Seat seat, RestRequest request) {
    switch (request.method()) {
      case "DELETE" -> {
        seat.leg()
            .end(
                seat.leg().status().isBeforeAnswer() ? CallStatus.CANCELED : CallStatus.COMPLETED,
                "rest");
        return RestReply.DELETED;
      }
      case "POST" -> update(room, seat, request);
      default -> {}
    }
    return RestReply.of(200, json(room, seat));
  }

  private static void update(Room room, Seat seat, RestRequest request) {
    if (request.form().get("Muted") != null) {
      room.mute(seat, request.flag("Muted", false));
    }
    if (request.form().get("Hold") != null) {
      room.hold(seat, request.flag("Hold", false));
    }
    if (request.form().get("EndConferenceOnExit") != null) {
      room.endsOnExit(seat, request.flag("EndConferenceOnExit", false));
    }
    if (request.form().get("AnnounceUrl") != null) {
      room.announce("[announce " + request.form().get("AnnounceUrl") + "]", seat);
    }
  }

  private ObjectNode json(Room room, Seat seat) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("call_sid", seat.leg().sid())
        .put("conference_sid", room.sid())
        .put("account_sid", exchange.options().accountSid())
        .put("label", seat.label())
        .put("muted", seat.isMuted())
        .put("hold", seat.isHeld())
        .put("coaching", false)
        .putNull("call_sid_to_coach")
        .put("start_conference_on_enter", seat.startsOnEnter())
        .put("end_conference_on_exit", seat.endsOnExit())
        .put("status", status(seat))
        .put("queue_time", "0");
  }

  private static String status(Seat seat) {
    return switch (seat.leg().status()) {
      case QUEUED -> "queued";
      case INITIATED -> "connecting";
      case RINGING -> "ringing";
      case IN_PROGRESS -> "connected";
      case COMPLETED -> "complete";
      default -> "failed";
    };
  }
}
