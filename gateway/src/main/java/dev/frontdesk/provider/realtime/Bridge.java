package dev.frontdesk.provider.realtime;

import dev.frontdesk.audio.FieldScan;
import dev.frontdesk.audio.FieldScan.Verdict;
import dev.frontdesk.audio.Lane;
import dev.frontdesk.audio.Plain;
import dev.frontdesk.provider.ControlSocket;
import dev.frontdesk.provider.Conversations.Item;
import dev.frontdesk.provider.Leg;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Joins the leg of one call to its session with the model: sound goes through here, everything else goes on to the session that drives
 * the call, which sees what it would see beside a SIP call. Lives on the event loop of the leg; the session may live on another.
 */
final class Bridge implements ControlSocket, Leg.Listener, Lane.Reader {
  private static final int LARGEST_MESSAGE = 16 << 20; // bytes
  private static final int MOST_HELD = 64;
  private static final long CONFIGURED_WITHIN_MS = 10_000;
  private static final int NOT_CONFIGURED = 4_902; // private use (RFC 6455 7.4.2)

  /** What a bridge asks of whoever made it. */
  interface Keeper {
    /** The stream was lost: another leg of the call, if one comes. Never fails. */
    Future<@Nullable Leg> anotherLeg();

    /** Whether this node may still drive the call: what a frozen one finds waiting once it is thawed is another node's. */
    boolean mayDrive();
  }

  private final Vertx vertx;
  private final Context session;
  private final BridgedOpening opening;
  private final List<Item> before;
  private final Keeper keeper;
  private final CallerAudio caller;
  private final ModelAudio model;
  private final FieldScan scan = new FieldScan(ModelAudio.DELTA, ModelAudio.PATHS);
  private final Queue<String> held = new ArrayDeque<>();
  private Leg leg;
  private Consumer<Buffer> messages = message -> {};
  private IntConsumer ended = code -> {};
  private Consumer<Boolean> came = whether -> {};
  private @Nullable WebSocket socket;
  private @Nullable Lane lane;
  private @Nullable Buffer partial;
  private boolean configured;
  private boolean closed;
  private long configuredTimer = -1;

  /** What the session is to be told of the end; on its context. */
  private int endedWith;

  /**
   * @param session context of who drives the call
   * @param before what was said and done in a session that is lost
   */
  Bridge(
      Vertx vertx,
      Context session,
      Leg leg,
      BridgedOpening opening,
      List<Item> before,
      Keeper keeper) {
    this.vertx = vertx;
    this.session = session;
    this.leg = leg;
    this.opening = opening;
    this.before = before;
    this.keeper = keeper;
    this.caller = new CallerAudio(vertx, leg, keeper::mayDrive);
    int generation = (int) (System.nanoTime() & 0xFFFFFFF);
    this.model = new ModelAudio(leg, generation, opening.interruptible(), this::tell, this::write);
    leg.listen(this);
  }

  /**
   * The model's socket is open; on the leg's event loop, before anything else is awaited.
   *
   * @param whetherItCame told at most once: whether the provider has made a session of it
   */
  void join(WebSocket opened, Consumer<Boolean> whetherItCame) {
    socket = opened;
    came = whetherItCame;
    lane = Lane.through(opened, this);
    opened.frameHandler(frame -> {
      if (frame.isText() || frame.isContinuation()) {
        joined(frame.isFinal(), frame.binaryData());
      }
    });
    opened.exceptionHandler(cause -> {}); // the close handler tells
    opened.closeHandler(nothing -> modelLost(opened));
    if (closed) { // the caller's stream was over before
      var unused = opened.close();
      return;
    }
    configuredTimer = vertx.setTimer(
        CONFIGURED_WITHIN_MS, fired -> opened.close((short) NOT_CONFIGURED, "no session.updated"));
    opened.writeTextMessage(opening.update());
  }

  /** Whether both ends share an event loop: nothing here is guarded otherwise. */
  boolean isOneLoop() {
    return lane != null && lane.loop().inEventLoop();
  }

  // ---- what the session that drives the call does; on its context

  @Override
  public void handle(Consumer<Buffer> onMessage, IntConsumer onEnd) {
    messages = onMessage;
    ended = onEnd;
    if (endedWith != 0) { // while the session with the model was being opened
      session.runOnContext(now -> ended.accept(endedWith));
    }
  }

  @Override
  public void send(String frame) {
    leg.context().runOnContext(now -> sent(frame));
  }

  @Override
  public Future<Void> close() {
    messages = message -> {};
    ended = code -> {};
    Promise<Void> done = Promise.promise();
    leg.context().runOnContext(now -> {
      end();
      leg.close();
      done.complete();
    });
    return done.future();
  }

  // ---- from the session to the model

  /** The opening went when the socket opened; until the provider has confirmed it, what follows waits. */
  private void sent(String frame) {
    if (frame.equals(Frames.CLEAR)) {
      model.clear();
    } else if (frame.startsWith(
        "{\"type\":\"session.update\",\"session\":{\"type\":\"realtime\",\"model\"")) {
      return;
    } else if (configured) {
      write(frame);
    } else if (held.size() < MOST_HELD) {
      held.add(frame);
    }
  }

  private void write(String frame) {
    if (socket != null && !closed) {
      socket.writeTextMessage(frame);
    }
  }

  // ---- from the model

  @Override
  public boolean read(byte[] bytes, int length) {
    boolean sound = scan.scan(bytes, length) == Verdict.READ;
    if (sound) {
      play(bytes, length);
    }
    return sound;
  }

  private void play(byte[] bytes, int length) {
    if (keeper.mayDrive()) {
      model.delta(bytes, length, scan);
    }
  }

  private void joined(boolean last, Buffer part) {
    if (last && partial == null) {
      event(part);
      return;
    }
    Buffer joined = partial == null ? Buffer.buffer() : partial;
    if (joined.length() + part.length() <= LARGEST_MESSAGE) {
      joined.appendBuffer(part);
    }
    partial = last ? null : joined;
    if (last) {
      event(joined);
    }
  }

  private void event(Buffer message) {
    BridgedEvent event = BridgedEvent.of(message);
    switch (event.type()) {
      case ModelAudio.DELTA -> {
        unusual(message);
        return;
      }
      case "session.updated" -> configured();
      case "input_audio_buffer.speech_started" -> {
        caller.speech(true);
        model.speechStarted();
      }
      case "input_audio_buffer.speech_stopped" -> caller.speech(false);
      case "response.created" -> model.created(event.response());
      default -> {}
    }
    tell(message);
    if (event.type().equals("response.done")) {
      model.done(event.response());
    }
  }

  /** Sound in a frame that the scanner does not read. */
  private void unusual(Buffer message) {
    byte[] plain = Plain.of(message.getBytes(), message.length(), ModelAudio.PATHS);
    if (plain != null && scan.scan(plain, plain.length) == Verdict.READ) {
      play(plain, plain.length);
      rest();
    }
  }

  private void configured() {
    vertx.cancelTimer(configuredTimer);
    if (!configured && lane != null) {
      configured = true;
      came.accept(true);
      before.forEach(item -> Frames.before(item).forEach(this::write));
      held.forEach(this::write);
      held.clear();
      caller.into(lane);
    }
  }

  private void modelLost(WebSocket lost) {
    if (!closed) {
      Short code = lost.closeStatusCode();
      end();
      if (!configured) {
        came.accept(false);
      }
      int told = code == null ? ABNORMAL : code;
      tellEnd(told);
    }
  }

  private void tellEnd(int code) {
    session.runOnContext(now -> {
      endedWith = code;
      ended.accept(code);
    });
  }

  private void tell(String frame) {
    tell(Buffer.buffer(frame));
  }

  private void tell(Buffer message) {
    session.runOnContext(now -> messages.accept(message));
  }

  /** Both directions end here; the leg is told no more. */
  private void end() {
    closed = true;
    vertx.cancelTimer(configuredTimer);
    caller.close();
    if (socket != null) {
      var unused = socket.close();
    }
  }

  // ---- from the leg, and when either side takes no more

  @Override
  public void sound(byte[] frame, int from, int to, long atMs) {
    if (!closed) {
      caller.sound(frame, from, to, atMs);
    }
  }

  /** Told by both sockets: what was written meanwhile leaves in one go. */
  @Override
  public void rest() {
    caller.rest();
    leg.flush();
    if (lane != null && !leg.isWritable()) {
      lane.reads(false);
    }
  }

  @Override
  public void heard(int generation, int item, long offset) {
    model.heard(generation, item, offset);
  }

  @Override
  public void key(String digit) {
    tell(Frames.key(digit));
  }

  @Override
  public void writable() {
    if (lane != null) {
      lane.reads(true);
    }
  }

  @Override
  public void writable(boolean writable) {
    if (writable) {
      caller.writable();
    }
  }

  @Override
  public void ended(boolean forGood) {
    if (closed) {
      return;
    }
    if (forGood) {
      over();
    } else {
      model.awaitLeg();
      keeper.anotherLeg().onSuccess(another -> leg.context().runOnContext(now -> goOn(another)));
    }
  }

  private void goOn(@Nullable Leg another) {
    if (closed) {
      return;
    }
    if (another == null) {
      over();
      return;
    }
    leg = another;
    caller.from(another);
    model.to(another);
    writable();
    another.listen(this);
  }

  private void over() {
    end();
    tellEnd(ABNORMAL);
  }
}
