package dev.frontdesk.policy;

import dev.frontdesk.model.Attestation;
import dev.frontdesk.model.BlockList;
import dev.frontdesk.model.Caller;
import dev.frontdesk.model.Contact;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.Reason;
import dev.frontdesk.model.Screening;
import dev.frontdesk.model.Screening.OnAnonymous;
import dev.frontdesk.model.Screening.OnDoubt;
import dev.frontdesk.model.TenantSettings;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a caller is welcome: blocked, forged or unverified, withheld, too often; in this order, the first that refuses ends it. A
 * contact is let through a rule that blocks many numbers, and may call as often as they like.
 */
final class CallerCheck {
  private final TenantSettings tenant;
  private final Screening screening;
  private final Caller caller;
  private final @Nullable Contact contact;
  private final Visit visit;

  CallerCheck(TenantSettings tenant, Caller caller, @Nullable Contact contact, Visit visit) {
    this.tenant = tenant;
    this.screening = tenant.care().screening();
    this.caller = caller;
    this.contact = contact;
    this.visit = visit;
  }

  /** Adds what speaks for caution to {@code reasons}; true: refused, for the last of them. */
  boolean refuses(List<Reason> reasons) {
    PhoneNumber number = caller.number();
    return isBlocked(number, reasons)
        || isDoubtful(reasons)
        || (number == null ? isUnnamed(reasons) : callsTooOften(reasons));
  }

  private boolean isBlocked(@Nullable PhoneNumber number, List<Reason> reasons) {
    if (number == null) {
      return false;
    }
    if (contact != null && contact.blocked()) {
      return reasons.add(Rule.CALLER_BLOCKED.because(number.e164()));
    }
    Optional<String> own = blocking(tenant.care().blocks(), number);
    if (own.isPresent()) {
      return reasons.add(Rule.CALLER_BLOCKED.because(own.get()));
    }
    // Which numbers its agency blocks is no business of the tenant that reads the reason.
    return blocking(visit.agencyBlocks(), number).isPresent()
        && reasons.add(Rule.CALLER_BLOCKED.because("by the agency"));
  }

  private Optional<String> blocking(BlockList blocks, PhoneNumber number) {
    return blocks.blocking(number).filter(rule -> contact == null || !BlockList.isOfMany(rule));
  }

  private boolean isDoubtful(List<Reason> reasons) {
    boolean forged = caller.attestation() == Attestation.FAILED;
    String why =
        forged ? "the carrier says that the number is forged" : "no carrier vouches for the number";
    OnDoubt wanted = screening.about(caller);
    return switch (wanted) {
      case IGNORE -> false;
      case FLAG -> {
        reasons.add(Rule.CALLER_FLAGGED.because(why));
        yield false;
      }
      case REJECT ->
        reasons.add((forged ? Rule.ATTESTATION_FAILED : Rule.ATTESTATION_MISSING).because(why));
    };
  }

  private boolean isUnnamed(List<Reason> reasons) {
    if (screening.whenAnonymous() == OnAnonymous.ASK_NUMBER) {
      reasons.add(Rule.NUMBER_ASKED.because(""));
    }
    return screening.whenAnonymous() == OnAnonymous.REJECT
        && reasons.add(Rule.CALLER_ANONYMOUS.because(""));
  }

  private boolean callsTooOften(List<Reason> reasons) {
    Integer most = screening.callsPerHour();
    return contact == null
        && most != null
        && visit.callsThisHour() >= most
        && reasons.add(Rule.CALLER_TOO_OFTEN.because(
            visit.callsThisHour() + " calls within an hour, " + most + " are answered"));
  }
}
