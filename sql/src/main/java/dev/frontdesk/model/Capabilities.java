package dev.frontdesk.model;

import java.time.Duration;

/**
 * What a combination of voice model and leg can do; code asks these, never for a type.
 *
 * @param hearsTransferOutcome news of a transfer's success reaches us by itself
 * @param reattaches the sideband may be closed and opened again while the call goes on
 * @param reportsPlayback the real start and end of sound to the caller are reported
 * @param clearsPlayback we must stop the sound ourselves when the caller barges in
 * @param longestSession the provider ends a session at this age
 * @param warmTransfer a target can be rung and asked while the caller stays with us
 */
public record Capabilities(
    boolean hearsTransferOutcome,
    boolean reattaches,
    boolean reportsPlayback,
    boolean clearsPlayback,
    Duration longestSession,
    boolean warmTransfer) {
  public Capabilities(
      boolean hearsTransferOutcome,
      boolean reattaches,
      boolean reportsPlayback,
      boolean clearsPlayback,
      Duration longestSession) {
    this(hearsTransferOutcome, reattaches, reportsPlayback, clearsPlayback, longestSession, false);
  }

  /** The same with a leg that can ring targets. */
  public Capabilities withWarmTransfer() {
    return new Capabilities(
        hearsTransferOutcome, reattaches, reportsPlayback, clearsPlayback, longestSession, true);
  }
}
