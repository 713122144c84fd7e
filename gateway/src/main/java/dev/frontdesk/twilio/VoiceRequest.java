package dev.frontdesk.twilio;

import dev.frontdesk.model.Attestation;
import dev.frontdesk.model.MoveToken;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.Printable;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What Twilio says of a call (twilio.md 1); all of it but the ids as the caller liked.
 *
 * @param caller null: withheld, or no telephone number
 * @param dialled null: no telephone number
 * @param moved with which a call by SIP comes that was referred to us; null: it is not one
 * @param callToken opaque, lends us the caller's number (twilio.md 4); null: none, or none that was signed
 */
record VoiceRequest(
    String callSid,
    String accountSid,
    @Nullable PhoneNumber caller,
    String callerName,
    @Nullable PhoneNumber dialled,
    Attestation attestation,
    String status,
    @Nullable MoveToken moved,
    @Nullable String callToken) {
  private static final Pattern CALL_SID = Pattern.compile("CA[0-9a-f]{32}");
  private static final Pattern ACCOUNT_SID = Pattern.compile("AC[0-9a-f]{32}");
  private static final Pattern SIP_USER = Pattern.compile("sips?:([^@;?]{1,64})@.*");
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_TOKEN = 4_000;

  /** Words for "withheld" as keys of a telephone: ANONYMOUS, RESTRICTED, UNAVAILABLE, BLOCKED, UNKNOWN. */
  private static final Set<String> WITHHELD =
      Set.of("+266696687", "+7378742833", "+86282452253", "+2562533", "+8656696");

  /** @param believed whether {@code StirVerstat} and {@code CallToken} were signed too; else they count as not sent */
  static Optional<VoiceRequest> of(Parameters sent, boolean believed) {
    String callSid = sent.get("CallSid");
    String accountSid = sent.get("AccountSid");
    if (!CALL_SID.matcher(callSid).matches() || !ACCOUNT_SID.matcher(accountSid).matches()) {
      return Optional.empty();
    }
    return Optional.of(new VoiceRequest(
        callSid,
        accountSid,
        number(sent.get("From")).orElse(null),
        Printable.capped(sent.get("CallerName"), LONGEST_NAME),
        number(sent.get("To")).orElse(null),
        believed ? StirVerstat.of(sent.get("StirVerstat")) : Attestation.NONE,
        sent.get("CallStatus"),
        MoveToken.dialled(sent.get("To").strip()).orElse(null),
        believed ? token(sent.get("CallToken")) : null));
  }

  private static @Nullable String token(String sent) {
    return sent.isBlank() || sent.length() > LONGEST_TOKEN ? null : sent;
  }

  private static Optional<PhoneNumber> number(String written) {
    String text = written.strip();
    var sip = SIP_USER.matcher(text);
    if (sip.matches()) {
      text = sip.group(1);
    }
    return WITHHELD.contains(text) ? Optional.empty() : PhoneNumber.tryE164(text);
  }
}
