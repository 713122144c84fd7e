package dev.frontdesk.twilio;

import dev.frontdesk.model.Attestation;
import java.util.Locale;

/** What parameter {@code StirVerstat} says of the caller's number (twilio.md 1). */
final class StirVerstat {
  private StirVerstat() {}

  /** The verdict holds for the number, also of a call that was diverted or whose verdict another carrier gave. */
  static Attestation of(String written) {
    String verdict =
        written.strip().toUpperCase(Locale.ROOT).replaceAll("(-DIVERTED|-PASSTHROUGH)+$", "");
    if (verdict.startsWith("TN-VALIDATION-FAILED")) {
      return Attestation.FAILED;
    }
    return switch (verdict) {
      case "TN-VALIDATION-PASSED-A" -> Attestation.FULL;
      case "TN-VALIDATION-PASSED-B" -> Attestation.PARTIAL;
      case "TN-VALIDATION-PASSED-C" -> Attestation.GATEWAY;
      default -> Attestation.NONE;
    };
  }
}
