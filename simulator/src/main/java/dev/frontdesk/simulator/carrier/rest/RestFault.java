package dev.frontdesk.simulator.carrier.rest;

import java.time.Duration;

/**
 * What goes wrong with REST requests.
 *
 * @param status of so many answers to come, in place of what was asked; 429 or 5xx
 * @param slow how long every answer takes
 */
public record RestFault(int status, int times, Duration slow) {
  /** Nothing goes wrong. */
  public static final RestFault NONE = new RestFault(0, 0, Duration.ZERO);

  public static RestFault failing(int status, int times) {
    return new RestFault(status, times, Duration.ZERO);
  }

  public static RestFault slow(Duration each) {
    return new RestFault(0, 0, each);
  }

  RestFault once() {
    return new RestFault(status, times - 1, slow);
  }
}
