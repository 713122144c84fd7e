package dev.frontdesk.simulator.carrier.stream;

import dev.frontdesk.simulator.carrier.Alert;
import java.util.List;

/**
 * One stream, looked back upon.
 *
 * @param handshake the HTTP status of the dial: 101, or with what it was refused; 0 if nobody was there
 * @param framesSent 20 ms frames of the caller
 * @param mediaReceived messages with audio from the gateway
 * @param marks names in the order in which they were sent back
 * @param ended {@code refused}, {@code carrier} for a stop and a close, {@code dropped} for a drop without either, or
 *     {@code gateway} followed by the close code
 * @param alerts what the carrier warns of, each code once a stream
 */
public record StreamReport(
    String streamSid,
    String callSid,
    int handshake,
    Heard heard,
    long framesSent,
    long mediaReceived,
    List<String> marks,
    String ended,
    List<Alert> alerts) {
  public StreamReport {
    marks = List.copyOf(marks);
    alerts = List.copyOf(alerts);
  }
}
