package dev.frontdesk.model;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a tenant writes to a number that a caller shows, by the numbering plans of the world. How many it has had is counted elsewhere. */
public final class TextGuard {
  private static final PhoneNumberUtil PLANS = PhoneNumberUtil.getInstance();

  /** Ranges that cost extra, or forward to what does. */
  private static final Set<PhoneNumberType> SPECIAL = EnumSet.of(
      PhoneNumberType.PREMIUM_RATE,
      PhoneNumberType.SHARED_COST,
      PhoneNumberType.PERSONAL_NUMBER,
      PhoneNumberType.UAN,
      PhoneNumberType.PAGER,
      PhoneNumberType.VOICEMAIL);

  private static final int NORTH_AMERICA = 1;

  /** Of the many countries that share a calling code with islands where messages are dear. */
  private static final Set<String> NORTH_AMERICAN = Set.of("US", "CA");

  private TextGuard() {}

  /**
   * @param countries the tenant's choice; empty: those with the calling code of its region or of a number of its own; of those that share +1 only
   *     the United States, Canada and its own
   * @param region ISO 3166 code of the tenant
   * @param own number of the tenant that was dialled; null: not known
   * @return empty: none that is known from the number
   */
  public static Optional<TextRefusal> refusal(
      PhoneNumber recipient, List<String> countries, String region, @Nullable PhoneNumber own) {
    Optional<Phonenumber.PhoneNumber> known = parsed(recipient);
    if (known.isEmpty()) {
      return Optional.of(TextRefusal.COUNTRY);
    }
    Phonenumber.PhoneNumber number = known.get();
    @Nullable String country = PLANS.getRegionCodeForNumber(number);
    boolean allowed = countries.isEmpty()
        ? isAtHome(number.getCountryCode(), country, region, own)
        : country != null && countries.contains(country);
    if (!allowed) {
      return Optional.of(TextRefusal.COUNTRY);
    }
    return SPECIAL.contains(PLANS.getNumberType(number))
        ? Optional.of(TextRefusal.SPECIAL_RATE)
        : Optional.empty();
  }

  private static boolean isAtHome(
      int code, @Nullable String country, String region, @Nullable PhoneNumber own) {
    Set<Integer> codes = new HashSet<>(Set.of(PLANS.getCountryCodeForRegion(region)));
    Set<String> homes = new HashSet<>(Set.of(region));
    Optional.ofNullable(own).flatMap(TextGuard::parsed).ifPresent(number -> {
      codes.add(number.getCountryCode());
      Optional.ofNullable(PLANS.getRegionCodeForNumber(number)).ifPresent(homes::add);
    });
    return codes.contains(code)
        && (code != NORTH_AMERICA
            || country == null
            || NORTH_AMERICAN.contains(country)
            || homes.contains(country));
  }

  private static Optional<Phonenumber.PhoneNumber> parsed(PhoneNumber number) {
    try {
      return Optional.of(PLANS.parse(number.e164(), null));
    } catch (NumberParseException e) {
      return Optional.empty();
    }
  }
}
