package dev.frontdesk.model;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A telephone number in E.164, the only form stored: {@code +} and up to 15 digits.
 *
 * @param e164 for example {@code +421900000001}
 */
public record PhoneNumber(String e164) implements Wrapped {
  private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{1,14}");

  public PhoneNumber {
    if (!E164.matcher(e164).matches()) {
      throw new IllegalArgumentException("not an E.164 number: " + Printable.brief(e164));
    }
  }

  /** Empty unless {@code text} is E.164 already; for numbers as people write them see {@link PhoneNumbers}. */
  public static Optional<PhoneNumber> tryE164(String text) {
    return E164.matcher(text).matches() ? Optional.of(new PhoneNumber(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return e164;
  }
}
