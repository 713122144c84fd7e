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
  SILENT
}
