package dev.frontdesk.simulator.carrier.line;

import dev.frontdesk.simulator.carrier.Form;
import dev.frontdesk.simulator.carrier.RoomReport;
import dev.frontdesk.simulator.carrier.RoomReport.Moment;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One conference: who is in it, who hears whom, and why it ended. */
public final class Room {
  private final Exchange exchange;
  private final String sid;
  private final String name;
  private final Instant created = Instant.now();
  private final long begun = System.nanoTime();
  private final Map<Leg, Seat> seats = new LinkedHashMap<>();
  private final Map<Leg, Runnable> leaving = new LinkedHashMap<>();
  private final List<Moment> moments = new ArrayList<>();
  private @Nullable URI callback;
  private Set<String> events = Set.of();
  private @Nullable Leg told;
  private boolean started;
  private String ended = "";
  private int sequence;

  Room(Exchange exchange, String name) {
    this.exchange = exchange;
    this.name = name;
    sid = exchange.sids().next("CF");
  }

  public String sid() {
    return sid;
  }

  public String name() {
    return name;
  }

  public Instant created() {
    return created;
  }

  /** {@code init}, {@code in-progress} or {@code completed}. */
  public String status() {
    return !ended.isEmpty() ? "completed" : started ? "in-progress" : "init";
  }

  /** Why it ended, as the carrier words it; empty while it goes on. */
  public String ended() {
    return ended;
  }

  public List<Seat> seats() {
    return List.copyOf(seats.values());
  }

  public Optional<Seat> seat(String sidOrLabel) {
    return seats.values().stream()
        .filter(seat -> seat.leg().sid().equals(sidOrLabel) || sidOrLabel.equals(seat.label()))
        .findFirst();
  }

  /** Only what the first participant brings counts, as the carrier has it. */
  public void tell(Leg first, @Nullable URI url, Set<String> which) {
    if (told == null) {
      told = first;
      callback = url;
      events = Set.copyOf(which);
    }
  }

  /** A leg is dialled for this room, and not yet there. */
  public void expect(Seat seat) {
    seats.put(seat.leg(), seat);
    seat.leg().atEnd(() -> leave(seat.leg()));
  }

  /** @param left run when the leg leaves, or the room ends */
  public void join(Seat seat, Runnable left) {
    if (!seats.containsKey(seat.leg())) {
      expect(seat);
    }
    seat.there(true);
    leaving.put(seat.leg(), left);
    seat.leg().room(this);
    happened("participant-join", seat.parameters());
    boolean starts = seats.values().stream().anyMatch(Seat::startsOnEnter);
    if (!started && starts && present().size() >= 2) {
      started = true;
      happened("conference-start", Form.EMPTY);
    }
  }

  public void leave(Leg leg) {
    Seat seat = seats.remove(leg);
    Runnable left = leaving.remove(leg);
    if (seat == null || !seat.isThere()) {
      return;
    }
    seat.there(false);
    leg.room(null);
    if (ended.isEmpty()) {
      happened("participant-leave", seat.parameters());
      if (seat.endsOnExit()) {
        end("participant-with-end-conference-on-exit-left", seat);
      } else if (present().isEmpty()) {
        end("last-participant-left", seat);
      }
    }
    if (left != null) {
      left.run();
    }
  }

  /** Ends it for all. */
  public void end(String reason, @Nullable Seat by) {
    if (!ended.isEmpty()) {
      return;
    }
    ended = reason;
    Form form = Form.of("ReasonConferenceEnded", reason);
    if (by != null) {
      form = form.and("CallSidEndingConference", by.leg().sid());
    }
    for (Seat seat : present()) {
      seat.there(false);
      seats.remove(seat.leg());
      seat.leg().room(null);
      happened("participant-leave", seat.parameters());
    }
    happened("conference-end", form);
    List<Runnable> all = List.copyOf(leaving.values());
    leaving.clear();
    all.forEach(Runnable::run);
    seats.values().stream()
        .toList()
        .forEach(seat -> seat.leg().end(CallStatus.CANCELED, "conference"));
  }

  public void mute(Seat seat, boolean now) {
    if (seat.isMuted() != now) {
      seat.muted(now);
      happened(now ? "participant-mute" : "participant-unmute", seat.parameters());
    }
  }

  public void hold(Seat seat, boolean now) {
    if (seat.isHeld() != now) {
      seat.held(now);
      happened(now ? "participant-hold" : "participant-unhold", seat.parameters());
    }
  }

  public void endsOnExit(Seat seat, boolean ends) {
    seat.endsOnExit(ends);
    happened("participant-modify", seat.parameters());
  }

  /** The carrier says something to somebody in it, or to all. */
  public void announce(String words, @Nullable Seat to) {
    present().stream()
        .filter(seat -> to == null || to == seat)
        .forEach(seat -> seat.leg().told(words));
    happened("announcement-end", Form.EMPTY);
  }

  public RoomReport seen() {
    return new RoomReport(sid, name, moments, ended);
  }

  private List<Seat> present() {
    return seats.values().stream().filter(Seat::isThere).toList();
  }

  private List<String> hears(Seat listener) {
    if (!started || listener.isHeld()) {
      return List.of(RoomReport.MUSIC);
    }
    return present().stream()
        .filter(other -> other != listener && !other.isMuted() && !other.isHeld())
        .map(Seat::name)
        .toList();
  }

  private void happened(String event, Form extra) {
    Map<String, List<String>> hearing = new LinkedHashMap<>();
    present().forEach(seat -> hearing.put(seat.name(), hears(seat)));
    moments.add(new Moment((System.nanoTime() - begun) / 1_000_000, event, hearing));
    Leg first = told;
    if (callback == null || first == null || !isWanted(event)) {
      return;
    }
    String at = DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC));
    Form form = Form.of(
        "ConferenceSid",
        sid,
        "FriendlyName",
        name,
        "AccountSid",
        exchange.options().accountSid(),
        "SequenceNumber",
        "" + ++sequence,
        "Timestamp",
        at,
        "StatusCallbackEvent",
        event);
    first.notify("conference", callback, "POST", form.and(extra));
  }

  private boolean isWanted(String event) {
    String group = event.substring(event.indexOf('-') + 1);
    return events.contains(group)
        || (group.equals("unmute") && events.contains("mute"))
        || (group.equals("unhold") && events.contains("hold"))
        || (event.startsWith("announcement") && events.contains("announcement"));
  }
}
