package dev.frontdesk.provider.realtime;

import dev.frontdesk.model.Attestation;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The carrier's verdict on a caller's number. An {@code Identity} header alone proves nothing, since nobody says that its
 * signature was checked; only verdicts count. The worst verdict wins: a caller can add headers of their own.
 */
final class Attestations {
  /** How the call came: its number was verified before it was diverted, or elsewhere (twilio.md 1). */
  private static final Pattern WAY = Pattern.compile("(-DIVERTED|-PASSTHROUGH)+$");

  private Attestations() {}

  static Attestation of(SipHeaders headers) {
    Stream<String> verdicts = Stream.concat(
        Stream.of(
                "X-Twilio-VerStat",
                "StirVerstat",
                "X-StirVerstat",
                "Verstat",
                "P-Attestation-Indicator",
                "X-Attestation")
            .flatMap(headers::values),
        Stream.of("From", "P-Asserted-Identity")
            .flatMap(headers::values)
            .flatMap(value -> parameter(value).stream()));
    return verdicts.map(Attestations::verdict).reduce(Attestation.NONE, Attestations::worse);
  }

  /** {@code verstat=…} within an address (3GPP TS 24.229). */
  private static Optional<String> parameter(String value) {
    int at = value.toLowerCase(Locale.ROOT).lastIndexOf(";verstat=");
    if (at < 0) {
      return Optional.empty();
    }
    String rest = value.substring(at + 9);
    int end = 0;
    while (end < rest.length()
        && (Character.isLetterOrDigit(rest.charAt(end)) || rest.charAt(end) == '-')) {
      end++;
    }
    return Optional.of(rest.substring(0, end));
  }

  private static Attestation verdict(String written) {
    String verdict = WAY.matcher(written.strip().toUpperCase(Locale.ROOT)).replaceAll("");
    if (verdict.startsWith("TN-VALIDATION-FAILED")) {
      return Attestation.FAILED;
    }
    return switch (verdict) {
      case "A", "TN-VALIDATION-PASSED", "TN-VALIDATION-PASSED-A" -> Attestation.FULL;
      case "B", "TN-VALIDATION-PASSED-B" -> Attestation.PARTIAL;
      case "C", "TN-VALIDATION-PASSED-C" -> Attestation.GATEWAY;
      default -> Attestation.NONE;
    };
  }

  private static Attestation worse(Attestation one, Attestation other) {
    if (one == Attestation.NONE || other == Attestation.NONE) {
      return one == Attestation.NONE ? other : one;
    }
    return one.compareTo(other) > 0 ? one : other;
  }
}
