package dev.frontdesk.provider.realtime;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.frontdesk.model.Printable;
import dev.frontdesk.provider.realtime.Delivery.Ignored;
import dev.frontdesk.provider.realtime.Delivery.IncomingCall;
import dev.frontdesk.provider.realtime.Delivery.Refused;
import dev.frontdesk.provider.realtime.SipHeaders.Header;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads webhook bodies (openai.md 1.5), within limits, straight from the bytes. */
public final class Deliveries {
  /** An INVITE with its headers fits into a few KiB. */
  public static final int LONGEST_BODY = 128 * 1024;

  private static final int MOST_HEADERS = 200;
  private static final int LONGEST_HEADER = 4_096;
  private static final String INCOMING = "realtime.call.incoming";
  private static final Pattern CALL_ID = Pattern.compile("[A-Za-z0-9_-]{1,128}");
  private static final JsonFactory JSON = JsonFactory.builder()
      .streamReadConstraints(StreamReadConstraints.builder()
          .maxNestingDepth(16)
          .maxStringLength(LONGEST_BODY)
          .maxNameLength(200)
          .build())
      .build();

  private @Nullable String event;
  private @Nullable String type;
  private @Nullable String call;
  private @Nullable String mediaSecurity;
  private final List<Header> headers = new ArrayList<>();
  private boolean crowded;

  private Deliveries() {}

  /** Never throws, whatever {@code body} is. */
  public static Delivery read(byte[] body) {
    if (body.length > LONGEST_BODY) {
      return new Refused("longer than " + LONGEST_BODY + " bytes");
    }
    var reader = new Deliveries();
    try (JsonParser json = JSON.createParser(body)) {
      reader.envelope(json);
    } catch (IOException e) {
      return new Refused("not a JSON event");
    }
    return reader.delivery();
  }

  private Delivery delivery() {
    if (type == null || type.isEmpty()) {
      return new Refused("no type");
    }
    if (!type.equals(INCOMING)) {
      return new Ignored(Printable.brief(type));
    }
    if (call == null || !CALL_ID.matcher(call).matches()) {
      return new Refused("call_id is missing or not an id");
    }
    if (crowded) {
      return new Refused("more than " + MOST_HEADERS + " SIP headers");
    }
    String id = event == null ? "" : Printable.brief(event);
    return new IncomingCall(id, call, new SipHeaders(headers), mediaSecurity);
  }

  private void envelope(JsonParser json) throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw new IOException("not an object");
    }
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      json.nextToken();
      switch (name) {
        case "id" -> event = text(json);
        case "type" -> type = text(json);
        case "data" -> data(json);
        default -> json.skipChildren();
      }
    }
    if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
      throw new IOException("something follows the object");
    }
  }

  private void data(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      json.nextToken();
      switch (name) {
        case "call_id" -> call = text(json);
        case "sip_media_security" -> mediaSecurity = brief(text(json));
        case "sip_headers" -> headers(json);
        default -> json.skipChildren();
      }
    }
  }

  private void headers(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() == JsonToken.START_OBJECT) {
        header(json);
      } else {
        json.skipChildren();
      }
    }
  }

  private void header(JsonParser json) throws IOException {
    String name = null;
    String value = null;
    for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
      json.nextToken();
      switch (field) {
        case "name" -> name = text(json);
        case "value" -> value = text(json);
        default -> json.skipChildren();
      }
    }
    crowded |= headers.size() >= MOST_HEADERS;
    if (name != null && value != null && !crowded) {
      headers.add(new Header(Printable.capped(name, 128), Printable.capped(value, LONGEST_HEADER)));
    }
  }

  private static @Nullable String text(JsonParser json) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      return json.getText();
    }
    json.skipChildren();
    return null;
  }

  private static @Nullable String brief(@Nullable String text) {
    return text == null ? null : Printable.brief(text);
  }
}
