package dev.frontdesk.simulator.carrier.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.frontdesk.simulator.carrier.PhoneNumber;
import dev.frontdesk.simulator.carrier.line.Exchange;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The numbers of the account: list, read, configure. */
final class NumbersApi {
  private final Exchange exchange;

  NumbersApi(Exchange exchange) {
    this.exchange = exchange;
  }

  RestReply answer(RestRequest request) {
    if (request.is("GET", 1)) {
      String part = request.form().get("PhoneNumber", "");
      String name = request.form().get("FriendlyName", "");
      return Pages.of(
          request,
          "incoming_phone_numbers",
          exchange.numbers().values().stream()
              .filter(number -> number.e164().contains(part))
              .filter(number -> name.isEmpty() || number.friendlyName().equals(name))
              .map(this::json)
              .toList());
    }
    PhoneNumber number = exchange.numbers().values().stream()
        .filter(one -> one.sid().equals(request.path().get(request.path().size() - 1)))
        .findFirst()
        .orElse(null);
    if (number == null || request.path().size() != 2) {
      return RestReply.notFound(request.uri());
    }
    PhoneNumber kept = request.method().equals("POST") ? changed(number, request) : number;
    exchange.numbers().put(kept.e164(), kept);
    return RestReply.of(200, json(kept));
  }

  private static PhoneNumber changed(PhoneNumber number, RestRequest request) {
    PhoneNumber next =
        number.withFriendlyName(request.form().get("FriendlyName", number.friendlyName()));
    String method = request.form().get("VoiceMethod", number.voiceMethod());
    next = next.withVoice(changed(request, "VoiceUrl", number.voiceUrl()), method);
    next = next.withFallback(changed(request, "VoiceFallbackUrl", number.voiceFallbackUrl()));
    return next.withStatusCallback(changed(request, "StatusCallback", number.statusCallback()));
  }

  private static @Nullable URI changed(RestRequest request, String field, @Nullable URI old) {
    return request.form().get(field) == null ? old : request.address(field);
  }

  private ObjectNode json(PhoneNumber number) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("sid", number.sid()).put("account_sid", exchange.options().accountSid());
    json.put("phone_number", number.e164()).put("friendly_name", number.friendlyName());
    json.put("voice_url", text(number.voiceUrl())).put("voice_method", number.voiceMethod());
    json.put("voice_fallback_url", text(number.voiceFallbackUrl()));
    json.put("status_callback", text(number.statusCallback()));
    json.put("voice_application_sid", "").putNull("trunk_sid").put("beta", false);
    json.putObject("capabilities").put("voice", true).put("sms", true).put("mms", false);
    return json.put("status", "in-use").put("origin", "twilio");
  }

  private static String text(@Nullable URI address) {
    return address == null ? "" : address.toString();
  }
}
