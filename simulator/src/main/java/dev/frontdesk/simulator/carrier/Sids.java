package dev.frontdesk.simulator.carrier;

import java.util.Random;

/** Makes ids as the carrier does, two letters and 32 hex digits; one seed always makes the same ones. */
public final class Sids {
  private final Random random;

  public Sids(long seed) {
    random = new Random(seed);
  }

  /** @param kind {@code CA}, {@code MZ}, {@code CF}, … */
  public String next(String kind) {
    return kind + String.format("%016x%016x", random.nextLong(), random.nextLong());
  }
}
