package dev.frontdesk.model;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Someone a caller may be transferred to.
 *
 * @param key what a tool call names, unique within the tenant: lower case letters, digits, {@code -} and {@code _}
 * @param name as spoken, for example {@code Jana from sales}
 * @param aliases other names a caller may use
 * @param address {@code +E164} or a {@code sip:} URI
 * @param description when to transfer there, for the model
 * @param hours when the target takes calls; null: always
 */
public record TransferTarget(
    String key,
    String name,
    List<String> aliases,
    String address,
    String description,
    Kind kind,
    @Nullable OpeningHours hours) {
  private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9_-]{0,39}");
  private static final Pattern SIP = Pattern.compile(
      "sips?:[A-Za-z0-9+._~%-]{1,64}@[A-Za-z0-9.:\\[\\]-]{1,253}(;[A-Za-z0-9=._-]{1,100})?");

  /** What kind of destination it is; a fallback is tried after the others. */
  public enum Kind {
    PERSON,
    TEAM,
    EMERGENCY,
    FALLBACK
  }

  public TransferTarget {
    if (!KEY.matcher(key).matches()) {
      throw new IllegalArgumentException("not a transfer key: " + Printable.brief(key));
    }
    if (!SIP.matcher(address).matches() && PhoneNumber.tryE164(address).isEmpty()) {
      throw new IllegalArgumentException(
          "neither an E.164 number nor a SIP URI: " + Printable.brief(address));
    }
    aliases = List.copyOf(aliases);
  }
}
