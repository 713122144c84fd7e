package dev.frontdesk.store;

import dev.frontdesk.model.AgencyId;
import dev.frontdesk.model.CallLimits;
import dev.frontdesk.model.FrontDesk;
import dev.frontdesk.model.Keeping;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.model.TenantSettings.Status;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A tenant as people edit it.
 *
 * @param key short name, unique within the agency: lower case letters, digits and {@code -}
 * @param revision what {@code If-Match} is compared with; ignored when writing
 */
public record Tenant(
    TenantId id,
    AgencyId agency,
    String key,
    String name,
    Status status,
    String region,
    String locale,
    ZoneId zone,
    @Nullable String sipDomain,
    CallLimits limits,
    FrontDesk desk,
    Keeping keeping,
    long revision) {

  /** A new tenant with every default. */
  public static Tenant named(
      TenantId id, AgencyId agency, String key, String name, String region, ZoneId zone) {
    return new Tenant(
        id,
        agency,
        key,
        name,
        Status.ACTIVE,
        region,
        "en",
        zone,
        null,
        CallLimits.DEFAULTS,
        FrontDesk.DEFAULTS,
        Keeping.DEFAULTS,
        0);
  }
}
