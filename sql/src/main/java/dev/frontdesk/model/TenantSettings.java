package dev.frontdesk.model;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything about a tenant that a call needs, read once and kept in memory: contacts, blocks, hours, targets and limits act at
 * once; the profile is the published version.
 *
 * @param region ISO 3166 code for numbers without country code
 * @param locale BCP 47 tag of the tenant's main language
 * @param sipDomain where REFER goes as {@code sip:+E164@domain}; null: {@code tel:}
 * @param profile null until a first version is published
 * @param spentThisMonthMicros last known cost of the running month, micro-dollars
 * @param revision counts every change of any of this; a node with a lower one is behind
 * @param canary null: all calls are answered with {@code profile}
 * @param redact what of a call is masked before it is written down
 * @param care who is not answered, and what callers meet who need care
 * @param numberLanguages BCP 47 tags by dialled number, of those that have one of their own
 */
public record TenantSettings(
    TenantId id,
    AgencyId agency,
    String name,
    Status status,
    String region,
    String locale,
    @Nullable String sipDomain,
    OpeningHours hours,
    CallLimits limits,
    FrontDesk desk,
    Map<PhoneNumber, Contact> contacts,
    List<TransferTarget> targets,
    @Nullable Profile profile,
    long spentThisMonthMicros,
    long revision,
    @Nullable Canary canary,
    Set<Redaction> redact,
    Care care,
    Map<PhoneNumber, String> numberLanguages) {

  /** Of a tenant without a canary that redacts nothing. */
  public TenantSettings(
      TenantId id,
      AgencyId agency,
      String name,
      Status status,
      String region,
      String locale,
      @Nullable String sipDomain,
      OpeningHours hours,
      CallLimits limits,
      FrontDesk desk,
      Map<PhoneNumber, Contact> contacts,
      List<TransferTarget> targets,
      @Nullable Profile profile,
      long spentThisMonthMicros,
      long revision) {
    this(
        id,
        agency,
        name,
        status,
        region,
        locale,
        sipDomain,
        hours,
        limits,
        desk,
        contacts,
        targets,
        profile,
        spentThisMonthMicros,
        revision,
        null,
        Set.of(),
        Care.DEFAULTS,
        Map.of());
  }

  public enum Status {
    ACTIVE,
    SUSPENDED
  }

  public TenantSettings {
    contacts = Map.copyOf(contacts);
    targets = List.copyOf(targets);
    redact = Set.copyOf(redact);
    numberLanguages = Map.copyOf(numberLanguages);
  }

  /** The same, all calls answered with {@code other}. */
  public TenantSettings with(Profile other) {
    return new TenantSettings(
        id,
        agency,
        name,
        status,
        region,
        locale,
        sipDomain,
        hours,
        limits,
        desk,
        contacts,
        targets,
        other,
        spentThisMonthMicros,
        revision,
        null,
        redact,
        care,
        numberLanguages);
  }

  /** The tenant's local time. */
  public ZoneId zone() {
    return hours.zone();
  }
}
