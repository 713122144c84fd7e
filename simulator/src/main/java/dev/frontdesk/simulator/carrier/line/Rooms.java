package dev.frontdesk.simulator.carrier.line;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The conferences of the account; a name belongs to one that goes on. */
public final class Rooms {
  private final Exchange exchange;
  private final List<Room> all = new ArrayList<>();

  Rooms(Exchange exchange) {
    this.exchange = exchange;
  }

  /** All there ever were, in order. */
  public List<Room> all() {
    return List.copyOf(all);
  }

  public Optional<Room> bySid(String sid) {
    return all.stream().filter(room -> room.sid().equals(sid)).findFirst();
  }

  /** The room of a name that goes on, or a new one. */
  public Room named(String name) {
    return all.stream()
        .filter(room -> room.name().equals(name) && room.ended().isEmpty())
        .findFirst()
        .orElseGet(() -> {
          Room room = new Room(exchange, name);
          all.add(room);
          return room;
        });
  }
}
