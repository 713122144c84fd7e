package dev.frontdesk.launcher.demo;

import dev.frontdesk.simulator.carrier.Carrier;
import dev.frontdesk.simulator.carrier.RoomReport;
import dev.frontdesk.simulator.carrier.RoomReport.Moment;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where caller and human of one call meet, as the carrier sees it. Blocks. */
final class Meeting {
  private static final String CALLER = "caller";
  private static final String TARGET = "target";

  private final Carrier carrier;
  private final int before;

  /** To be made before the call is placed. */
  Meeting(Carrier carrier) {
    this.carrier = carrier;
    this.before = carrier.rooms().await().size();
  }

  /** Whether they have heard each other. */
  boolean took() {
    return room().stream().flatMap(room -> room.moments().stream()).anyMatch(Meeting::both);
  }

  /** Whether the caller was alone there after the human had come. */
  boolean leftAlone() {
    return room().stream().anyMatch(room -> room.aloneMs(CALLER) > 0);
  }

  private Optional<RoomReport> room() {
    return carrier.rooms().await().stream().skip(before).findFirst();
  }

  private static boolean both(Moment moment) {
    Map<String, List<String>> hears = moment.hears();
    return hears.getOrDefault(CALLER, List.of()).contains(TARGET)
        && hears.getOrDefault(TARGET, List.of()).contains(CALLER);
  }
}
