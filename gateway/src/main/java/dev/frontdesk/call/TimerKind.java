package dev.frontdesk.call;

/** The watches a call keeps; at most one of each runs. */
public enum TimerKind {
  /** Nothing has been heard from either side since the sideband was attached. */
  DEAD_AIR,
  /** Nobody has spoken for the tenant's longest silence. */
  SILENCE,
  /** The model was asked to speak and is silent. */
  STALL,
  /** A tool is slow, and nobody has spoken since it was asked. */
  FILLER,
  /** The provider should have told by now what was said while nobody was attached. */
  LOOK_BACK,
  /** The call nears its longest duration: the model is told to come to an end. */
  WRAP_UP,
  /** The call has reached its longest duration. */
  LONGEST_CALL,
  /** The announcement of a transfer should have been heard by now. */
  ANNOUNCEMENT,
  /** The carrier took a REFER; by now the call should have left us. */
  TRANSFER_WATCH,
  /** The caller has waited long enough to be told again that somebody is being rung. */
  HOLDING,
  /** The goodbye should have been heard by now. */
  GOODBYE,
  /** The last sound was sent; the caller hears it a moment later. */
  GOODBYE_MARGIN
}
