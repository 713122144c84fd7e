package dev.frontdesk.model;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import java.util.Optional;

/** Numbers as people and carriers write them, to E.164. */
public final class PhoneNumbers {
  private static final int LONGEST = 40;

  private PhoneNumbers() {}

  /**
   * @param written such as {@code 0900 000 001}, {@code +421 900/000 001} or {@code tel:+421900000001}
   * @param region ISO 3166 code that a number without country code belongs to, for example {@code SK}
   * @return empty if it cannot be a telephone number
   */
  public static Optional<PhoneNumber> parse(String written, String region) {
    String text = written.startsWith("tel:") ? written.substring(4) : written;
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    Optional<PhoneNumber> ready = PhoneNumber.tryE164(text);
    if (ready.isPresent()) {
      return ready;
    }
    try {
      var util = PhoneNumberUtil.getInstance();
      var number = util.parse(text, region);
      return util.isPossibleNumber(number)
          ? PhoneNumber.tryE164(util.format(number, PhoneNumberFormat.E164))
          : Optional.empty();
    } catch (NumberParseException e) {
      return Optional.empty();
    }
  }
}
