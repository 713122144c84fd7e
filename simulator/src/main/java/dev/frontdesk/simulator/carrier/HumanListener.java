package dev.frontdesk.simulator.carrier;

/** Is told what happens at a human's phone while it happens, on the carrier's event loop; so it must not block. */
public interface HumanListener {
  /** Listens to nothing. */
  HumanListener NONE = new HumanListener() {};

  default void rings() {}

  default void answered() {}

  /** The carrier has said or played something to them. */
  default void told(String words) {}

  default void pressed(String keys) {}

  /** Their call is over, whoever ended it. */
  default void ended() {}
}
