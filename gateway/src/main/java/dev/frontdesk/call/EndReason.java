package dev.frontdesk.call;

/** Why a call is over. */
public enum EndReason {
  /** The front desk refused it. */
  REFUSED,
  /** The caller hung up before it was accepted. */
  ABANDONED,
  /** Accepting failed at the provider. */
  NOT_ACCEPTED,
  /** Accepted, but no sideband could be attached. */
  NOT_ATTACHED,
  CALLER_HUNG_UP,
  /** The receptionist said goodbye and ended it. */
  AGENT_HUNG_UP,
  OPERATOR_HUNG_UP,
  /** The tenant's or the provider's longest duration. */
  LONGEST_CALL,
  SILENCE,
  DEAD_AIR,
  /** The model stopped answering. */
  PROVIDER_STALLED,
  /** The provider ended the session or cannot be reached. */
  PROVIDER_LOST,
  /** Its node was lost, and with it what another one would need to go on. */
  NODE_LOST,
  /** After a REFER the call left us; the target's answer was not confirmed. */
  HANDED_OVER,
  /** The carrier confirmed the transfer. */
  TRANSFERRED,
  /** The caller was asked to leave a voice message, which the carrier records. */
  VOICEMAIL;

  /** Whether the caller is still there and would be talked to, had nothing failed on our side. */
  public boolean isOurFailure() {
    return switch (this) {
      case NOT_ATTACHED, DEAD_AIR, PROVIDER_STALLED, PROVIDER_LOST -> true;
      default -> false;
    };
  }
}
