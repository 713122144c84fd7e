package dev.frontdesk.bus;

import dev.frontdesk.call.Origin;
import dev.frontdesk.model.Attestation;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.TenantId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a delivery said of a call; the claim keeps it, so that any node can offer the call again.
 *
 * @param dialled what may be the dialled number, likeliest first
 * @param attestation the carrier's STIR/SHAKEN verdict
 * @param returned the caller comes back from people who did not answer
 * @param moved what the caller's call by SIP was about; null: the caller was in none
 */
public record Offer(
    Origin origin,
    List<PhoneNumber> dialled,
    Attestation attestation,
    boolean returned,
    @Nullable Moved moved) {
  public Offer {
    dialled = List.copyOf(dialled);
  }

  /**
   * Of a call that was moved here.
   *
   * @param tenant whose call it is, whatever was dialled
   * @param targets keys of whom the caller wants, in order
   * @param about what the caller wants of them; blank: nobody said
   */
  public record Moved(TenantId tenant, List<String> targets, String about) {
    public Moved {
      targets = List.copyOf(targets);
    }
  }

  /** Of a caller who calls. */
  public Offer(Origin origin, List<PhoneNumber> dialled, Attestation attestation) {
    this(origin, dialled, attestation, false, null);
  }
}
