package dev.frontdesk.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one call got from its tenant's settings: small enough to travel with the call, exact enough to compose the same
 * instructions again on another node. Holds references, not prompt text.
 *
 * @param contact who is calling, if known
 * @param greeting first sentence; blank: the model greets in its own words
 * @param language BCP 47 tag the call is held in
 * @param messagesOnly the desk is closed: take a message, transfer nobody
 * @param decidedAt the moment that hours and targets were judged by
 * @param onlyAnnounced the greeting is all there is: a limit is exceeded, the caller is told so and the call ends
 * @param emergency what happens when the caller speaks of one; null: nothing
 * @param fillers what is said while a tool is slow, by its name
 * @param redact what is masked in all that is written down of the call
 * @param translated the greeting is not in the call's language, and is said in it
 * @param hash of the composed session configuration, hexadecimal
 */
public record Plan(
    TenantId tenant,
    AgencyId agency,
    ProfileVersionId profile,
    @Nullable ContactId contact,
    String greeting,
    String language,
    boolean messagesOnly,
    Instant decidedAt,
    String hash,
    Duration longestCall,
    Duration longestSilence,
    Capabilities capabilities,
    boolean onlyAnnounced,
    Set<Redaction> redact,
    @Nullable Emergency emergency,
    Map<String, String> fillers,
    boolean translated) {
  public Plan {
    redact = Set.copyOf(redact);
    fillers = Map.copyOf(fillers);
  }

  /** Of a call whose greeting is said as it stands. */
  public Plan(
      TenantId tenant,
      AgencyId agency,
      ProfileVersionId profile,
      @Nullable ContactId contact,
      String greeting,
      String language,
      boolean messagesOnly,
      Instant decidedAt,
      String hash,
      Duration longestCall,
      Duration longestSilence,
      Capabilities capabilities,
      boolean onlyAnnounced,
      Set<Redaction> redact,
      @Nullable Emergency emergency,
      Map<String, String> fillers) {
    this(
        tenant,
        agency,
        profile,
        contact,
        greeting,
        language,
        messagesOnly,
        decidedAt,
        hash,
        longestCall,
        longestSilence,
        capabilities,
        onlyAnnounced,
        redact,
        emergency,
        fillers,
        false);
  }

  /** Of a call whose tools are waited for in silence. */
  public Plan(
      TenantId tenant,
      AgencyId agency,
      ProfileVersionId profile,
      @Nullable ContactId contact,
      String greeting,
      String language,
      boolean messagesOnly,
      Instant decidedAt,
      String hash,
      Duration longestCall,
      Duration longestSilence,
      Capabilities capabilities,
      boolean onlyAnnounced,
      Set<Redaction> redact,
      @Nullable Emergency emergency) {
    this(
        tenant,
        agency,
        profile,
        contact,
        greeting,
        language,
        messagesOnly,
        decidedAt,
        hash,
        longestCall,
        longestSilence,
        capabilities,
        onlyAnnounced,
        redact,
        emergency,
        Map.of());
  }

  /** Of a call that is to be talked, and of which all is written down as it is said. */
  public Plan(
      TenantId tenant,
      AgencyId agency,
      ProfileVersionId profile,
      @Nullable ContactId contact,
      String greeting,
      String language,
      boolean messagesOnly,
      Instant decidedAt,
      String hash,
      Duration longestCall,
      Duration longestSilence,
      Capabilities capabilities) {
    this(
        tenant,
        agency,
        profile,
        contact,
        greeting,
        language,
        messagesOnly,
        decidedAt,
        hash,
        longestCall,
        longestSilence,
        capabilities,
        false,
        Set.of(),
        null);
  }
}
