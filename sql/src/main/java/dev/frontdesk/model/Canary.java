package dev.frontdesk.model;

/**
 * A version that some calls are answered with, to see how it does before it is published.
 *
 * @param percent of the calls, 1 to 99
 */
public record Canary(Profile profile, int percent) {
  public Canary {
    if (percent < 1 || percent > 99) {
      throw new IllegalArgumentException("1 to 99 per cent, not " + percent);
    }
  }
}
