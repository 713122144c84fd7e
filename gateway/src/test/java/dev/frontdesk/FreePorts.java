package dev.frontdesk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports nobody listens on at the moment. */
final class FreePorts {
  private FreePorts() {}

  /** First of {@code count} free ports in a row. */
  static int range(int count) {
    for (int tries = 0; tries < 50; tries++) {
      int first = free(0);
      boolean all = first > 0;
      for (int i = 1; i < count && all; i++) {
        all = free(first + i) > 0;
      }
      if (all) {
        return first;
      }
    }
    throw new AssertionError("no free ports");
  }

  private static int free(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      if (port == 0) {
        throw new UncheckedIOException(e);
      }
      return -1;
    }
  }
}
