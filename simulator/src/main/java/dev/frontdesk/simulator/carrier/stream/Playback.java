package dev.frontdesk.simulator.carrier.stream;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The queue of outbound audio: played at 8 bytes a millisecond, with marks that come back when they are reached. Pure: it is told the time. */
public final class Playback {
  /** Ten minutes; what comes on top is discarded (31931). */
  public static final int MAX_QUEUED_BYTES = 10 * 60 * 1000 * 8;

  private static final long NANOS_PER_BYTE = 125_000;

  /** Audio, or a mark after it. */
  private static final class Queued {
    private final byte[] audio;
    private final @Nullable String mark;

    Queued(byte[] audio, @Nullable String mark) {
      this.audio = audio;
      this.mark = mark;
    }
  }

  private final Consumer<String> reached;
  private final boolean recording;
  private final long begun;
  private final Deque<Queued> queue = new ArrayDeque<>();
  private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
  private final List<Heard.Stretch> stretches = new ArrayList<>();
  private final List<Heard.Clear> clears = new ArrayList<>();
  private int inFirst;
  private int queued;
  private int played;
  private long cursor;

  /**
   * @param begun the stream's start, as all times of {@link System#nanoTime()}
   * @param recording whether what is heard is kept; counted it is always
   * @param reached told the name of a mark when playback reaches it, or a clear sends it back
   */
  public Playback(long begun, boolean recording, Consumer<String> reached) {
    this.begun = begun;
    this.recording = recording;
    this.reached = reached;
    cursor = begun;
  }

  /** @return false if the queue is full, and so the audio was discarded */
  public boolean media(byte[] audio, long now) {
    advance(now);
    if (queued + audio.length > MAX_QUEUED_BYTES) {
      return false;
    }
    queue.addLast(new Queued(audio, null));
    queued += audio.length;
    return true;
  }

  public void mark(String name, long now) {
    advance(now);
    if (queue.isEmpty()) {
      reached.accept(name);
    } else {
      queue.addLast(new Queued(new byte[0], name));
    }
  }

  /** Throws away what is queued; all marks in it come back. */
  public void clear(long now) {
    advance(now);
    clears.add(new Heard.Clear(ms(now), queued));
    List<Queued> thrown = List.copyOf(queue);
    queue.clear();
    queued = 0;
    inFirst = 0;
    for (Queued one : thrown) {
      if (one.mark != null) {
        reached.accept(one.mark);
      }
    }
  }

  /** Plays up to {@code now}. */
  public void advance(long now) {
    while (!queue.isEmpty()) {
      Queued first = queue.getFirst();
      int due = (int)
          Math.min(Math.max(0, (now - cursor) / NANOS_PER_BYTE), first.audio.length - inFirst);
      play(first.audio, inFirst, due);
      inFirst += due;
      if (inFirst < first.audio.length) {
        return;
      }
      queue.removeFirst();
      inFirst = 0;
      if (first.mark != null) {
        reached.accept(first.mark);
      }
    }
    cursor = Math.max(cursor, now);
  }

  /** How much was played, in milliseconds. */
  public long playedMs() {
    return played / 8;
  }

  public int queuedBytes() {
    return queued;
  }

  public Heard heard() {
    return new Heard(Buffer.buffer(heard.toByteArray()), stretches, clears);
  }

  private void play(byte[] audio, int from, int length) {
    if (length == 0) {
      return;
    }
    if (recording) {
      keep(audio, from, length);
    }
    played += length;
    queued -= length;
    cursor += length * NANOS_PER_BYTE;
  }

  private void keep(byte[] audio, int from, int length) {
    long at = ms(cursor);
    int last = stretches.size() - 1;
    Heard.Stretch before = last < 0 ? null : stretches.get(last);
    if (before != null && at <= before.toMs() + 1) {
      stretches.set(
          last, new Heard.Stretch(before.fromMs(), before.offset(), before.length() + length));
    } else {
      stretches.add(new Heard.Stretch(at, heard.size(), length));
    }
    heard.write(audio, from, length);
  }

  private long ms(long nanos) {
    return (nanos - begun) / 1_000_000;
  }
}
