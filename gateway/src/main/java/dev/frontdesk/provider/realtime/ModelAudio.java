package dev.frontdesk.provider.realtime;

import dev.frontdesk.audio.Base64Length;
import dev.frontdesk.audio.FieldScan;
import dev.frontdesk.audio.Playback;
import dev.frontdesk.audio.Playback.Change;
import dev.frontdesk.audio.Playback.Cut;
import dev.frontdesk.provider.Leg;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The model's sound on its way to the caller, and what happens when the caller speaks over it (openai.md 4, twilio.md 3.3). What the
 * provider reports of a SIP call, when sound begins and ends, is reported here in the same words, from the carrier's marks.
 */
final class ModelAudio {
  static final String DELTA = "response.output_audio.delta";
  static final String[] PATHS = {"type", "delta", "item_id", "response_id"};

  /** Of base64: 150 ms. A mark behind each piece tells that much more precisely what was heard. */
  private static final int PIECE = 1_600;

  /** Bytes of µ-law, 100 ms, between two marks at least: each comes back as a frame of its own. */
  private static final int MARK_EVERY = 100 * Playback.BYTES_PER_MS;

  private static final int SOUND = 1;
  private static final int ITEM = 2;
  private static final int RESPONSE = 3;
  private static final byte[] NONE = new byte[0];

  /** Bytes of frames, about 45 s of sound: no model says more in the grace of a stream. */
  private static final int MOST_HELD = 512 << 10;

  private final Playback playback;
  private final boolean interruptible;
  private final Consumer<String> toSession;
  private final Consumer<String> toModel;
  private Leg leg;
  private byte[] item = NONE;
  private byte[] response = NONE;
  private boolean dropping;

  /** How much of the item was sent by its latest mark. */
  private long marked;

  private @Nullable String active;

  /** What the model says while its caller has no stream; null: there is one. */
  private @Nullable List<Held> held;

  private int heldBytes;

  /** A frame of sound, or that a response is done. */
  private static final class Held {
    private final byte @Nullable [] frame;
    private final String response;

    private Held(byte @Nullable [] frame, String response) {
      this.frame = frame;
      this.response = response;
    }
  }

  /**
   * @param generation see {@link Playback}
   * @param interruptible whether the caller's speech cuts ours
   */
  ModelAudio(
      Leg leg,
      int generation,
      boolean interruptible,
      Consumer<String> toSession,
      Consumer<String> toModel) {
    this.leg = leg;
    this.playback = new Playback(generation);
    this.interruptible = interruptible;
    this.toSession = toSession;
    this.toModel = toModel;
  }

  /** The stream is gone, and another may come: what the model says until then waits for that. */
  void awaitLeg() {
    if (held == null) {
      held = new ArrayList<>();
      heldBytes = 0;
    }
  }

  /** Another stream of the same call: what waited in the former one was not heard. */
  void to(Leg another) {
    List<Held> waited = held == null ? List.of() : held;
    held = null;
    cut(null); // a response of which nothing was sent yet is to be heard
    leg = another;
    var scan = new FieldScan(DELTA, PATHS);
    for (Held each : waited) {
      if (each.frame == null) {
        done(each.response);
      } else if (scan.scan(each.frame, each.frame.length) == FieldScan.Verdict.READ) {
        delta(each.frame, each.frame.length, scan);
      }
    }
    leg.flush();
  }

  /** @param scan has read {@code frame} with {@link #PATHS} */
  void delta(byte[] frame, int length, FieldScan scan) {
    if (!scan.isText(SOUND)) {
      return;
    }
    if (held != null) {
      hold(held, frame, length);
      return;
    }
    if (!same(scan, ITEM, item) || !same(scan, RESPONSE, response)) {
      next(frame, scan);
    }
    if (!dropping) {
      play(frame, scan.from(SOUND), scan.to(SOUND));
    }
  }

  private void hold(List<Held> waiting, byte[] frame, int length) {
    if (heldBytes + length <= MOST_HELD) {
      heldBytes += length;
      waiting.add(new Held(Arrays.copyOf(frame, length), ""));
    } else {
      leg.note(Leg.Noted.DROPPED);
    }
  }

  private static boolean same(FieldScan scan, int field, byte[] known) {
    return scan.has(field) && known != NONE && scan.is(field, known);
  }

  private void next(byte[] frame, FieldScan scan) {
    item = bytes(frame, scan, ITEM);
    response = bytes(frame, scan, RESPONSE);
    String of = scan.string(RESPONSE);
    dropping = playback.drops(of);
    if (!dropping) {
      marked = 0;
      tell(playback.begin(scan.string(ITEM), of));
    }
  }

  private static byte[] bytes(byte[] frame, FieldScan scan, int field) {
    return scan.has(field)
        ? Arrays.copyOfRange(frame, scan.from(field), scan.to(field))
        : new byte[] {0};
  }

  private void play(byte[] frame, int from, int to) {
    for (int at = from; at < to; at += PIECE) {
      int end = Math.min(to, at + PIECE);
      playback.send(Base64Length.bytes(frame, at, end));
      leg.play(frame, at, end);
      if (playback.sent() - marked >= MARK_EVERY) {
        mark();
      }
    }
  }

  private void mark() {
    marked = playback.sent();
    leg.mark(playback.generation(), playback.item(), marked);
  }

  void created(String id) {
    active = id;
  }

  /** No more sound of it comes; once the caller has heard the last mark, it has ended. */
  void done(String id) {
    if (id.equals(active)) {
      active = null;
    }
    if (held != null) {
      held.add(new Held(null, id));
      return;
    }
    playback.done(id);
    if (!playback.isSilent()) {
      mark();
      leg.flush();
    }
  }

  void heard(int generation, int ofItem, long offset) {
    tell(playback.heard(generation, ofItem, offset));
  }

  void speechStarted() {
    if (interruptible) {
      clear();
    }
  }

  /** Silence at once. With interrupt_response the provider has cancelled the response itself, without it somebody else has. */
  void clear() {
    if (held != null) {
      held.clear();
    }
    if (!playback.isSilent()) {
      leg.clear();
    }
    cut(active);
  }

  /** @param also response of which no more is to be heard, beside those of which something was sent */
  private void cut(@Nullable String also) {
    var cuts = new ArrayList<Cut>();
    List<Change> changes = playback.clear(also, cuts);
    item = NONE;
    response = NONE;
    cuts.forEach(each -> toModel.accept(Frames.truncate(each.item(), each.heardMs())));
    tell(changes);
  }

  private void tell(List<Change> changes) {
    for (int i = 0; i < changes.size(); i++) {
      Change change = changes.get(i);
      String what = change.began() ? "started" : change.cleared() ? "cleared" : "stopped";
      toSession.accept(Frames.buffer(what, change.response()));
    }
  }
}
