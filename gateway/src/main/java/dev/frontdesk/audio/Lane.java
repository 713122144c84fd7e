package dev.frontdesk.audio;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.util.concurrent.FastThreadLocal;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocket;
import io.vertx.core.internal.http.WebSocketInternal;
import java.util.concurrent.TimeUnit;

/**
 * A short way for sound through an open WebSocket: its reader sees whole text frames first, most of them in the bytes that arrive, and
 * writes frames without an object per write. What its reader does not take goes the usual way, in the usual order. Only on the socket's
 * event loop.
 */
public final class Lane extends ChannelInboundHandlerAdapter {
  private static final String NAME = "frontdesk-lane";
  static final int USUAL_BYTES = 64 << 10;

  /** For the connection to end once the other side has said so; Vert.x waits for it without limit on a client's side. */
  private static final long ENDS_WITHIN_MS = 2_000;

  /** Of one message, while it is read. */
  static final FastThreadLocal<byte[]> BYTES = new FastThreadLocal<>() {
    @Override
    protected byte[] initialValue() {
      return new byte[USUAL_BYTES];
    }
  };

  /** Who reads along. */
  public interface Reader {
    /**
     * @param bytes of a whole message, valid during this call only
     * @return whether it is dealt with
     */
    boolean read(byte[] bytes, int length);

    /** Everything that had arrived is read. */
    void rest();

    /** The socket takes more, or no more for now. */
    void writable(boolean writable);
  }

  private final Reader reader;
  private final ChannelHandlerContext next;
  private final Shortcut shortcut;

  /** @param next the handler that gets what the reader does not take */
  private Lane(Reader reader, ChannelHandlerContext next, Shortcut shortcut) {
    this.reader = reader;
    this.next = next;
    this.shortcut = shortcut;
  }

  /** To be called on the socket's event loop, before a frame can be missed: in the callback that gives the socket. */
  public static Lane through(WebSocket socket, Reader reader) {
    ChannelHandlerContext last = ((WebSocketInternal) socket).channelHandlerContext();
    boolean client = !(socket instanceof ServerWebSocket);
    var lane = new Lane(reader, last, Shortcut.before(last.channel(), client, reader));
    last.pipeline().addBefore(last.name(), NAME, lane);
    return lane;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof TextWebSocketFrame frame && frame.isFinalFragment() && read(frame)) {
      frame.release();
    } else {
      if (message instanceof CloseWebSocketFrame) {
        endSoon();
      }
      context.fireChannelRead(message);
    }
  }

  private void endSoon() {
    var timer = loop().schedule(this::cut, ENDS_WITHIN_MS, TimeUnit.MILLISECONDS);
    var unused = channel().closeFuture().addListener(ended -> timer.cancel(false));
  }

  /** Behind Vert.x, which would say goodbye first. */
  private void cut() {
    var unused = next.close();
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    reader.rest();
    context.fireChannelReadComplete();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    reader.writable(isWritable());
    context.fireChannelWritabilityChanged();
  }

  public EventLoop loop() {
    return channel().eventLoop();
  }

  /**
   * Writes a text frame: {@code head}, the bytes of {@code middle} between {@code from} and {@code to}, {@code tail}. It leaves with the
   * next flush.
   */
  public void write(byte[] head, byte[] middle, int from, int to, byte[] tail) {
    shortcut.write(head, middle, from, to, tail);
  }

  public void flush() {
    shortcut.flush();
  }

  public boolean isWritable() {
    return channel().isWritable();
  }

  /** Whether what the other side sends is read; if not, it has to wait. */
  public void reads(boolean wanted) {
    channel().config().setAutoRead(wanted);
  }

  private Channel channel() {
    return next.channel();
  }

  private boolean read(TextWebSocketFrame frame) {
    ByteBuf content = frame.content();
    int length = content.readableBytes();
    byte[] bytes = length <= USUAL_BYTES ? BYTES.get() : new byte[length];
    content.getBytes(content.readerIndex(), bytes, 0, length);
    return reader.read(bytes, length);
  }
}
