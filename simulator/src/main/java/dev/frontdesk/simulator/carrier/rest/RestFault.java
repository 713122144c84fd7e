package dev.frontdesk.simulator.carrier.rest;

import java.time.Duration;

/**
 * What goes wrong with REST requests.
 *
 * @param status of so many answers to come, in place of what was asked; 4xx or 5xx, or 200 of what is promised and never done
 * @param slow how long every answer takes
 * @param late how long it takes until anything is done
 */
public record RestFault(int status, int times, Duration slow, Duration late) {
  /** Nothing goes wrong. */
  public static final RestFault NONE = new RestFault(0, 0, Duration.ZERO, Duration.ZERO);

  public static RestFault failing(int status, int times) {
    return new RestFault(status, times, Duration.ZERO, Duration.ZERO);
  }

  public static RestFault slow(Duration each) {
    return new RestFault(0, 0, each, Duration.ZERO);
  }

  public static RestFault late(Duration each) {
    return new RestFault(0, 0, Duration.ZERO, each);
  }

  RestFault once() {
    return new RestFault(status, times - 1, slow, late);
  }
}
