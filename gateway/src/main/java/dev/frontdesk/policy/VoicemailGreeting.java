package dev.frontdesk.policy;

import dev.frontdesk.model.OpeningHours;
import dev.frontdesk.model.TenantSettings;
import dev.frontdesk.model.Voicemail;
import java.time.Instant;

/** What a caller hears before the tone: by the clock on the wall of the business. */
public final class VoicemailGreeting {
  private VoicemailGreeting() {}

  /** Of the tenant's own greetings the one for {@code now}, else the standard one. */
  public static Spoken of(TenantSettings tenant, Instant now) {
    String own = own(tenant.care().voicemail(), tenant.hours().at(now));
    return own.isBlank()
        ? Spoken.standard(Spoken.Sentence.LEAVE_A_MESSAGE, tenant.locale())
        : Spoken.of(own, tenant.locale());
  }

  private static String own(Voicemail voicemail, OpeningHours.State state) {
    return switch (state) {
      case OPEN -> voicemail.openGreeting();
      case CLOSED -> first(voicemail.closedGreeting(), voicemail.openGreeting());
      case HOLIDAY ->
        first(
            voicemail.holidayGreeting(),
            first(voicemail.closedGreeting(), voicemail.openGreeting()));
    };
  }

  private static String first(String one, String other) {
    return one.isBlank() ? other : one;
  }
}
