package dev.frontdesk.simulator.carrier.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.frontdesk.simulator.carrier.Form;
import dev.frontdesk.simulator.carrier.TextMessage;
import dev.frontdesk.simulator.carrier.line.Exchange;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Text messages: send with callbacks, read, redact, delete. */
final class MessagesApi {
  private static final int MAX_CHARS = 1600;

  private final Exchange exchange;
  private final List<TextMessage> all;

  MessagesApi(Exchange exchange) {
    this.exchange = exchange;
    all = exchange.messages();
  }

  RestReply answer(RestRequest request) {
    if (request.is("POST", 1)) {
      return send(request);
    }
    if (request.is("GET", 1)) {
      return Pages.of(
          request, "messages", new ArrayList<>(all).stream().map(this::json).toList());
    }
    int at = indexOf(request.path().get(request.path().size() - 1));
    if (at < 0 || request.path().size() != 2) {
      return RestReply.notFound(request.uri());
    }
    if (request.method().equals("DELETE")) {
      all.remove(at);
      return RestReply.DELETED;
    }
    if (request.method().equals("POST") && request.form().get("Body", "x").isEmpty()) {
      all.set(at, all.get(at).redacted());
    }
    return RestReply.of(200, json(all.get(at)));
  }

  private RestReply send(RestRequest request) {
    Form form = request.form();
    String to = form.get("To", "");
    String from = form.get("From", form.get("MessagingServiceSid", ""));
    if (!to.matches("\\+[1-9][0-9]{1,14}")) {
      return RestReply.error(400, 21211, "The 'To' number " + to + " is not a valid phone number");
    }
    if (form.get("MessagingServiceSid") == null && !exchange.numbers().containsKey(from)) {
      return RestReply.error(400, 21606, "The 'From' number " + from + " is not SMS-capable");
    }
    if (form.get("Body", "").length() > MAX_CHARS) {
      return RestReply.error(400, 21617, "The message body exceeds 1600 characters");
    }
    if (form.get("Body", "").isEmpty() && form.get("MediaUrl") == null) {
      return RestReply.error(400, 21602, "Message body is required");
    }
    String status = form.get("MessagingServiceSid") == null ? "queued" : "accepted";
    TextMessage message =
        new TextMessage(exchange.sids().next("SM"), from, to, form.get("Body", ""), status);
    all.add(message);
    ObjectNode answer = json(message);
    URI callback = request.address("StatusCallback");
    exchange.deliver(message.sid(), callback);
    return RestReply.of(201, answer);
  }

  private int indexOf(String sid) {
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).sid().equals(sid)) {
        return i;
      }
    }
    return -1;
  }

  private ObjectNode json(TextMessage message) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("sid", message.sid())
        .put("account_sid", exchange.options().accountSid())
        .put("from", message.from())
        .put("to", message.to())
        .put("body", message.body())
        .put("status", message.status())
        .put("num_segments", "1")
        .put("direction", "outbound-api")
        .putNull("error_code")
        .put("date_created", RestReply.date(Instant.now()));
  }
}
