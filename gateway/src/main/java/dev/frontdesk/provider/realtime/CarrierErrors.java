package dev.frontdesk.provider.realtime;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a carrier's error code means for the person who set the carrier up (openai.md 7, 13 and 14; twilio.md 4). */
public final class CarrierErrors {
  private static final Pattern CODE = Pattern.compile("\\b([0-9]{5})\\b");
  private static final Map<String, String> ADVICE = Map.of(
      "32218",
          "Twilio 32218: the trunk does not allow this transfer. Set its transfer mode; tel: targets need PSTN transfer.",
      "13801",
          "Twilio 13801: REFER came on a leg that is not SIP. Redirect the parent call instead.",
      "13802",
          "Twilio 13802: <Dial><Sip> has no referUrl. Add one, or redirect the parent call instead.",
      "21215",
          "Twilio 21215: the account may not call the target's country. Allow it in its geographic permissions.",
      "13227",
          "Twilio 13227: the account may not call the target's country. Allow it in its geographic permissions.",
      "21227",
          "Twilio 21227: the headers in the target's SIP address have 1024 characters or more. Shorten them.");

  private CarrierErrors() {}

  /** Advice for the first known code in {@code message}; else the message itself. */
  public static String explain(String message) {
    Matcher codes = CODE.matcher(message);
    while (codes.find()) {
      String advice = ADVICE.get(codes.group(1));
      if (advice != null) {
        return advice;
      }
    }
    return message;
  }
}
