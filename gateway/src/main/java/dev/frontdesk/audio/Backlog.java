package dev.frontdesk.audio;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Frames of the caller that the model cannot take yet; when there is no more room the oldest go: late words are worse than lost ones. */
public final class Backlog {
  private final Deque<byte[]> frames = new ArrayDeque<>();
  private final int most;

  /** @param most frames */
  public Backlog(int most) {
    this.most = most;
  }

  /** @return whether the oldest frame was dropped for it */
  public boolean add(byte[] bytes, int from, int to) {
    boolean full = frames.size() == most;
    if (full) {
      frames.removeFirst();
    }
    frames.addLast(Arrays.copyOfRange(bytes, from, to));
    return full;
  }

  public byte @Nullable [] poll() {
    return frames.pollFirst();
  }

  public boolean isEmpty() {
    return frames.isEmpty();
  }
}
