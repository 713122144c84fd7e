package dev.frontdesk.simulator.carrier.line;

import dev.frontdesk.simulator.carrier.CarrierMisbehaviour;
import dev.frontdesk.simulator.carrier.Form;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A leg that the account dials.
 *
 * @param to E.164 or {@code sip:…}
 * @param direction {@code outbound-api} or {@code outbound-dial}
 * @param timeout how long it may ring, in the carrier's seconds
 * @param statusEvents of {@code initiated ringing answered completed}
 * @param misbehaviour that of the call it belongs to
 * @param detection {@code Enable}, {@code DetectMessageEnd} or empty
 */
public record Outbound(
    String from,
    String to,
    String direction,
    @Nullable String parent,
    int timeout,
    @Nullable URI statusCallback,
    Set<String> statusEvents,
    String detection,
    CarrierMisbehaviour misbehaviour) {
  private static final double DETECTING_SECONDS = 2;
  private static final double GREETING_SECONDS = 4;

  public Outbound {
    statusEvents = Set.copyOf(statusEvents);
  }

  /** Dials it; what becomes of it the leg tells. */
  public Leg dial(Exchange exchange) {
    var setting =
        new Leg.Setting(from, to, direction, parent, timeout, Form.EMPTY, misbehaviour, false);
    Person person = exchange.personAt(to);
    Leg leg = new Leg(exchange, setting, person);
    leg.tellProgressTo(statusCallback, "POST", statusEvents);
    exchange.onLoop(() -> ring(exchange, leg));
    return leg;
  }

  private void ring(Exchange exchange, Leg leg) {
    if (leg.status().isOver()) {
      return;
    }
    leg.initiated();
    leg.ring();
    exchange.after(timeout, () -> {
      if (leg.status().isBeforeAnswer()) {
        leg.end(CallStatus.NO_ANSWER, "timeout");
      }
    });
  }

  /** Runs {@code then} once it is known who answered, if anybody asked for that; at once if nobody did. */
  public void afterDetection(Leg leg, Runnable then) {
    if (detection.isEmpty()) {
      then.run();
      return;
    }
    boolean toTheBeep = leg.isMachine() && detection.equals("DetectMessageEnd");
    String kind = leg.isMachine() ? (toTheBeep ? "machine_end_beep" : "machine_start") : "human";
    leg.exchange().after(toTheBeep ? GREETING_SECONDS : DETECTING_SECONDS, () -> {
      leg.answeredBy(kind);
      then.run();
    });
  }

  /** The words a {@code statusCallbackEvent} attribute or repeated field holds. */
  public static Set<String> events(List<String> given, String otherwise) {
    return given.isEmpty()
        ? Set.of(otherwise.split(" "))
        : Set.copyOf(List.of(String.join(" ", given).split(" ")));
  }
}
