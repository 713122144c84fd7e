package dev.frontdesk.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.provider.CallContext;
import dev.frontdesk.provider.TargetLegs.Ring;
import java.net.URLEncoder;
import org.jspecify.annotations.Nullable;

/** What a telephone system learns of a call before it rings anybody: custom headers in the URI it is dialled by (twilio.md 5). */
record SipContext(@Nullable PhoneNumber caller, String about) {
  private static final int LONGEST =
      900; // characters of the header part; 1024 are refused (error 21227)

  /** Nothing is told. */
  static final SipContext NONE = new SipContext(null, "");

  static SipContext of(Ring ring) {
    return new SipContext(ring.caller(), ring.about());
  }

  static SipContext of(CallContext context) {
    return new SipContext(context.caller(), context.about());
  }

  /** {@code address} as it stands if it is a telephone number. */
  String appendedTo(String address) {
    if (!address.startsWith("sip")) {
      return address;
    }
    var headers = new StringBuilder();
    if (caller != null) {
      add(headers, "X-Frontdesk-Caller", caller.e164());
    }
    if (!about.isBlank()) {
      add(headers, "X-Frontdesk-About", about.strip());
    }
    return address + headers;
  }

  /** The value is cut where it becomes too long, never within an escape. */
  private static void add(StringBuilder headers, String name, String value) {
    headers.append(headers.isEmpty() ? '?' : '&').append(name).append('=');
    value
        .codePoints()
        .takeWhile(each -> headers.length() < LONGEST)
        .forEach(each ->
            headers.append(URLEncoder.encode(Character.toString(each), UTF_8).replace("+", "%20")));
  }
}
