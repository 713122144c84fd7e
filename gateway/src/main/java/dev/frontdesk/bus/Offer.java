package dev.frontdesk.bus;

import dev.frontdesk.call.Origin;
import dev.frontdesk.model.Attestation;
import dev.frontdesk.model.PhoneNumber;
import java.util.List;

/**
 * What a delivery said of a call; the claim keeps it, so that any node can offer the call again.
 *
 * @param dialled what may be the dialled number, likeliest first
 * @param attestation the carrier's STIR/SHAKEN verdict
 * @param returned the caller comes back from people who did not answer
 */
public record Offer(
    Origin origin, List<PhoneNumber> dialled, Attestation attestation, boolean returned) {
  public Offer {
    dialled = List.copyOf(dialled);
  }

  /** Of a caller who calls. */
  public Offer(Origin origin, List<PhoneNumber> dialled, Attestation attestation) {
    this(origin, dialled, attestation, false);
  }
}
