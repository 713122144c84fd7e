package dev.frontdesk.simulator.provider;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/** One call as the provider's front doors see it. All methods run on the simulator's event loop. */
public interface Line {
  /** The id under which it is announced, {@code rtc_…}. */
  String id();

  /** A request below {@code /realtime/calls/{id}/}. */
  Future<Reply> requested(Verb verb, Buffer body);

  /** A dial of the sideband; {@link Reply#SWITCH} takes it, and {@link #attached} follows. */
  Reply dialled();

  /** The socket of a dial that was taken; its handlers are to be set at once. */
  void attached(Sideband sideband);

  /** The other side broke the protocol at the door, before the call could see it. */
  void violated(String what);

  /** What can be asked of a call. */
  enum Verb {
    ACCEPT,
    REJECT,
    REFER,
    HANGUP;

    private static final Verb[] ALL = values();

    static @org.jspecify.annotations.Nullable Verb of(String path) {
      for (Verb verb : ALL) {
        if (path.endsWith(verb.suffix)) {
          return verb;
        }
      }
      return null;
    }

    private final String suffix = "/" + name().toLowerCase(java.util.Locale.ROOT);

    int length() {
      return suffix.length();
    }
  }
}
