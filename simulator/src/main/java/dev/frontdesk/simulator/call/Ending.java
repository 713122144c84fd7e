package dev.frontdesk.simulator.call;

/** How a step or a request ends the call, or its socket. */
interface Ending {
  /** @param how as the report's {@code ended} */
  void end(String how);

  /**
   * @param code the close code, 0 for an end without a close frame
   * @param reason sent as a {@code session_expired} error before; empty for none
   */
  void dropSocket(int code, String reason, boolean callGone);
}
