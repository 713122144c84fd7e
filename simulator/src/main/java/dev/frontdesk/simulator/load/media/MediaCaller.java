package dev.frontdesk.simulator.load.media;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One caller through the carrier: a frame every 20 ms, and what is heard is noted. */
final class MediaCaller implements Wire.Listener {
  static final long FRAME_NANOS = 20_000_000;

  private static final int FRAME_MS = 20;
  private static final byte[] MEDIA = TextFrame.part("{\"event\":\"media\"");
  private static final byte[] MARK = TextFrame.part("{\"event\":\"mark\"");
  private static final byte[] CLEAR = TextFrame.part("{\"event\":\"clear\"");
  private static final byte[] PAYLOAD = TextFrame.part("\"payload\":\"");
  private static final byte[] TIMESTAMP = TextFrame.part("\",\"timestamp\":\"");
  private static final byte[] AUDIO = TextFrame.part("\",\"payload\":\"");
  private static final byte[] END = TextFrame.part("\"}}");
  private static final byte[] HEAD = TextFrame.part("{\"event\":\"media\",\"sequenceNumber\":\"");

  private final Pacer pacer;
  private final MediaLoadOptions options;
  private final MediaMeter meter;
  private final String callSid;
  private final String streamSid;
  private final byte[] track;
  private final TextFrame frame = new TextFrame();
  private final CompletableFuture<Void> over = new CompletableFuture<>();
  private int chunk;
  private boolean opened;
  private @Nullable Wire wire;

  MediaCaller(Pacer pacer, MediaLoadOptions options, MediaMeter meter, long number) {
    this.pacer = pacer;
    this.options = options;
    this.meter = meter;
    this.callSid = "CA%032x".formatted(number);
    this.streamSid = "MZ%032x".formatted(number);
    this.track = TextFrame.part(
        "\",\"streamSid\":\"" + streamSid + "\",\"media\":{\"track\":\"inbound\",\"chunk\":\"");
  }

  /** Done when the stream is over, or was refused. */
  CompletableFuture<Void> over() {
    return over;
  }

  void call(Webhook webhook) {
    if (options.hasWebhook()) {
      var unused = webhook
          .announced(options, callSid)
          .whenComplete((stream, refused) -> pacer.ask(() -> {
            if (stream == null) {
              refused();
            } else {
              dial(stream);
            }
          }));
    } else {
      dial(new Webhook.Stream(options.target() + "bench-" + callSid, ""));
    }
  }

  private void refused() {
    meter.refused++;
    over.complete(null);
  }

  private void dial(Webhook.Stream stream) {
    try {
      var host = InetAddress.getAllByName(options.target().getHost())[0];
      wire = Wire.dial(
          pacer,
          new InetSocketAddress(host, options.target().getPort()),
          URI.create(stream.url()).getRawPath(),
          "X-Twilio-Signature: " + stream.signature() + "\r\n",
          this);
    } catch (IOException e) {
      refused();
    }
  }

  @Override
  public void opened() {
    opened = true;
    meter.streams++;
    send("{\"event\":\"connected\",\"protocol\":\"Call\",\"version\":\"1.0.0\"}");
    send(
        "{\"event\":\"start\",\"sequenceNumber\":\"1\",\"streamSid\":\"" + streamSid
            + "\",\"start\":{\"streamSid\":\"" + streamSid + "\",\"accountSid\":\""
            + options.accountSid() + "\",\"callSid\":\"" + callSid
            + "\",\"mediaFormat\":{\"encoding\":\"audio/x-mulaw\",\"sampleRate\":8000,\"channels\":1}}}");
    pacer.at(System.nanoTime() + FRAME_NANOS, this::speak);
    pacer.after(options.lasts().toNanos(), this::hangUp);
  }

  private void hangUp() {
    send("{\"event\":\"stop\",\"streamSid\":\"" + streamSid + "\",\"stop\":{\"callSid\":\""
        + callSid + "\"}}");
    if (wire != null) {
      wire.close();
    }
  }

  private long speak(long due) {
    if (over.isDone() || wire == null || chunk * FRAME_NANOS >= options.lasts().toNanos()) {
      return 0;
    }
    meter.late.add(System.nanoTime() - due);
    meter.framesUp++;
    chunk++;
    frame
        .begin()
        .add(HEAD)
        .add(chunk + 1)
        .add(track)
        .add(chunk)
        .add(TIMESTAMP)
        .add(chunk * FRAME_MS)
        .add(AUDIO)
        .addStamp()
        .add(END);
    wire.send(frame.bytes, frame.length());
    return due + FRAME_NANOS;
  }

  @Override
  public void text(byte[] bytes, int from, int length) {
    if (TextFrame.begins(MEDIA, bytes, from, length)) {
      int end = from + length;
      long sent = Stamp.read(bytes, TextFrame.after(PAYLOAD, bytes, from, length), end);
      meter.gotDown++;
      meter.down.add(sent < 0 ? 0 : System.nanoTime() - sent);
    } else if (TextFrame.begins(MARK, bytes, from, length)) {
      meter.marks++;
      send(new String(bytes, from, length, US_ASCII)); // played at once
    } else if (TextFrame.begins(CLEAR, bytes, from, length)) {
      meter.clears++;
    }
  }

  @Override
  public void ended() {
    if (!opened) {
      meter.refused++;
    }
    over.complete(null);
  }

  private void send(String text) {
    if (wire != null) {
      wire.send(text);
    }
  }
}
