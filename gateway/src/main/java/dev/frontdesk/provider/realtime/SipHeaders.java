package dev.frontdesk.provider.realtime;

import dev.frontdesk.model.Attestation;
import dev.frontdesk.model.Caller;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.PhoneNumbers;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Headers of the INVITE as the provider passed them on: in their order, possibly repeated, spelled as sent, and under the caller's
 * control (openai.md 1.5).
 */
public record SipHeaders(List<Header> all) {
  /** Our own way to name the dialled number: {@code sip:…@sip.api.openai.com?X-Frontdesk-Number=%2B421…}. */
  public static final String NUMBER_HEADER = "X-Frontdesk-Number";

  private static final List<String> CALLER_HEADERS =
      List.of("From", "P-Asserted-Identity", "Remote-Party-ID");
  private static final int LONGEST_ID = 256;

  public record Header(String name, String value) {}

  public SipHeaders {
    all = List.copyOf(all);
  }

  /** Every value of a header, whatever its spelling. */
  public Stream<String> values(String name) {
    return all.stream().filter(header -> header.name().equalsIgnoreCase(name)).map(Header::value);
  }

  public Optional<String> first(String name) {
    return values(name).findFirst();
  }

  /** SIP Call-ID of the carrier's leg, the same in every webhook about one call. */
  public Optional<String> callId() {
    return first("Call-ID")
        .map(String::strip)
        .filter(id -> !id.isEmpty() && id.length() <= LONGEST_ID);
  }

  /**
   * What may be the dialled number, likeliest first (openai.md 1.5): the configured header, our own, Diversion, To, the default.
   * The first that the verifying endpoint knows is meant; with Elastic SIP trunking To is the provider's project, no number.
   *
   * @param configured header that the endpoint's carrier puts the number into; null: none
   * @param byDefault number of deliveries that name none; null: none
   */
  public List<PhoneNumber> dialled(@Nullable String configured, @Nullable PhoneNumber byDefault) {
    Set<PhoneNumber> found = new LinkedHashSet<>();
    Stream.of(configured == null ? NUMBER_HEADER : configured, NUMBER_HEADER, "Diversion", "To")
        .flatMap(this::values)
        .flatMap(value -> SipAddress.all(value).stream())
        .forEach(address -> address.number().ifPresent(found::add));
    if (byDefault != null) {
      found.add(byDefault);
    }
    return List.copyOf(found);
  }

  /**
   * Who calls. A withheld number stays withheld, even if the network asserts it to us.
   *
   * @param region of the tenant, for numbers without country code
   */
  public Caller caller(String region) {
    Attestation attestation = Attestations.of(this);
    if (isPrivate()) {
      return new Caller(null, "", attestation);
    }
    List<SipAddress> addresses = CALLER_HEADERS.stream()
        .flatMap(this::values)
        .flatMap(value -> SipAddress.all(value).stream())
        .toList();
    PhoneNumber number = null;
    String name = "";
    for (SipAddress address : addresses) {
      if (number == null) {
        number = address
            .number()
            .or(() -> PhoneNumbers.parse(address.user(), region))
            .orElse(null);
      }
      if (name.isEmpty()) {
        name = address.displayName();
      }
    }
    return new Caller(number, name, attestation);
  }

  private boolean isPrivate() {
    boolean wished = values("Privacy").anyMatch(value -> {
      String wish = value.toLowerCase(Locale.ROOT);
      return wish.contains("id") || wish.contains("user") || wish.contains("header");
    });
    return wished
        || first("From")
            .flatMap(from -> SipAddress.all(from).stream().findFirst())
            .map(SipAddress::isAnonymous)
            .orElse(false);
  }
}
