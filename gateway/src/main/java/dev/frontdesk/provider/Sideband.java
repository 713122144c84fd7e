package dev.frontdesk.provider;

import io.vertx.core.http.WebSocket;
import java.util.List;

/** How dialling the sideband of a call ended. */
public sealed interface Sideband {
  /**
   * 101: handlers must be set before anything else is awaited.
   *
   * @param troubles what failed before, elsewhere or here; in order
   */
  record Attached(ControlSocket socket, List<String> troubles) implements Sideband {
    public Attached {
      troubles = List.copyOf(troubles);
    }

    public Attached(ControlSocket socket) {
      this(socket, List.of());
    }

    public static Attached to(WebSocket socket) {
      return new Attached(new WholeMessages(socket));
    }
  }

  /**
   * 404, for good: the call is over, has left us, or never came to be.
   *
   * @param told false: nobody said so, its stream only did not come
   */
  record Gone(boolean told) implements Sideband {
    public Gone() {
      this(true);
    }
  }

  /** Neither: the provider refused or could not be reached. */
  record Failed(String reason) implements Sideband {}
}
