package dev.frontdesk.model;

import java.util.List;
import java.util.regex.Pattern;

/**
 * To whom a receptionist may send text messages: anybody may call with a number that is not theirs, and each message costs.
 *
 * @param countries ISO 3166 codes; empty: the tenant's own, see {@link TextGuard}
 * @param perNumber messages to one number within 24 hours, 1 to 50
 * @param perDay messages to all numbers within 24 hours, 1 to 10 000
 */
public record Texting(List<String> countries, int perNumber, int perDay) {
  public static final Texting DEFAULTS = new Texting(List.of(), 5, 200);

  private static final int MOST_COUNTRIES = 50;
  private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");

  public Texting {
    countries = List.copyOf(countries);
    if (countries.size() > MOST_COUNTRIES) {
      throw new IllegalArgumentException("more than " + MOST_COUNTRIES + " countries");
    }
    for (String country : countries) {
      if (!COUNTRY.matcher(country).matches()) {
        throw new IllegalArgumentException("not an ISO 3166 code: " + Printable.brief(country));
      }
    }
    Range.check("messages to one number", perNumber, 1, 50);
    Range.check("messages within 24 hours", perDay, 1, 10_000);
  }

  public TextLimits limits() {
    return new TextLimits(perNumber, perDay);
  }
}
