package dev.frontdesk.provider;

import dev.frontdesk.call.AttemptOutcome;
import dev.frontdesk.model.Endpoint;
import dev.frontdesk.model.PhoneNumber;
import io.vertx.core.Future;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Legs of transfer targets beside the caller's: rung, asked, and brought together with the caller in a room. What is seen of them comes
 * from the carrier, later. Futures never fail: every end is an {@link Answer}.
 */
public interface TargetLegs {
  /** DONE once the carrier took it: the target does not ring yet. */
  Future<Rung> ring(Endpoint endpoint, String providerCall, Ring ring);

  /** Moves the caller to the room of an attempt. DONE once the carrier took it: the caller is not there yet. */
  Future<Answer> join(Endpoint endpoint, String providerCall, int attempt);

  /**
   * Asks the carrier how an attempt stands, where no news of it came.
   *
   * @param leg of the target; null: none that we know of
   * @return CONFIRMED: caller and target are together; ENTERED: the target is in the room alone; LEFT: the caller is; else how the target's leg stands: TAKEN
   *     while it rings, ANSWERED, or why it is over; UNKNOWN: the carrier does not say
   */
  Future<AttemptOutcome> look(
      Endpoint endpoint, String providerCall, int attempt, @Nullable String leg);

  /** Fetches the caller out of the room of an attempt, back to the receptionist. */
  Future<Answer> back(Endpoint endpoint, String providerCall, int attempt);

  /** Ends a target's leg. DONE also if it was over already. */
  Future<Answer> drop(Endpoint endpoint, String leg);

  /**
   * Whom to ring.
   *
   * @param address {@code +E164} or a {@code sip:} URI
   * @param shown as the number that calls; one of ours
   * @param lent shown in its place, if the carrier allows; null: not wanted, or not to be had
   * @param ringFor 5 s to 60 s
   * @param caller told to a SIP address in a header; null: withheld
   * @param about what the call is about, likewise; blank: nobody said
   */
  record Ring(
      int attempt,
      String address,
      PhoneNumber shown,
      @Nullable Lent lent,
      Duration ringFor,
      @Nullable PhoneNumber caller,
      String about) {}

  /**
   * The caller's number, lent by the carrier for as long as the caller's leg lives.
   *
   * @param token proves to the carrier that they called us
   */
  record Lent(PhoneNumber caller, String token) {}

  /** @param leg the carrier's name of it; null: it was not taken, or we do not know */
  record Rung(Answer answer, @Nullable String leg) {}
}
