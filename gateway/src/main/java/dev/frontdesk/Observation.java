package dev.frontdesk;

import dev.frontdesk.session.CallWatch;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/**
 * Who looks on while the gateway works.
 *
 * @param meters where it shows its figures
 * @param traces told of every call
 */
public record Observation(MeterRegistry meters, CallWatch traces) {
  /** Figures that nobody reads. */
  public static Observation none() {
    return new Observation(new SimpleMeterRegistry(), CallWatch.NONE);
  }
}
