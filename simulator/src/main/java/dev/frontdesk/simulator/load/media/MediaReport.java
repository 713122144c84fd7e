package dev.frontdesk.simulator.load.media;

import dev.frontdesk.simulator.load.Percentiles;
import org.jspecify.annotations.Nullable;

/**
 * What a wave of media streams showed.
 *
 * @param up from the carrier's frame to the model's, one way
 * @param down from the model's frame to the carrier's
 * @param late by how much the load itself sent its frames too late: what it measures is no better than that
 * @param gateway null: its process is not known
 */
public record MediaReport(
    int streams,
    double seconds,
    Counts counts,
    Percentiles up,
    Percentiles down,
    Percentiles late,
    @Nullable Gateway gateway) {

  public record Counts(
      int streams,
      int refused,
      int framesUp,
      int gotUp,
      int framesDown,
      int gotDown,
      int marks,
      int clears,
      int truncates) {}

  public record Gateway(double cpuMsPerCallSecond, double rssPeakMb) {}

  /** Frames that did not arrive; what was on its way when the caller hung up counts, too. */
  public int lost() {
    return counts.framesUp() - counts.gotUp() + counts.framesDown() - counts.gotDown();
  }
}
