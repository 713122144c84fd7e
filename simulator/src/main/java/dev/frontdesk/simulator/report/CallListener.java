package dev.frontdesk.simulator.report;

import com.fasterxml.jackson.databind.JsonNode;

/** Is told what happens in a call while it happens, on the simulator's event loop; so it must not block. */
public interface CallListener {
  /** Listens to nothing. */
  CallListener NONE = new CallListener() {};

  default void callerSaid(String text) {}

  /** @param text what was said until the end of the turn, or until the caller cut it short */
  default void agentSaid(String text) {}

  default void toolAsked(String name, String arguments) {}

  default void toolAnswered(String name, String output) {}

  /** @param sessionConfig the body of the accept as the gateway sent it */
  default void accepted(JsonNode sessionConfig) {}

  default void rejected(int status) {}

  default void attached() {}

  /** As {@link #attached}; with the key that the sideband was dialled with. */
  default void attachedBy(String bearer) {}

  /** @param targetUri as it goes into Refer-To; told also when the carrier will refuse */
  default void referred(String targetUri) {}

  /** The gateway asked to hang up. */
  default void hungUp() {}

  /** @param reason as in {@link CallReport#ended()} */
  default void ended(String reason) {}

  /** The simulator did something bad on order. */
  default void misbehaved(String what) {}

  /** The gateway broke the protocol. */
  default void violated(String what) {}
}
