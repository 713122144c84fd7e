package dev.frontdesk;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * Ports nobody listens on at the moment, below those that the system gives away by itself, and for each fork of a test run from a range
 * of its own: two clusters that took each other's ports would be one.
 */
final class FreePorts {
  private static final int LOWEST = 20_000;
  private static final int OF_A_FORK = 2_000;
  private static final int FORK = Integer.getInteger("surefire.forkNumber", 0) % 5;

  /** Runs in several folders of one machine seldom begin at the same. */
  private static int next = (int) (ProcessHandle.current().pid() * 7 % OF_A_FORK);

  private FreePorts() {}

  /** First of {@code count} free ports in a row. */
  static synchronized int range(int count) {
    for (int tries = 0; tries < OF_A_FORK; tries++) {
      next = next + count < OF_A_FORK ? next + count : 1;
      int first = LOWEST + FORK * OF_A_FORK + next;
      if (areFree(first, count)) {
        return first;
      }
    }
    throw new AssertionError("no free ports");
  }

  private static boolean areFree(int first, int count) {
    for (int port = first; port < first + count; port++) {
      try {
        new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
      } catch (IOException e) {
        return false;
      }
    }
    return true;
  }
}
