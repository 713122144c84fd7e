package dev.frontdesk.model;

import java.util.Locale;

/** Why a text message is not sent to the number that a caller shows. */
public enum TextRefusal {
  /** It belongs to a country to which the business does not write. */
  COUNTRY,
  /** Who writes there pays for more than a message. */
  SPECIAL_RATE,
  /** Too many went there within 24 hours. */
  NUMBER_LIMIT,
  /** The business has sent too many within 24 hours. */
  DAY_LIMIT;

  /** For programs, such as {@code number-limit}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
