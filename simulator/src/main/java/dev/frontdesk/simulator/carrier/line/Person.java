package dev.frontdesk.simulator.carrier.line;

/** Whoever is at the far end of a leg. All methods run on the carrier's event loop. */
public interface Person {
  /** The phone rings; {@link Leg#answer}, {@link Leg#end} are what a person may do. */
  default void rings(Leg leg) {}

  default void answered(Leg leg) {}

  /** The carrier has said or played something to this person. */
  default void told(Leg leg, String words) {}

  /** Audio came in on this person's stream. */
  default void received(byte[] audio) {}

  /** Something happened that this person may have waited for. */
  default void check() {}

  default void ended(Leg leg) {}

  /** Whether a machine answers. */
  default boolean isMachine() {
    return false;
  }
}
