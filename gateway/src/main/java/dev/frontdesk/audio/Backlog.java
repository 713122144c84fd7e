package dev.frontdesk.audio;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Frames of the caller that the model cannot take yet; when there is no more room the oldest go: late words are worse than lost ones. */
public final class Backlog {
  private final Deque<byte[]> frames = new ArrayDeque<>();
  private final int most;
  private int waiting;

  /** @param most bytes, whatever the carrier makes its frames of */
  public Backlog(int most) {
    this.most = most;
  }

  /** @return how many of the oldest were dropped for it */
  public int add(byte[] bytes, int from, int to) {
    int dropped = 0;
    while (!frames.isEmpty() && waiting + to - from > most) {
      poll();
      dropped++;
    }
    frames.addLast(Arrays.copyOfRange(bytes, from, to));
    waiting += to - from;
    return dropped;
  }

  public byte @Nullable [] poll() {
    byte[] oldest = frames.pollFirst();
    waiting -= oldest == null ? 0 : oldest.length;
    return oldest;
  }

  public boolean isEmpty() {
    return frames.isEmpty();
  }
}
