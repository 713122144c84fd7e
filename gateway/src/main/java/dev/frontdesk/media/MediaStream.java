package dev.frontdesk.media;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.frontdesk.audio.FieldScan;
import dev.frontdesk.audio.FieldScan.Verdict;
import dev.frontdesk.audio.Lane;
import dev.frontdesk.audio.Plain;
import dev.frontdesk.media.MediaCount.Of;
import dev.frontdesk.provider.Leg;
import dev.frontdesk.twilio.BoundStream;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One media stream from its handshake to its end: reads the carrier's frames (twilio.md 3.1). Only on the event loop of its socket. */
final class MediaStream implements Lane.Reader {
  private static final Logger LOG = LoggerFactory.getLogger(MediaStream.class);
  private static final short POLICY = 1008;
  private static final short TOO_BIG = 1009;
  private static final long ANNOUNCED_AGAIN_AFTER_MS = 1_000;
  static final int LARGEST_MESSAGE = 64 << 10; // bytes, as the HTTP server's for a frame
  private static final String[] PATHS = {
    "event",
    "media.payload",
    "media.timestamp",
    "media.track",
    "mark.name",
    "dtmf.digit",
    "streamSid",
    "start.callSid",
    "start.accountSid",
    "start.mediaFormat.encoding"
  };
  private static final int EVENT = 0;
  private static final int PAYLOAD = 1;
  private static final int TIMESTAMP = 2;
  private static final int TRACK = 3;
  private static final int MARK = 4;
  private static final int DIGIT = 5;
  private static final int STREAM = 6;
  private static final int CALL = 7;
  private static final int ACCOUNT = 8;
  private static final int ENCODING = 9;
  private static final byte[] MEDIA = "media".getBytes(US_ASCII);
  private static final byte[] MARKED = "mark".getBytes(US_ASCII);
  private static final byte[] OUTBOUND = "outbound".getBytes(US_ASCII);
  private static final String KEYS = "0123456789*#";

  private final Vertx vertx;
  private final Context context;
  private final BoundStream bound;
  private final ServerWebSocket socket;
  private final Streams streams;
  private final MediaCount counts;
  private final FieldScan scan = new FieldScan("", PATHS);
  private final MarkName mark = new MarkName();
  private final Lane lane;
  private final long startTimer;
  private @Nullable StreamLeg leg;
  private boolean stopped;

  /** It was the carrier who has stopped it. */
  private boolean said;

  /** We have ended it for what it was, and have counted that. */
  private boolean refused;

  private Buffer parts = Buffer.buffer();

  MediaStream(
      Vertx vertx,
      BoundStream bound,
      ServerWebSocket socket,
      Streams streams,
      MediaCount counts,
      Duration startsWithin) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.bound = bound;
    this.socket = socket;
    this.streams = streams;
    this.counts = counts;
    this.lane = Lane.through(socket, this);
    this.startTimer =
        vertx.setTimer(startsWithin.toMillis(), fired -> refuse(Of.NO_START, "no start"));
    counts.count(Of.STREAM);
    counts.opened();
    socket.exceptionHandler(this::broken);
    socket.closeHandler(closed -> closed());
    socket.frameHandler(this::part);
  }

  /** A message in several frames or a binary one; the carrier sends neither. */
  private void part(WebSocketFrame frame) {
    if (frame.isBinary()) {
      counts.count(Of.MALFORMED);
    }
    if (stopped || refused || !(frame.isText() || frame.isContinuation())) {
      return;
    }
    parts.appendBuffer(frame.binaryData());
    if (parts.length() > LARGEST_MESSAGE) {
      refuse(Of.TOO_BIG, TOO_BIG, "message too big");
    } else if (frame.isFinal()) {
      byte[] whole = parts.getBytes();
      parts = Buffer.buffer();
      read(whole, whole.length);
    }
  }

  /** What is no WebSocket frame, or too long a one, ends its stream; the codec sees to that. */
  private void broken(Throwable cause) {
    if (cause instanceof CorruptedWebSocketFrameException frame && !refused) {
      boolean tooBig = frame.closeStatus().code() == TOO_BIG;
      refuse(tooBig ? Of.TOO_BIG : Of.MALFORMED, (short) frame.closeStatus().code(), "bad frame");
    }
  }

  @Override
  public boolean read(byte[] bytes, int length) {
    if (stopped || refused) {
      if (said) {
        counts.count(Of.MALFORMED); // what we have closed ourselves still comes for a moment
      }
      return true;
    }
    Verdict verdict = scan.scan(bytes, length);
    if (verdict == Verdict.READ) {
      event(bytes);
    } else {
      unusual(bytes, length);
    }
    return true;
  }

  private void unusual(byte[] bytes, int length) {
    byte[] plain = Plain.of(bytes, length, PATHS);
    if (plain != null && scan.scan(plain, plain.length) == Verdict.READ && scan.has(EVENT)) {
      event(plain);
    } else {
      counts.count(Of.MALFORMED);
    }
  }

  private void event(byte[] bytes) {
    if (scan.is(EVENT, MEDIA)) {
      sound(bytes);
    } else if (scan.is(EVENT, MARKED)) {
      heard(bytes);
    } else {
      switch (scan.string(EVENT)) {
        case "start" -> start();
        case "dtmf" -> key(scan.string(DIGIT));
        case "stop" -> {
          said = true;
          close();
        }
        case "" -> counts.count(Of.MALFORMED);
        default -> {} // connected, and whatever may come to be
      }
    }
  }

  private void sound(byte[] bytes) {
    StreamLeg started = leg;
    if (!scan.isText(PAYLOAD)) {
      counts.count(Of.MALFORMED);
    } else if (started != null && !scan.is(TRACK, OUTBOUND)) {
      counts.count(Of.FRAME_IN);
      started.sound(bytes, scan.from(PAYLOAD), scan.to(PAYLOAD), scan.number(TIMESTAMP));
    }
  }

  private void heard(byte[] bytes) {
    Leg.Listener listener = leg == null ? null : leg.listener();
    if (listener != null && scan.has(MARK) && mark.read(bytes, scan.from(MARK), scan.to(MARK))) {
      listener.heard(mark.generation(), mark.item(), mark.offset());
    }
  }

  private void key(String digit) {
    Leg.Listener listener = leg == null ? null : leg.listener();
    if (listener != null && digit.length() == 1 && KEYS.contains(digit)) {
      listener.key(digit);
    }
  }

  private void start() {
    if (leg != null) {
      return;
    }
    boolean meant = scan.string(CALL).equals(bound.callSid())
        && scan.string(ACCOUNT).equals(bound.accountSid());
    String encoding = scan.string(ENCODING);
    if (!meant || !scan.isText(STREAM)) {
      refuse(Of.OTHER_CALL, "not the call that was announced");
    } else if (!encoding.isEmpty() && !encoding.equals("audio/x-mulaw")) {
      refuse(Of.NO_START, "not audio/x-mulaw");
    } else {
      vertx.cancelTimer(startTimer);
      var started = new StreamLeg(context, lane, scan.string(STREAM), counts, this::close);
      leg = started;
      StreamLeg former =
          streams.arrived(bound, started, () -> context.runOnContext(now -> unattended(started)));
      LOG.atInfo()
          .addKeyValue("call", bound.call())
          .addKeyValue("stream", scan.string(STREAM))
          .log(former == null ? "media stream begins" : "media stream begins in place of another");
      if (former != null) {
        counts.count(Of.REPLACED);
        former.context().runOnContext(now -> former.replace());
      }
      announceAgain(started);
    }
  }

  /** Whoever was thought to drive its call here may have lost it meanwhile: a node that was frozen learns that late. */
  private void announceAgain(StreamLeg started) {
    vertx.setTimer(ANNOUNCED_AGAIN_AFTER_MS, late -> {
      if (started.listener() == null && !started.isOver() && !refused) {
        streams.waits(bound, () -> context.runOnContext(now -> unattended(started)));
        announceAgain(started);
      }
    });
  }

  /** The call is over for us, or goes on by what the carrier was told for this case. */
  private void close() {
    stopped = true;
    ended();
    socket.close();
  }

  /** Its call is over, or cannot come here: what the carrier does next is not for the stream to say. */
  private void unattended(StreamLeg started) {
    if (started.listener() == null && !stopped && !refused) {
      refuse(Of.UNATTENDED, "nobody attends to its call");
    }
  }

  private void refuse(Of why, String reason) {
    refuse(why, POLICY, reason);
  }

  private void refuse(Of why, short code, String reason) {
    LOG.atWarn().addKeyValue("call", bound.call()).log("media stream refused: {}", reason);
    counts.count(why);
    refused = true;
    socket.close(code, reason);
  }

  private void closed() {
    vertx.cancelTimer(startTimer);
    counts.closed();
    if (leg != null && !stopped && !refused) {
      counts.count(Of.LOST);
    }
    LOG.atInfo()
        .addKeyValue("call", bound.call())
        .addKeyValue("by", said ? "carrier" : stopped || refused ? "us" : "nobody")
        .log("media stream ends");
    ended();
  }

  private void ended() {
    StreamLeg ending = leg;
    if (ending != null) {
      boolean forGood = stopped && !streams.isLeaving(bound.callSid());
      streams.ended(bound.callSid(), ending, forGood);
      ending.end(forGood);
    }
  }

  @Override
  public void rest() {
    Leg.Listener listener = leg == null ? null : leg.listener();
    if (listener != null) {
      listener.rest();
    }
  }

  @Override
  public void writable(boolean writable) {
    Leg.Listener listener = leg == null ? null : leg.listener();
    if (writable && listener != null) {
      listener.writable();
    }
  }
}
