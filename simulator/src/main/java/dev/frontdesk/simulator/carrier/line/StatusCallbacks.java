package dev.frontdesk.simulator.carrier.line;

import dev.frontdesk.simulator.carrier.Form;
import java.net.URI;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells the gateway how far one call is. */
final class StatusCallbacks {
  private final Leg leg;
  private final @Nullable URI url;
  private final String method;
  private final Set<String> events;
  private int sequence;

  /** @param events of {@code initiated ringing answered completed} */
  StatusCallbacks(Leg leg, @Nullable URI url, String method, Set<String> events) {
    this.leg = leg;
    this.url = url;
    this.method = method;
    this.events = Set.copyOf(events);
  }

  /** @param extra what is told at the end only */
  void tell(String event, Form extra) {
    if (url == null || !events.contains(event)) {
      return;
    }
    String at = DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC));
    Form form = leg.parameters()
        .and(
            "Timestamp",
            at,
            "CallbackSource",
            "call-progress-events",
            "SequenceNumber",
            Integer.toString(sequence++))
        .and(extra);
    long late =
        event.equals("completed") ? 0 : leg.misbehaviour().callbacksLate().toMillis();
    leg.notify(late, "status", url, method, form);
  }
}
