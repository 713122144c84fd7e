package dev.frontdesk.media;

import dev.frontdesk.audio.Backlog;
import dev.frontdesk.audio.Lane;
import dev.frontdesk.media.MediaCount.Of;
import dev.frontdesk.provider.Leg;
import io.vertx.core.Context;
import org.jspecify.annotations.Nullable;

/** The leg of a call as one media stream, once it has started. Only on the event loop of its socket. */
final class StreamLeg implements Leg {
  private static final int MOST_EARLY = 250 * 216; // bytes: 5 s in base64

  private final Context context;
  private final Lane lane;
  private final CarrierFrames frames;
  private final MediaCount counts;
  private final Runnable closing;
  private final Backlog early = new Backlog(MOST_EARLY);
  private @Nullable Listener listener;
  private boolean ended;
  private boolean forGood;

  StreamLeg(Context context, Lane lane, String streamSid, MediaCount counts, Runnable closing) {
    this.context = context;
    this.lane = lane;
    this.frames = new CarrierFrames(streamSid);
    this.counts = counts;
    this.closing = closing;
  }

  @Override
  public Context context() {
    return context;
  }

  @Override
  public void listen(Listener wanted) {
    listener = wanted;
    for (byte[] frame = early.poll(); frame != null; frame = early.poll()) {
      wanted.sound(frame, 0, frame.length, -1);
    }
    wanted.rest();
    if (ended) {
      wanted.ended(forGood);
    }
  }

  /** Null: nobody listens yet. */
  @Nullable
  Listener listener() {
    return listener;
  }

  boolean isOver() {
    return ended;
  }

  /** What the caller says before anybody listens is kept for whoever will, up to a few seconds. */
  void sound(byte[] frame, int from, int to, long atMs) {
    if (listener != null) {
      listener.sound(frame, from, to, atMs);
    } else {
      for (int dropped = early.add(frame, from, to); dropped > 0; dropped--) {
        counts.count(Of.DROPPED);
      }
    }
  }

  @Override
  public void play(byte[] frame, int from, int to) {
    if (!ended) {
      counts.count(Of.FRAME_OUT);
      frames.media(lane, frame, from, to);
    }
  }

  @Override
  public void mark(int generation, int item, long offset) {
    if (!ended) {
      frames.mark(lane, generation, item, offset);
    }
  }

  @Override
  public void flush() {
    if (!ended) {
      lane.flush();
    }
  }

  @Override
  public void clear() {
    if (!ended) {
      counts.count(Of.CLEARED);
      frames.clear(lane);
      lane.flush();
    }
  }

  @Override
  public boolean isWritable() {
    return ended || lane.isWritable();
  }

  @Override
  public void note(Noted what) {
    counts.count(
        switch (what) {
          case DROPPED -> Of.DROPPED;
          case PADDED -> Of.PADDED;
        });
  }

  @Override
  public void close() {
    closing.run();
  }

  /** The carrier has opened another stream of this call. */
  void replace() {
    end(false);
    closing.run();
  }

  /** @param meant the carrier said so, or we closed it */
  void end(boolean meant) {
    if (!ended) {
      ended = true;
      forGood = meant;
      if (listener != null) {
        listener.ended(meant);
      }
    }
  }
}
