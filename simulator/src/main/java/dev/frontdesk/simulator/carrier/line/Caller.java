package dev.frontdesk.simulator.carrier.line;

import dev.frontdesk.simulator.carrier.CarrierMisbehaviour.Quirk;
import dev.frontdesk.simulator.carrier.stream.MediaStream;
import dev.frontdesk.simulator.carrier.stream.StreamListener;
import dev.frontdesk.simulator.carrier.stream.StreamPlan;
import dev.frontdesk.simulator.carrier.stream.StreamReport;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A person who dials a number and keeps to a list of acts. */
public final class Caller implements Person {
  private static final int FRAME_MS = 20;
  private static final long KEY_MS = 100;
  private static final long REPLAY_MS = 500;

  private final List<Act> acts;
  private final Awaiting awaiting = new Awaiting();
  private @Nullable Leg leg;
  private boolean begun;
  private long receivedAt;

  public Caller(List<Act> acts) {
    this.acts = List.copyOf(acts);
  }

  /** The call this caller is in. */
  public Leg leg() {
    if (leg == null) {
      throw new IllegalStateException("not in a call");
    }
    return leg;
  }

  @Override
  public void rings(Leg mine) {
    leg = mine;
  }

  @Override
  public void answered(Leg mine) {
    if (!begun) {
      begun = true;
      perform(0);
    }
  }

  @Override
  public void told(Leg mine, String words) {
    check();
  }

  @Override
  public void received(byte[] audio) {
    receivedAt = System.nanoTime();
  }

  @Override
  public void ended(Leg mine) {
    if (mine.misbehaviour().has(Quirk.STREAM_AFTER_END) && mine.dialled() != null) {
      mine.owes(replayStream());
    }
  }

  @Override
  public void check() {
    awaiting.check();
  }

  private void perform(int index) {
    if (index < acts.size() && !leg().status().isOver()) {
      acts.get(index).perform(this).onSuccess(done -> perform(index + 1));
    }
  }

  public Future<Void> speak(Duration length) {
    return awaiting.until(leg()::isListenedTo).compose(listening -> {
      MediaStream stream = leg().stream();
      if (stream != null) {
        return stream.mouth().speak(frames(length));
      }
      leg().speak(length);
      return after(length.toMillis());
    });
  }

  public Future<Void> silent(Duration length) {
    return after(length.toMillis());
  }

  public Future<Void> muted(Duration length) {
    return open().compose(stream -> stream.mouth().mute(frames(length)));
  }

  /** Presses key after key, a tenth of a second apart. */
  public Future<Void> press(String digits) {
    Future<Void> pressed = Future.succeededFuture();
    for (int i = 0; i < digits.length(); i++) {
      char digit = digits.charAt(i);
      pressed = pressed.compose(before -> {
        leg().press(digit);
        return after(KEY_MS);
      });
    }
    return pressed;
  }

  public Future<Void> heard(Duration audio) {
    return open()
        .compose(stream ->
            awaiting.until(() -> !stream.isOpen() || stream.heardMs() >= audio.toMillis()));
  }

  public Future<Void> heardOut(Duration quiet) {
    return open()
        .compose(stream -> awaiting.until(() -> !stream.isOpen()
            || (stream.heardMs() > 0
                && stream.queuedBytes() == 0
                && System.nanoTime() - receivedAt > quiet.toNanos())));
  }

  public Future<Void> told(String words) {
    return awaiting.until(
        () -> leg().seen().said().stream().anyMatch(said -> said.contains(words)));
  }

  public Future<Void> stream(int number) {
    return awaiting.until(() -> leg().streams() >= number && leg().stream() != null);
  }

  public Future<Void> hangUp() {
    leg().end(CallStatus.COMPLETED, "caller");
    return Future.succeededFuture();
  }

  public Future<Void> dropStream() {
    return open().onSuccess(MediaStream::drop).mapEmpty();
  }

  public Future<Void> send(String text) {
    return open().onSuccess(stream -> stream.send(text)).mapEmpty();
  }

  public Future<Void> sendBinary(byte[] bytes) {
    return open().onSuccess(stream -> stream.sendBinary(bytes)).mapEmpty();
  }

  /** @return done when that dial was refused, or the stream it opened is over, by the gateway or after half a second */
  public Future<Void> replayStream() {
    StreamPlan heard = leg().dialled();
    if (heard == null) {
      return Future.failedFuture("no stream was dialled yet");
    }
    Promise<Void> over = Promise.promise();
    var stream = new MediaStream(heard, leg().exchange().ticker(), new StreamListener() {
      @Override
      public void ended(StreamReport report) {
        leg().streamed(report);
        over.complete();
      }
    });
    stream
        .open(leg().exchange().sockets())
        .compose(answered -> after(REPLAY_MS))
        .onSuccess(waited -> stream.stop());
    return over.future();
  }

  /** The present stream, or the next one if there is none. */
  private Future<MediaStream> open() {
    Promise<MediaStream> opened = Promise.promise();
    awaiting
        .until(() -> leg().stream() != null)
        .onSuccess(there -> opened.complete(leg().stream()));
    return opened.future();
  }

  private Future<Void> after(long ms) {
    Promise<Void> passed = Promise.promise();
    leg().exchange().afterMs(ms, passed::complete);
    return passed.future();
  }

  private static int frames(Duration length) {
    return (int) (length.toMillis() / FRAME_MS);
  }
}
