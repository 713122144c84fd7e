package dev.frontdesk.audio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;

/** Beside Netty's own codec: whatever is sent arrives once and in order, however it is cut into pieces, and whoever reads it. */
class ShortcutProperties {
  private static final int LARGEST = 1 << 20; // bytes
  private static final byte[] NONE = new byte[0];

  /** How a frame is sent: what begins with it is for the reader, everything else for the codec. */
  private static final char TAKEN = 'T';

  private static final String UNBEARABLE = "!";

  /** What the other side does. */
  enum Kind {
    TEXT,
    BINARY,
    PING,
    FRAGMENTS
  }

  record Sent(Kind kind, String text) {}

  @Property(tries = 500)
  void whatArrivesIsReadOnceAndInOrder(
      @ForAll boolean client,
      @ForAll("frames") List<Sent> frames,
      @ForAll("cuts") List<Integer> cuts) {
    var side = new Side(client);
    ByteBuf bytes = encoded(!client, frames);
    for (int cut : cuts) {
      side.channel.writeInbound(bytes.readRetainedSlice(Math.min(cut, bytes.readableBytes())));
    }
    side.channel.writeInbound(bytes);
    assertEquals(frames.stream().flatMap(frame -> parts(frame).stream()).toList(), side.read);
    side.channel.finishAndReleaseAll();
  }

  @Property(tries = 500)
  void whatIsWrittenBothWaysLeavesInOrder(
      @ForAll boolean client, @ForAll("frames") @Size(min = 1) List<Sent> frames) {
    var side = new Side(client);
    for (Sent frame : frames) {
      byte[] text = frame.text().getBytes(UTF_8);
      if (frame.kind() == Kind.TEXT) {
        int third = text.length / 3;
        side.shortcut.write(
            frame.text().substring(0, third).getBytes(UTF_8),
            text,
            third,
            2 * third,
            frame.text().substring(2 * third).getBytes(UTF_8));
      } else {
        for (WebSocketFrame each : frames(frame)) {
          var unused = side.channel.write(each);
        }
      }
    }
    side.channel.flush();
    var other = new Side(!client);
    for (ByteBuf out = side.channel.readOutbound();
        out != null;
        out = side.channel.readOutbound()) {
      other.channel.writeInbound(out);
    }
    assertEquals(frames.stream().flatMap(frame -> parts(frame).stream()).toList(), other.read);
    side.channel.finishAndReleaseAll();
    other.channel.finishAndReleaseAll();
  }

  @Example
  void framesThatAreWrittenTogetherLeaveTogether() {
    var side = new Side(false);
    side.shortcut.write(NONE, "one".getBytes(UTF_8), 0, 3, NONE);
    side.shortcut.write(NONE, "two".getBytes(UTF_8), 0, 3, NONE);
    assertEquals(0, side.channel.outboundMessages().size());
    side.shortcut.flush();
    assertEquals(1, side.channel.outboundMessages().size());
    side.channel.finishAndReleaseAll();
  }

  /** Of a client unmasked, with an unknown opcode, or compressed though nobody agreed to it. */
  @Example
  void whatNoPeerMaySendIsLeftToTheCodec() {
    for (int[] header :
        List.of(new int[] {0x81, 0x01, TAKEN}, new int[] {0x83, 0x81}, new int[] {0xC1, 0x81})) {
      var side = new Side(false);
      ByteBuf bytes = Unpooled.buffer();
      for (int each : header) {
        bytes.writeByte(each);
      }
      side.channel.writeInbound(bytes.writeBytes(new byte[8]));
      assertEquals(List.of("refused"), side.read);
      side.channel.finishAndReleaseAll();
    }
  }

  @Example
  void aFrameThatItsReaderDoesNotBearHarmsNoOther() {
    var side = new Side(true);
    side.channel.writeInbound(encoded(
        false,
        List.of(
            new Sent(Kind.TEXT, TAKEN + UNBEARABLE),
            new Sent(Kind.TEXT, TAKEN + "two"),
            new Sent(Kind.TEXT, "three"))));
    assertEquals(
        List.of("refused", "reader " + TAKEN + "two", "TextWebSocketFrame three"), side.read);
    side.channel.finishAndReleaseAll();
  }

  @Example
  void aHeaderThatNeverEndsIsLetGo() {
    var side = new Side(false);
    ByteBuf half = Unpooled.buffer().writeByte(0x81);
    side.channel.writeInbound(half);
    side.channel.finishAndReleaseAll();
    assertFalse(half.refCnt() > 0);
  }

  @Provide
  Arbitrary<List<Sent>> frames() {
    Arbitrary<Integer> lengths = Arbitraries.frequencyOf(
        Tuple.of(6, Arbitraries.integers().between(0, 400)),
        Tuple.of(2, Arbitraries.of(3, 122, 123, 124, 125, 126, 127)),
        Tuple.of(1, Arbitraries.of(65_533, 65_535, 65_536, 65_537, 70_000)));
    Arbitrary<String> texts = Combinators.combine(
            Arbitraries.of("" + TAKEN, "c"), lengths, Arbitraries.chars().range('a', 'z'))
        .as((first, length, letter) -> first + String.valueOf(letter).repeat(length));
    return Combinators.combine(Arbitraries.of(Kind.class), texts)
        .as((kind, text) -> new Sent(
            kind, kind == Kind.PING ? text.substring(0, Math.min(100, text.length())) : text))
        .list()
        .ofMaxSize(12);
  }

  @Provide
  Arbitrary<List<Integer>> cuts() {
    return Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.integers().between(0, 20)),
            Tuple.of(2, Arbitraries.integers().between(0, 500)),
            Tuple.of(1, Arbitraries.integers().between(0, 70_000)))
        .list()
        .ofMaxSize(20);
  }

  private static ByteBuf encoded(boolean masks, List<Sent> frames) {
    var encoder = new EmbeddedChannel(new WebSocket13FrameEncoder(masks));
    frames.forEach(frame -> frames(frame).forEach(encoder::writeOutbound));
    ByteBuf all = Unpooled.buffer();
    for (ByteBuf out = encoder.readOutbound(); out != null; out = encoder.readOutbound()) {
      all.writeBytes(out);
      out.release();
    }
    return all;
  }

  private static List<WebSocketFrame> frames(Sent frame) {
    ByteBuf bytes = Unpooled.copiedBuffer(frame.text(), UTF_8);
    int half = bytes.readableBytes() / 2;
    return switch (frame.kind()) {
      case TEXT -> List.of(new TextWebSocketFrame(bytes));
      case BINARY -> List.of(new BinaryWebSocketFrame(bytes));
      case PING -> List.of(new PingWebSocketFrame(bytes));
      case FRAGMENTS ->
        List.of(
            new TextWebSocketFrame(false, 0, bytes.readRetainedSlice(half)),
            new PingWebSocketFrame(),
            new ContinuationWebSocketFrame(true, 0, bytes));
    };
  }

  /** A text of its own that begins so is the reader's, everything else the codec's. */
  private static List<String> parts(Sent sent) {
    String text = sent.text();
    int half = text.length() / 2;
    return switch (sent.kind()) {
      case TEXT -> List.of((isTaken(text) ? "reader " : "TextWebSocketFrame ") + text);
      case BINARY -> List.of("BinaryWebSocketFrame " + text);
      case PING -> List.of("PingWebSocketFrame " + text);
      case FRAGMENTS ->
        List.of(
            "TextWebSocketFrame " + text.substring(0, half),
            "PingWebSocketFrame ",
            "ContinuationWebSocketFrame " + text.substring(half));
    };
  }

  private static boolean isTaken(String text) {
    return text.charAt(0) == TAKEN;
  }

  /** One end of a connection, and what was read of it. */
  private static final class Side extends ChannelInboundHandlerAdapter implements Lane.Reader {
    private final List<String> read = new ArrayList<>();
    private final EmbeddedChannel channel;
    private final Shortcut shortcut;

    Side(boolean client) {
      ChannelHandler decoder = new WebSocket13FrameDecoder(WebSocketDecoderConfig.newBuilder()
          .expectMaskedFrames(!client)
          .maxFramePayloadLength(LARGEST)
          .closeOnProtocolViolation(false)
          .build());
      channel = new EmbeddedChannel(new WebSocket13FrameEncoder(client), decoder, this);
      shortcut = Shortcut.before(channel, client, this);
    }

    @Override
    public boolean read(byte[] bytes, int length) {
      String text = new String(bytes, 0, length, UTF_8);
      if (text.endsWith(UNBEARABLE)) {
        throw new IllegalStateException(UNBEARABLE);
      }
      boolean taken = isTaken(text);
      if (taken) {
        read.add("reader " + text);
      }
      return taken;
    }

    /** A whole text that came in pieces is the reader's as well, as in {@link Lane}. */
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      var frame = (WebSocketFrame) message;
      String text = frame.content().toString(UTF_8);
      boolean taken =
          frame instanceof TextWebSocketFrame && frame.isFinalFragment() && isTaken(text);
      read.add((taken ? "reader" : frame.getClass().getSimpleName()) + " " + text);
      frame.release();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      if (!read.contains("refused")) {
        read.add("refused");
      }
    }

    @Override
    public void rest() {}

    @Override
    public void writable(boolean writable) {}
  }
}
