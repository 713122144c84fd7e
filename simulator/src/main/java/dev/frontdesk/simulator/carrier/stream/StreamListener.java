package dev.frontdesk.simulator.carrier.stream;

/** Is told what happens on a stream while it happens, on its event loop; so it must not block. */
public interface StreamListener {
  /** Listens to nothing. */
  StreamListener NONE = new StreamListener() {};

  /** The gateway took the stream. */
  default void opened(MediaStream stream) {}

  /** Audio came in; it is heard only when all before it was. */
  default void received(byte[] audio) {}

  /** 20 ms went by. */
  default void ticked() {}

  default void cleared() {}

  /** It is over; told once. */
  default void ended(StreamReport report) {}
}
