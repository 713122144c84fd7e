package dev.frontdesk.launcher.chaos;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** All that can be asked for with {@code --scenario}. */
final class Disturbances {
  static final String ALL = "all";

  private static final List<Supplier<Disturbance>> MADE = List.of(
      Steady::new,
      Kill::new,
      Freeze::new,
      RollingRestart::new,
      () -> new DatabaseRestart(false),
      () -> new DatabaseRestart(true),
      NetworkCut::new,
      DatabaseCut::new,
      DiskFull::new,
      ClockJump::new);

  private Disturbances() {}

  /**
   * @param words as given, or {@link #ALL}
   * @throws IllegalArgumentException naming the one that does not exist
   */
  static List<Disturbance> named(List<String> words) {
    List<Disturbance> all = MADE.stream().map(Supplier::get).toList();
    if (words.equals(List.of(ALL))) {
      return all;
    }
    Map<String, Disturbance> named = new TreeMap<>();
    all.forEach(disturbance -> named.put(disturbance.name(), disturbance));
    return words.stream().map(word -> known(named, word)).toList();
  }

  private static Disturbance known(Map<String, Disturbance> named, String word) {
    Disturbance found = named.get(word);
    if (found == null) {
      throw new IllegalArgumentException(
          "there is no scenario '" + word + "', only " + String.join(", ", named.keySet()));
    }
    return found;
  }
}
