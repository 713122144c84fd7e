package dev.frontdesk.simulator.load;

import java.util.Arrays;

/** Measured durations in milliseconds. */
public final class Samples {
  private static final double NANOS_PER_MS = 1e6;

  private double[] values = new double[256];
  private int count;

  public void add(long nanos) {
    if (count == values.length) {
      values = Arrays.copyOf(values, count * 2);
    }
    values[count++] = nanos / NANOS_PER_MS;
  }

  public void clear() {
    count = 0;
  }

  public Percentiles percentiles() {
    double[] sorted = Arrays.copyOf(values, count);
    Arrays.sort(sorted);
    return new Percentiles(
        count, at(sorted, 0.50), at(sorted, 0.95), at(sorted, 0.99), at(sorted, 1.0));
  }

  private static double at(double[] sorted, double share) {
    if (sorted.length == 0) {
      return 0;
    }
    int index = Math.min(sorted.length - 1, (int) (share * sorted.length));
    return Math.round(sorted[index] * 100) / 100.0;
  }
}
