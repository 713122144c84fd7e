package dev.frontdesk.simulator.carrier;

import dev.frontdesk.simulator.carrier.stream.StreamReport;
import java.util.List;

/**
 * One call of the account, looked back upon.
 *
 * @param status {@code completed}, {@code busy}, {@code no-answer}, {@code failed} or {@code canceled}
 * @param endedBy {@code caller}, {@code twiml}, {@code rest}, {@code rejected}, {@code conference}, {@code dial} or why it failed
 * @param ringSeconds how long the account had it ring at most; 0 of one who calls
 * @param said what the carrier said and played to this person
 * @param webhooks in the order in which they were answered
 */
public record CallerReport(
    String callSid,
    String from,
    String to,
    String status,
    String endedBy,
    int ringSeconds,
    List<String> said,
    List<StreamReport> streams,
    List<Webhook> webhooks,
    List<Alert> alerts) {
  public CallerReport {
    said = List.copyOf(said);
    streams = List.copyOf(streams);
    webhooks = List.copyOf(webhooks);
    alerts = List.copyOf(alerts);
  }

  /** The codes of all alerts, those of streams too. */
  public List<Integer> codes() {
    return java.util.stream.Stream.concat(
            alerts.stream(), streams.stream().flatMap(stream -> stream.alerts().stream()))
        .map(Alert::code)
        .toList();
  }

  /** The requests of one kind. */
  public List<Webhook> webhooks(String what) {
    return webhooks.stream().filter(webhook -> webhook.what().equals(what)).toList();
  }
}
