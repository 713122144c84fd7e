package dev.frontdesk.simulator.carrier;

import java.util.List;
import java.util.Map;

/**
 * One conference, as it stands.
 *
 * @param moments what changed, in order; the last is how it stands, or how it ended
 * @param ended why; empty while it goes on
 */
public record RoomReport(String sid, String name, List<Moment> moments, String ended) {
  /** What a participant hears in place of others. */
  public static final String MUSIC = "music";

  public RoomReport {
    moments = List.copyOf(moments);
  }

  /**
   * @param atMs since the room was made
   * @param event as in a status callback, {@code participant-join}
   * @param hears by label, or call id without one: the labels of those heard, or {@link #MUSIC}, or nobody
   */
  public record Moment(long atMs, String event, Map<String, List<String>> hears) {}

  /** How long somebody was in the room with nobody else, from the first other's arrival on, in milliseconds. */
  public long aloneMs(String label) {
    long alone = 0;
    boolean met = false;
    for (int i = 0; i < moments.size(); i++) {
      var there = moments.get(i).hears();
      met |= there.containsKey(label) && there.size() > 1;
      if (met && there.size() == 1 && there.containsKey(label) && i + 1 < moments.size()) {
        alone += moments.get(i + 1).atMs() - moments.get(i).atMs();
      }
    }
    return alone;
  }
}
