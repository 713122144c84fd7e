package dev.frontdesk.call;

/** What an operator may ask of a live call. */
public enum Command {
  HANG_UP,
  /** Say a sentence to the caller. */
  SAY,
  /** Tell the model something that the caller does not hear. */
  WHISPER
}
