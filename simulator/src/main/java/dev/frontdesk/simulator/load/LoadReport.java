package dev.frontdesk.simulator.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

/**
 * What a load showed. All durations count from the time a webhook was due, not from when it could be sent.
 *
 * @param webhookToAck until the 2xx
 * @param toolRoundTrip from the asking response to the output
 * @param lateness how late the load itself sent its webhooks; large figures mean that it, not the gateway, was the limit
 * @param gateway null if no pid was given or it cannot be seen
 * @param seconds of the measured wave
 * @param loadCpuShare of one core that the load's whole process used
 */
public record LoadReport(
    int calls,
    double rate,
    double holdSeconds,
    int peakLive,
    Counts counts,
    Percentiles webhookToAck,
    Percentiles webhookToAccept,
    Percentiles acceptToAttached,
    Percentiles attachedToGreeting,
    Percentiles webhookToGreeting,
    Percentiles toolRoundTrip,
    Percentiles lateness,
    @Nullable Gateway gateway,
    double seconds,
    double loadCpuShare) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The same as JSON, component by component. */
  public JsonNode toJson() {
    return JSON.valueToTree(this);
  }

  /**
   * Of the measured wave.
   *
   * @param lost calls that were not greeted although their webhook was answered with 2xx
   * @param probes dials of calls that were over
   */
  public record Counts(
      int webhooks,
      int acknowledged,
      int refusedWebhooks,
      int accepts,
      int rejects,
      int attaches,
      int reattaches,
      int greeted,
      int toolsAsked,
      int toolsAnswered,
      int refers,
      int hangups,
      int finished,
      int lost,
      int probes) {}

  /** The process under test, over the measured wave. */
  public record Gateway(double cpuMsPerCall, double rssPeakMb) {}
}
