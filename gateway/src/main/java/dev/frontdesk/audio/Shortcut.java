package dev.frontdesk.audio;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrameEncoder;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Before the codec of an open WebSocket: takes whole text frames out of the bytes that arrive, and puts those that are written in among
 * the bytes that leave, without an object for either (RFC 6455 5.2). Whatever else arrives, control frames, fragments, large frames and
 * frames that arrive in pieces, it leaves to the codec, byte for byte and in order; it only counts where the next frame begins.
 */
final class Shortcut extends ChannelDuplexHandler {
  private static final String NAME = "frontdesk-shortcut";

  /** Larger frames are left to the codec. */
  static final int LARGEST = Lane.USUAL_BYTES;

  private static final int USUAL_WRITE = 1 << 10; // bytes
  private static final int MOST_PENDING = 64 << 10; // bytes

  private final Lane.Reader reader;
  private final boolean client;
  private final ChannelHandlerContext context;
  private final FrameHeader header = new FrameHeader();

  /** Whether anything went to the codec since it was last told that this was all for now. */
  private boolean passed = true;

  /** Bytes still to come of a frame that the codec reads. */
  private long rest;

  private boolean fragmented;

  /** What arrives is not what it should be: the codec shall say so. */
  private boolean off;

  /** The beginning of a frame's header. */
  private @Nullable ByteBuf beginning;

  /** Frames that have not been given to the socket yet. */
  private @Nullable ByteBuf pending;

  /** Whether something was given to it that has not been told to leave. */
  private boolean unflushed;

  private Shortcut(Channel channel, boolean client, Lane.Reader reader) {
    this.reader = reader;
    this.client = client;
    ChannelPipeline pipeline = channel.pipeline();
    pipeline.addBefore(codec(pipeline), NAME, this);
    this.context = pipeline.context(this);
  }

  /**
   * To be called while the handshake's last bytes are read, or before the other side knows that it is over: a frame of which the codec has
   * a part already is not seen.
   *
   * @param client whether we dialled: a client's frames are masked, a server's are not
   * @throws IllegalStateException if the channel has no WebSocket codec
   */
  static Shortcut before(Channel channel, boolean client, Lane.Reader reader) {
    return new Shortcut(channel, client, reader);
  }

  private static String codec(ChannelPipeline pipeline) {
    for (Map.Entry<String, ?> each : pipeline) {
      if (each.getValue() instanceof WebSocketFrameDecoder
          || each.getValue() instanceof WebSocketFrameEncoder) {
        return each.getKey();
      }
    }
    throw new IllegalStateException("no WebSocket codec among " + pipeline.names());
  }

  // ---- what arrives

  @Override
  public void channelRead(ChannelHandlerContext ignored, Object message) {
    if (!(message instanceof ByteBuf arrived) || off) {
      passed = true;
      context.fireChannelRead(message);
      return;
    }
    ByteBuf bytes = whole(arrived);
    try {
      while (bytes.isReadable() && !off) {
        next(bytes);
      }
      if (bytes.isReadable()) {
        pass(bytes, bytes.readableBytes());
      }
    } finally {
      bytes.release();
    }
  }

  private ByteBuf whole(ByteBuf arrived) {
    ByteBuf before = beginning;
    if (before == null) {
      return arrived;
    }
    beginning = null;
    ByteBuf both = context.alloc().buffer(before.readableBytes() + arrived.readableBytes());
    both.writeBytes(before).writeBytes(arrived);
    before.release();
    arrived.release();
    return both;
  }

  /** What one frame does to its reader is none of the others' business: where they begin is known all the same. */
  private void next(ByteBuf bytes) {
    try {
      frame(bytes);
    } catch (RuntimeException e) {
      passed = true;
      context.fireExceptionCaught(e);
    }
  }

  /** One frame, or what there is of it. */
  private void frame(ByteBuf bytes) {
    if (rest > 0) {
      int now = (int) Math.min(rest, bytes.readableBytes());
      rest -= now;
      pass(bytes, now);
      return;
    }
    if (!header.read(bytes)) {
      beginning = bytes.readRetainedSlice(bytes.readableBytes());
    } else if (!header.isValid(!client)) {
      off = true;
    } else if (isOurs(bytes)) {
      read(bytes);
    } else {
      leave(bytes);
    }
  }

  private boolean isOurs(ByteBuf bytes) {
    return !fragmented
        && header.isWholeText()
        && header.payloadLength() <= LARGEST
        && bytes.readableBytes() >= header.frameLength();
  }

  private void read(ByteBuf bytes) {
    int begin = bytes.readerIndex();
    int frame = (int) header.frameLength();
    byte[] payload = Lane.BYTES.get();
    int length = (int) header.payloadLength();
    bytes.getBytes(begin + header.length(), payload, 0, length);
    if (!client) {
      Mask.apply(header.mask(), payload, length);
    }
    bytes.skipBytes(frame);
    if (!reader.read(payload, length)) {
      passed = true;
      context.fireChannelRead(bytes.retainedSlice(begin, frame));
    }
  }

  /** To the codec. */
  private void leave(ByteBuf bytes) {
    int now = (int) Math.min(header.frameLength(), bytes.readableBytes());
    rest = header.frameLength() - now;
    if (!header.isControl()) {
      fragmented = !header.isFinal();
    }
    pass(bytes, now);
  }

  private void pass(ByteBuf bytes, int length) {
    passed = true;
    context.fireChannelRead(bytes.readRetainedSlice(length));
  }

  /** What nothing came of is not told to all those behind. */
  @Override
  public void channelReadComplete(ChannelHandlerContext ignored) {
    if (passed) {
      passed = false;
      context.fireChannelReadComplete();
    } else {
      reader.rest();
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ignored) {
    if (beginning != null) {
      beginning.release();
      beginning = null;
    }
    if (pending != null) {
      pending.release();
      pending = null;
    }
  }

  // ---- what leaves

  /** Appends a text frame: {@code head}, the bytes of {@code middle} between {@code from} and {@code to}, {@code tail}. */
  void write(byte[] head, byte[] middle, int from, int to, byte[] tail) {
    int length = head.length + to - from + tail.length;
    ByteBuf out = pending;
    if (out == null) {
      out = context.alloc().ioBuffer(Math.max(USUAL_WRITE, length + FrameHeader.LONGEST));
      pending = out;
    }
    int mask = client ? ThreadLocalRandom.current().nextInt() : 0;
    FrameHeader.write(out, length, client, mask);
    int begin = out.writerIndex();
    out.writeBytes(head).writeBytes(middle, from, to - from).writeBytes(tail);
    if (client) {
      Mask.apply(mask, out, begin, length);
    }
    if (out.readableBytes() >= MOST_PENDING) {
      spill();
    }
  }

  /** What was written leaves. */
  void flush() {
    spill();
    if (unflushed) {
      unflushed = false;
      context.flush();
    }
  }

  private void spill() {
    ByteBuf out = pending;
    if (out != null) {
      pending = null;
      unflushed = true;
      var unused = context.write(out, context.voidPromise());
    }
  }

  /** What the codec writes comes behind what was written before. */
  @Override
  public void write(ChannelHandlerContext ignored, Object message, ChannelPromise promise) {
    spill();
    var unused = context.write(message, promise);
  }

  @Override
  public void flush(ChannelHandlerContext ignored) {
    spill();
    unflushed = false;
    context.flush();
  }
}
