package dev.frontdesk.launcher.importing;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import dev.frontdesk.launcher.terminal.ExitCode;
import dev.frontdesk.launcher.terminal.Trouble;
import dev.frontdesk.model.AgencyId;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.store.Tenant;
import java.text.Normalizer;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whose receptionist it is to be.
 *
 * @param name of the tenant, for people
 * @param sipDomain null: stays as it is
 * @param zone null: stays as it is, UTC for a new tenant
 * @param locale null: stays as it is, {@code en} for a new tenant
 */
record TenantWish(
    String agency,
    String name,
    PhoneNumber number,
    @Nullable String sipDomain,
    @Nullable ZoneId zone,
    @Nullable String locale) {
  private static final int LONGEST_KEY = 63;

  TenantWish {
    if (agency.isBlank() || name.isBlank() || key(name).isEmpty()) {
      throw new Trouble(
          ExitCode.USAGE, "--agency and --tenant must be names with letters or digits in them");
    }
  }

  /** Short name, unique within the agency. */
  String key() {
    return key(name);
  }

  /** ISO 3166 code of the country that the number belongs to; US if none does. */
  String region() {
    var numbers = PhoneNumberUtil.getInstance();
    try {
      int country = numbers.parse(number.e164(), "ZZ").getCountryCode();
      String region = numbers.getRegionCodeForCountryCode(country);
      return region.matches("[A-Z]{2}") && !region.equals("ZZ") ? region : "US";
    } catch (NumberParseException e) {
      return "US";
    }
  }

  Tenant fresh(TenantId id, AgencyId owner) {
    return changing(Tenant.named(id, owner, key(), name, region(), ZoneOffset.UTC));
  }

  Tenant changing(Tenant before) {
    return new Tenant(
        before.id(),
        before.agency(),
        before.key(),
        name,
        before.status(),
        before.region(),
        locale == null ? before.locale() : locale,
        zone == null ? before.zone() : zone,
        sipDomain == null ? before.sipDomain() : sipDomain,
        before.limits(),
        before.desk(),
        before.keeping(),
        before.revision());
  }

  private static String key(String name) {
    String plain = Normalizer.normalize(name, Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9]+", "-")
        .replaceAll("^-|-$", "");
    return plain.substring(0, Math.min(plain.length(), LONGEST_KEY));
  }
}
