package dev.frontdesk.call;

/** What was seen of one transfer attempt. */
public enum AttemptOutcome {
  /** The carrier took the REFER (202): a promise. */
  TAKEN,
  /** Provider or carrier refused, with a reason. */
  REFUSED,
  /** No answer in time: it may or may not have happened. */
  UNKNOWN,
  /** The carrier says that the target answered. */
  CONFIRMED,
  /** The call left us after the REFER was taken; nobody confirmed that the target answered. */
  HANDED_OVER,
  /** Taken, and then nothing happened. */
  SILENT,
  /** The target picked up and hears who calls; it has not said yet whether it takes the call. */
  ANSWERED,
  /** The target takes the call. */
  ACCEPTED,
  /** The target is in the room where the caller will meet it. */
  ENTERED,
  /** The target picked up and does not want the call. */
  DECLINED,
  /** The target rang and nobody picked up. */
  NO_ANSWER,
  /** The target talks to somebody else, or refused while it rang. */
  BUSY,
  /** A machine picked up. */
  VOICEMAIL,
  /** The target cannot be reached at its address. */
  FAILED,
  /** The target hung up before the caller was with it. */
  LEFT,
  /** The caller has come to the carrier's line to which the call was referred, and is transferred from there, in a call of its own. */
  MOVED,
  /** The call ended, or another way, before the target had taken it. */
  ABANDONED
}
