package dev.frontdesk.simulator.carrier;

import java.time.Duration;
import java.util.Set;

/**
 * What goes wrong around one call, apart from what its caller does.
 *
 * @param callbacksLate by how much each status callback but the last is late; so they arrive out of order
 */
public record CarrierMisbehaviour(Set<Quirk> quirks, Duration callbacksLate) {
  /** Nothing goes wrong. */
  public static final CarrierMisbehaviour NONE = new CarrierMisbehaviour(Set.of(), Duration.ZERO);

  public CarrierMisbehaviour {
    quirks = Set.copyOf(quirks);
  }

  public static CarrierMisbehaviour of(Quirk... quirks) {
    return new CarrierMisbehaviour(Set.of(quirks), Duration.ZERO);
  }

  public CarrierMisbehaviour withCallbacksLate(Duration by) {
    return new CarrierMisbehaviour(quirks, by);
  }

  public boolean has(Quirk quirk) {
    return quirks.contains(quirk);
  }

  /** On or off. */
  public enum Quirk {
    /** The voice webhook is sent twice at once. */
    DUPLICATED_WEBHOOK,
    /** Neither CallToken nor StirVerstat are covered by the signature. */
    TOKEN_UNSIGNED,
    /** Webhooks carry a wrong signature. */
    FORGED_SIGNATURE,
    /** Webhooks carry no signature. */
    NO_SIGNATURE,
    /** Streams are dialled with a wrong signature. */
    FORGED_STREAM_SIGNATURE,
    /** Streams are dialled without a signature. */
    NO_STREAM_SIGNATURE,
    /** The start message names another call. */
    FOREIGN_CALL_IN_START,
    /** The start message names another account. */
    FOREIGN_ACCOUNT_IN_START,
    /** The stream's address is dialled once more after the call's end. */
    STREAM_AFTER_END
  }
}
