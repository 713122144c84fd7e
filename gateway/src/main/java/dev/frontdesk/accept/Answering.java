package dev.frontdesk.accept;

import dev.frontdesk.model.Plan;
import dev.frontdesk.model.Reason;
import dev.frontdesk.model.TransferTarget;
import dev.frontdesk.provider.SessionWriter.Session;
import java.time.Instant;
import java.util.List;

/**
 * What a call is to be accepted with.
 *
 * @param forward whom to ring before the receptionist talks; empty: nobody
 * @param decision as journalled: answer, take-message, voicemail or forward
 */
record Answering(
    Plan plan,
    Session session,
    List<TransferTarget> forward,
    String decision,
    List<Reason> reasons,
    Instant plannedAt) {
  static final String VOICEMAIL = "voicemail";

  Answering with(Session other) {
    return new Answering(plan, other, forward, decision, reasons, plannedAt);
  }

  /** Nobody is to talk to the caller, as far as the carrier can record. */
  boolean isVoicemail() {
    return decision.equals(VOICEMAIL);
  }

  /** The receptionist talks first. */
  Answering unforwarded() {
    return new Answering(plan, session, List.of(), "answer", reasons, plannedAt);
  }
}
