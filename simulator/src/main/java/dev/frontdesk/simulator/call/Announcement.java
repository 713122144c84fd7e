package dev.frontdesk.simulator.call;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.frontdesk.simulator.script.Invite;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The body of a webhook that announces a call. */
final class Announcement {
  private static final String CARRIER = "carrier.example.com";

  private Announcement() {}

  static byte[] realtime(Ids ids, String callId, Invite invite, String sipCallId) {
    ObjectNode data = JsonNodeFactory.instance.objectNode().put("call_id", callId);
    return event(ids, "realtime.call.incoming", data, invite, sipCallId);
  }

  /** The same call, as the provider's other API announces it. */
  static byte[] live(Ids ids, Invite invite, String sipCallId) {
    ObjectNode data = JsonNodeFactory.instance
        .objectNode()
        .put("type", "sip")
        .put("session_id", ids.next("live_"));
    return event(ids, "live.transport.incoming", data, invite, sipCallId);
  }

  private static byte[] event(
      Ids ids, String type, ObjectNode data, Invite invite, String sipCallId) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("object", "event").put("id", ids.next("evt_")).put("type", type);
    event.put("created_at", Instant.now().getEpochSecond());
    data.set("sip_headers", headers(ids, invite, sipCallId));
    data.put("sip_media_security", "srtp");
    event.set("data", data);
    return event.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static ArrayNode headers(Ids ids, Invite invite, String sipCallId) {
    Map<String, String> made = new LinkedHashMap<>();
    made.put("Via", "SIP/2.0/TLS " + CARRIER + ":5061;branch=z9hG4bK" + ids.next(""));
    made.put("Max-Forwards", "69");
    made.put("From", from(invite) + ";tag=" + ids.next(""));
    made.put("To", "<sip:" + invite.to() + "@sip.example.com>");
    made.put("Call-ID", sipCallId);
    made.put("CSeq", "1 INVITE");
    Map<String, String> own = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    own.putAll(invite.headers());
    ArrayNode headers = JsonNodeFactory.instance.arrayNode();
    made.forEach((name, value) -> {
      if (!own.containsKey(name)) {
        headers.addObject().put("name", name).put("value", value);
      }
    });
    invite
        .headers()
        .forEach((name, value) -> headers.addObject().put("name", name).put("value", value));
    return headers;
  }

  private static String from(Invite invite) {
    if (invite.isAnonymous()) {
      return "\"Anonymous\" <sip:anonymous@anonymous.invalid>";
    }
    String name =
        invite.callerName() == null ? "" : "\"" + invite.callerName().replace("\"", "\\\"") + "\" ";
    return name + "<sip:" + invite.from() + "@" + CARRIER + ">";
  }
}
