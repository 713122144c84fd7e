package dev.frontdesk.media;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.frontdesk.audio.FieldScan;
import dev.frontdesk.audio.FieldScan.Verdict;
import dev.frontdesk.audio.Lane;
import dev.frontdesk.audio.Plain;
import dev.frontdesk.media.MediaCount.Of;
import dev.frontdesk.provider.Leg;
import dev.frontdesk.twilio.BoundStream;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One media stream from its handshake to its end: reads the carrier's frames (twilio.md 3.1). Only on the event loop of its socket. */
final class MediaStream implements Lane.Reader {
  private static final Logger LOG = LoggerFactory.getLogger(MediaStream.class);
  private static final long STARTS_WITHIN_MS = 10_000;
  private static final short POLICY = 1008;
  private static final short TOO_BIG = 1009;
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
  private Buffer parts = Buffer.buffer();

  MediaStream(
      Vertx vertx, BoundStream bound, ServerWebSocket socket, Streams streams, MediaCount counts) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.bound = bound;
    this.socket = socket;
    this.streams = streams;
    this.counts = counts;
    this.lane = Lane.through(socket, this);
    this.startTimer = vertx.setTimer(STARTS_WITHIN_MS, fired -> refuse(Of.NO_START, "no start"));
    counts.count(Of.STREAM);
    counts.opened();
    socket.exceptionHandler(cause -> {}); // the close handler tells
    socket.closeHandler(closed -> closed());
    socket.frameHandler(this::part);
  }

  /** A message in several frames, which the carrier does not send. */
  private void part(WebSocketFrame frame) {
    if (!frame.isText() && !frame.isContinuation()) {
      return;
    }
    parts.appendBuffer(frame.binaryData());
    if (parts.length() > LARGEST_MESSAGE) {
      counts.count(Of.MALFORMED);
      socket.close(TOO_BIG, "message too big");
    } else if (frame.isFinal()) {
      byte[] whole = parts.getBytes();
      parts = Buffer.buffer();
      read(whole, whole.length);
    }
  }

  @Override
  public boolean read(byte[] bytes, int length) {
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
        case "stop" -> close();
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
      StreamLeg former = streams.arrived(bound, started);
      if (former != null) {
        counts.count(Of.REPLACED);
        former.context().runOnContext(now -> former.replace());
      }
    }
  }

  /** The call is over for us, or goes on by what the carrier was told for this case. */
  private void close() {
    stopped = true;
    ended();
    socket.close();
  }

  private void refuse(Of why, String reason) {
    LOG.atWarn().addKeyValue("call", bound.call()).log("media stream refused: {}", reason);
    counts.count(why);
    socket.close(POLICY, reason);
  }

  private void closed() {
    vertx.cancelTimer(startTimer);
    counts.closed();
    if (leg != null && !stopped) {
      counts.count(Of.LOST);
    }
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
