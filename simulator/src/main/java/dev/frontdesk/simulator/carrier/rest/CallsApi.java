package dev.frontdesk.simulator.carrier.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.frontdesk.simulator.carrier.CarrierMisbehaviour;
import dev.frontdesk.simulator.carrier.line.CallStatus;
import dev.frontdesk.simulator.carrier.line.Exchange;
import dev.frontdesk.simulator.carrier.line.Leg;
import dev.frontdesk.simulator.carrier.line.Outbound;
import dev.frontdesk.simulator.carrier.twiml.Twiml;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Calls: create, read, update, delete. */
final class CallsApi {
  private static final int RING_SECONDS = 60;
  private static final int MAX_RING_SECONDS = 600;
  private static final int MAX_TWIML_CHARS = 4000;
  private static final URI NOWHERE = URI.create("https://twiml.invalid/");

  private final Exchange exchange;

  CallsApi(Exchange exchange) {
    this.exchange = exchange;
  }

  RestReply answer(RestRequest request) {
    if (request.is("POST", 1)) {
      return create(request);
    }
    if (request.is("GET", 1)) {
      return Pages.of(request, "calls", exchange.legs().stream().map(this::json).toList());
    }
    Leg leg = request.path().size() == 2 ? exchange.leg(request.path().get(1)).orElse(null) : null;
    if (leg == null) {
      return RestReply.notFound(request.uri());
    }
    return switch (request.method()) {
      case "GET" -> RestReply.of(200, json(leg));
      case "POST" -> update(leg, request);
      default ->
        leg.status().isOver()
            ? RestReply.DELETED
            : RestReply.error(409, 20009, "A call that goes on cannot be deleted");
    };
  }

  private RestReply create(RestRequest request) {
    String to = request.form().get("To", "");
    String from = request.form().get("From", "");
    String twiml = request.form().get("Twiml");
    URI url = request.address("Url");
    RestReply refusal = refusal(exchange, from, to, request);
    if (refusal != null) {
      return refusal;
    }
    if (url == null && (twiml == null || twiml.length() > MAX_TWIML_CHARS)) {
      return RestReply.error(400, 21205, "Url, or Twiml of at most 4000 characters, is required");
    }
    Outbound outbound = new Outbound(
        from,
        to,
        "outbound-api",
        null,
        request.number("Timeout", RING_SECONDS),
        request.address("StatusCallback"),
        Outbound.events(request.form().all("StatusCallbackEvent"), "completed"),
        detection(request),
        CarrierMisbehaviour.NONE);
    Leg leg = outbound.dial(exchange);
    String method = request.form().get("Method", "POST");
    leg.onAnswer(() -> outbound.afterDetection(leg, () -> {
      if (url != null) {
        leg.redirect(url, method);
      } else if (twiml != null) {
        redirect(leg, twiml);
      }
    }));
    return RestReply.of(201, json(leg));
  }

  private RestReply update(Leg leg, RestRequest request) {
    String status = request.form().get("Status", "");
    String twiml = request.form().get("Twiml");
    URI url = request.address("Url");
    if (leg.status().isOver()) {
      return RestReply.error(400, 21220, "Call is not in-progress. Cannot redirect or end it.");
    }
    if (twiml != null && url != null) {
      return RestReply.error(400, 20422, "Url and Twiml exclude each other");
    }
    if (status.equals("completed")
        || (status.equals("canceled") && leg.status().isBeforeAnswer())) {
      leg.end(leg.status().isBeforeAnswer() ? CallStatus.CANCELED : CallStatus.COMPLETED, "rest");
    } else if (!status.isEmpty()) {
      return RestReply.error(400, 21220, "Status '" + status + "' is not possible now");
    } else if (url != null) {
      leg.redirect(url, request.form().get("Method", "POST"));
    } else if (twiml != null && !redirect(leg, twiml)) {
      return RestReply.error(400, 12100, "Twiml is not XML");
    }
    return RestReply.of(200, json(leg));
  }

  private static boolean redirect(Leg leg, String twiml) {
    try {
      leg.redirect(NOWHERE, Twiml.parse(twiml));
      return true;
    } catch (IllegalArgumentException malformed) {
      leg.alert(12100, String.valueOf(malformed.getMessage()));
      return false;
    }
  }

  /** Why the account may not dial so; null if it may. */
  static @Nullable RestReply refusal(
      Exchange exchange, String from, String to, RestRequest request) {
    if (to.isEmpty()) {
      return RestReply.error(400, 21201, "No 'To' number is specified");
    }
    if (!to.startsWith("sip:") && !to.matches("\\+[1-9][0-9]{1,14}")) {
      return RestReply.error(400, 21211, "Invalid 'To' Phone Number: " + to);
    }
    if (request.number("Timeout", RING_SECONDS) > MAX_RING_SECONDS) {
      return RestReply.error(400, 20422, "Timeout is longer than 600 s");
    }
    String token = request.form().get("CallToken", "");
    boolean owned = exchange.numbers().containsKey(from);
    boolean lent = exchange.tokenOf(token).filter(from::equals).isPresent();
    return owned || lent
        ? null
        : RestReply.error(
            400, 21210, "'From' number " + from + " is neither owned nor that of the CallToken");
  }

  static String detection(RestRequest request) {
    return request.form().get("MachineDetection", "");
  }

  private ObjectNode json(Leg leg) {
    boolean over = leg.endedAt() != null && leg.answeredAt() != null;
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("sid", leg.sid()).put("parent_call_sid", leg.parent());
    json.put("account_sid", exchange.options().accountSid());
    json.put("to", leg.to()).put("from", leg.from()).put("status", leg.status().wire());
    json.put("direction", leg.direction()).put("start_time", RestReply.date(leg.answeredAt()));
    json.put("end_time", RestReply.date(leg.endedAt()));
    json.put("duration", over ? "" + seconds(leg) : null).putNull("price");
    json.put("price_unit", "USD").put("date_created", RestReply.date(leg.created()));
    json.put("answered_by", leg.answeredBy().isEmpty() ? null : leg.answeredBy());
    return json.put("api_version", "2010-04-01").put("queue_time", "0");
  }

  private static long seconds(Leg leg) {
    var from = leg.answeredAt();
    var to = leg.endedAt();
    return from == null || to == null ? 0 : Duration.between(from, to).toSeconds();
  }
}
