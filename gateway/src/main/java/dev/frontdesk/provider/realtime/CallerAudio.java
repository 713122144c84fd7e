package dev.frontdesk.provider.realtime;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.frontdesk.audio.Backlog;
import dev.frontdesk.audio.Base64Length;
import dev.frontdesk.audio.Lane;
import dev.frontdesk.audio.Silence;
import dev.frontdesk.provider.Leg;
import io.vertx.core.Vertx;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The caller's sound on its way to the model: slices of the carrier's frames between the beginning and the end of an
 * {@code input_audio_buffer.append} (openai.md 4). While the model takes nothing, the last seconds wait.
 */
final class CallerAudio {
  private static final byte[] HEAD =
      "{\"type\":\"input_audio_buffer.append\",\"audio\":\"".getBytes(US_ASCII);
  private static final byte[] TAIL = "\"}".getBytes(US_ASCII);
  private static final int MOST_WAITING = 250 * 216; // bytes: 5 s in base64
  private static final long LOOK_EVERY_MS = 250;
  private static final long QUIET_MS = 750;
  private static final long ENDS_A_TURN_MS = 1_000;
  private static final long NO_TIMER = -1;

  private final Vertx vertx;
  private final BooleanSupplier licensed;
  private final Backlog backlog = new Backlog(MOST_WAITING);
  private final Silence silence = new Silence();
  private Leg leg;
  private @Nullable Lane model;
  private long heardAt;
  private long timer = NO_TIMER;

  /** @param licensed whether the call is still this node's; what comes once it is not is another node's to pass on */
  CallerAudio(Vertx vertx, Leg leg, BooleanSupplier licensed) {
    this.vertx = vertx;
    this.leg = leg;
    this.licensed = licensed;
  }

  /** Another stream of the same call. */
  void from(Leg another) {
    leg = another;
    silence.restart();
  }

  /** The model takes sound from now on. */
  void into(Lane lane) {
    model = lane;
    writable();
  }

  void sound(byte[] frame, int from, int to, long atMs) {
    if (!licensed.getAsBoolean()) {
      return;
    }
    heardAt = timer == NO_TIMER ? 0 : System.nanoTime();
    long missing = silence.missingBefore(atMs, Base64Length.bytes(frame, from, to));
    if (missing > 0) {
      leg.note(Leg.Noted.PADDED);
      Silence.write(missing, this::pass);
    }
    pass(frame, from, to);
  }

  private void pass(byte[] frame, int from, int to) {
    if (model != null && backlog.isEmpty() && model.isWritable()) {
      write(model, frame, from, to);
    } else {
      for (int dropped = backlog.add(frame, from, to); dropped > 0; dropped--) {
        leg.note(Leg.Noted.DROPPED);
      }
    }
  }

  private static void write(Lane lane, byte[] frame, int from, int to) {
    lane.write(HEAD, frame, from, to, TAIL);
  }

  /** What had come in one go leaves in one go. */
  void rest() {
    if (model != null) {
      model.flush();
    }
  }

  void writable() {
    while (model != null && model.isWritable()) {
      byte[] frame = backlog.poll();
      if (frame == null) {
        break;
      }
      write(model, frame, 0, frame.length);
    }
    rest();
  }

  /** The carrier may skip sound while the caller is quiet: then nothing would tell the model that a turn has ended (twilio.md 3.3). */
  void speech(boolean speaking) {
    if (timer != NO_TIMER) {
      vertx.cancelTimer(timer);
      timer = NO_TIMER;
    }
    if (speaking) {
      heardAt = System.nanoTime();
      timer = vertx.setPeriodic(LOOK_EVERY_MS, look -> endTurnIfQuiet());
    }
  }

  private void endTurnIfQuiet() {
    if (!licensed.getAsBoolean()) {
      speech(false); // the quiet was ours: a frozen node has heard nobody
    } else if (System.nanoTime() - heardAt >= QUIET_MS * 1_000_000) {
      leg.note(Leg.Noted.PADDED);
      Silence.write(ENDS_A_TURN_MS, this::pass);
      rest();
      speech(false);
    }
  }

  void close() {
    speech(false);
    model = null;
  }
}
