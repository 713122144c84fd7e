package dev.frontdesk.simulator;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the outside world is set up.
 *
 * @param port 0 for any free one
 * @param webhookSecret {@code whsec_…}, signs the webhooks of scripts without a secret of their own
 * @param apiKey the only bearer let in; null lets in everybody
 * @param pace 1 for real-time speech, 0 for as fast as events can be sent
 * @param seed of all ids; the same seed makes the same ids in the same order
 * @param linger how long after its end a call watches for the gateway to dial it again, before it is reported
 * @param retryAfter how long the provider waits before it repeats a delivery answered with 5xx or not at all
 */
public record SimulatorOptions(
    String host,
    int port,
    String webhookSecret,
    @Nullable String apiKey,
    double pace,
    long seed,
    Duration linger,
    Duration retryAfter) {
  /** Loopback, a free port, the secret and key of the benches, real-time speech, ids that differ from run to run. */
  public static SimulatorOptions defaults() {
    return new SimulatorOptions(
        "127.0.0.1",
        0,
        "whsec_YmVuY2gtc2VjcmV0LWJlbmNoLXNlY3JldA==",
        "sk-test",
        1.0,
        System.nanoTime(),
        Duration.ofMillis(250),
        Duration.ofMillis(500));
  }

  public SimulatorOptions withHost(String other) {
    return new SimulatorOptions(other, port, webhookSecret, apiKey, pace, seed, linger, retryAfter);
  }

  public SimulatorOptions withPort(int other) {
    return new SimulatorOptions(host, other, webhookSecret, apiKey, pace, seed, linger, retryAfter);
  }

  public SimulatorOptions withWebhookSecret(String other) {
    return new SimulatorOptions(host, port, other, apiKey, pace, seed, linger, retryAfter);
  }

  public SimulatorOptions withApiKey(@Nullable String other) {
    return new SimulatorOptions(host, port, webhookSecret, other, pace, seed, linger, retryAfter);
  }

  public SimulatorOptions withPace(double other) {
    return new SimulatorOptions(host, port, webhookSecret, apiKey, other, seed, linger, retryAfter);
  }

  public SimulatorOptions withSeed(long other) {
    return new SimulatorOptions(host, port, webhookSecret, apiKey, pace, other, linger, retryAfter);
  }

  public SimulatorOptions withLinger(Duration other) {
    return new SimulatorOptions(host, port, webhookSecret, apiKey, pace, seed, other, retryAfter);
  }

  public SimulatorOptions withRetryAfter(Duration other) {
    return new SimulatorOptions(host, port, webhookSecret, apiKey, pace, seed, linger, other);
  }
}
