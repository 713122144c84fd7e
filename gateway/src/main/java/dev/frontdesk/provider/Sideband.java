package dev.frontdesk.provider;

import io.vertx.core.http.WebSocket;

/** How dialling the sideband of a call ended. */
public sealed interface Sideband {
  /** 101: handlers must be set before anything else is awaited. */
  record Attached(ControlSocket socket) implements Sideband {
    public static Attached to(WebSocket socket) {
      return new Attached(new WholeMessages(socket));
    }
  }

  /** 404, for good: the call is over, has left us, or never came to be. */
  record Gone() implements Sideband {}

  /** Neither: the provider refused or could not be reached. */
  record Failed(String reason) implements Sideband {}
}
