package dev.frontdesk.simulator.carrier.stream;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Base64;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What a caller says, frame by frame: markers while speaking, silence else, nothing at all while muted by the network. */
public final class Mouth {
  private static final String SILENCE = silence();

  private record Sounding(int frames, boolean muted, Promise<Void> done) {}

  private final int speaker;
  private final Deque<Sounding> sounds = new ArrayDeque<>();
  private int inFirst;
  private int spoken;

  /** @param speaker tells this caller's markers from others' */
  Mouth(int speaker) {
    this.speaker = speaker;
  }

  /** @return done when the last frame is out */
  public Future<Void> speak(int frames) {
    return queue(new Sounding(frames, false, Promise.promise()));
  }

  /** Sends nothing for so many frames, as carriers do on silence or hold. */
  public Future<Void> mute(int frames) {
    return queue(new Sounding(frames, true, Promise.promise()));
  }

  public int speaker() {
    return speaker;
  }

  /** How many markers were sent. */
  public int spoken() {
    return spoken;
  }

  /** The next 20 ms as base64; null for a frame that is not sent. */
  @Nullable
  String next() {
    Sounding first = sounds.peekFirst();
    if (first != null && inFirst >= first.frames()) {
      // Said only now: its last frame lasts until this one.
      sounds.removeFirst();
      inFirst = 0;
      first.done().complete();
      first = sounds.peekFirst();
    }
    if (first == null) {
      return SILENCE;
    }
    inFirst++;
    return first.muted()
        ? null
        : Base64.getEncoder().encodeToString(Marker.now(speaker, spoken++).bytes());
  }

  /** Nobody listens any more: what is still to be said counts as said. */
  void close() {
    sounds.forEach(sounding -> sounding.done().tryComplete());
    sounds.clear();
  }

  private Future<Void> queue(Sounding sounding) {
    if (sounding.frames() <= 0) {
      return Future.succeededFuture();
    }
    sounds.addLast(sounding);
    return sounding.done().future();
  }

  private static String silence() {
    byte[] frame = new byte[Marker.BYTES];
    Arrays.fill(frame, Marker.SILENCE);
    return Base64.getEncoder().encodeToString(frame);
  }
}
