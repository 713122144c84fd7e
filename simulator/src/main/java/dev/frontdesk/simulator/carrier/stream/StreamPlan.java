package dev.frontdesk.simulator.carrier.stream;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One stream as it is to be dialled.
 *
 * @param address where the gateway is really found
 * @param signature the header of the dial; null leaves it out
 * @param parameters the custom ones of the start message
 * @param speaker tells this caller's markers from others'
 * @param recording whether what is heard is kept byte for byte; a load of hundreds only counts
 */
public record StreamPlan(
    URI address,
    @Nullable String signature,
    String streamSid,
    String callSid,
    String accountSid,
    Map<String, String> parameters,
    int speaker,
    boolean recording) {
  public StreamPlan {
    parameters = Map.copyOf(parameters);
  }
}
