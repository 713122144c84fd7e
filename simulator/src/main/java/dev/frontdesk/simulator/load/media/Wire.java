package dev.frontdesk.simulator.load.media;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket of text frames on a pacer's thread (RFC 6455), as far as a load needs it: no fragments, no extensions, and a client's mask is
 * zero, which is one.
 */
final class Wire {
  /** Whose it is. */
  interface Listener {
    void opened();

    /** @param bytes valid during this call only */
    void text(byte[] bytes, int from, int length);

    /** Once, whether it was opened or not. */
    void ended();
  }

  private static final Pattern KEY = Pattern.compile("(?i)\r\nsec-websocket-key: *([^\r]+)");
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"; // RFC 6455 1.3
  private static final String DIALLED_KEY = "AAAAAAAAAAAAAAAAAAAAAA==";
  private static final byte[] NO_SOCKET =
      "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}".getBytes(US_ASCII);
  private static final int TEXT = 0x81;
  private static final int CLOSE = 0x88;
  private static final int MASKED = 0x80;
  private static final byte[] NORMAL = {0x03, (byte) 0xE8}; // 1000
  private static final int LARGEST = 1 << 20; // bytes, of what waits either way
  private static final long ENDS_WITHIN = 1_000_000_000; // nanoseconds

  private final Pacer pacer;
  private final SocketChannel channel;
  private final boolean client;
  private final Listener listener;
  private byte[] in = new byte[8 << 10];
  private int filled;
  private byte @Nullable [] waiting;
  private boolean open;
  private boolean over;
  private @Nullable SelectionKey key;

  private Wire(Pacer pacer, SocketChannel channel, boolean client, Listener listener) {
    this.pacer = pacer;
    this.channel = channel;
    this.client = client;
    this.listener = listener;
  }

  /** @param headers each with its line end */
  static Wire dial(
      Pacer pacer, InetSocketAddress to, String path, String headers, Listener listener)
      throws IOException {
    SocketChannel channel = SocketChannel.open(to); // on this machine: at once, or refused
    var wire = new Wire(pacer, channel, true, listener);
    wire.register();
    wire.write(("GET " + path + " HTTP/1.1\r\nHost: " + to.getHostString() + ":" + to.getPort()
            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: " + DIALLED_KEY + "\r\n" + headers + "\r\n")
        .getBytes(US_ASCII));
    return wire;
  }

  /** A connection that somebody else opened. */
  static Wire accepted(Pacer pacer, SocketChannel channel, Listener listener) throws IOException {
    var wire = new Wire(pacer, channel, false, listener);
    wire.register();
    return wire;
  }

  private void register() throws IOException {
    channel.configureBlocking(false);
    channel.socket().setTcpNoDelay(true);
    key = channel.register(pacer.selector(), SelectionKey.OP_READ, (Runnable) this::ready);
  }

  /** Does nothing once it is over. */
  void send(byte[] text, int length) {
    if (open) {
      frame(TEXT, text, length);
    }
  }

  void send(String text) {
    send(text.getBytes(US_ASCII), text.length());
  }

  /** Politely; it is over once the other side has said so, or after a second. */
  void close() {
    if (open) {
      open = false;
      frame(CLOSE, NORMAL, NORMAL.length);
      pacer.after(ENDS_WITHIN, this::end);
    }
  }

  private void end() {
    if (over) {
      return;
    }
    over = true;
    open = false;
    try {
      channel.close();
    } catch (IOException e) {
      // it is gone all the more
    }
    listener.ended();
  }

  // ---- what leaves

  private void frame(int kind, byte[] payload, int length) {
    ByteBuffer out = pacer.writing.clear();
    int mask = client ? MASKED : 0;
    out.put((byte) kind);
    if (length < 126) {
      out.put((byte) (mask | length));
    } else {
      out.put((byte) (mask | 126)).putShort((short) length);
    }
    if (client) {
      out.putInt(0);
    }
    out.put(payload, 0, length).flip();
    write(out);
  }

  private void write(byte[] bytes) {
    write(pacer.writing.clear().put(bytes).flip());
  }

  private void write(ByteBuffer out) {
    try {
      if (waiting == null) {
        channel.write(out);
      }
      if (out.hasRemaining()) {
        keep(out);
      }
    } catch (IOException e) {
      end();
    }
  }

  private void keep(ByteBuffer out) {
    byte[] before = waiting == null ? new byte[0] : waiting;
    byte[] all = Arrays.copyOf(before, before.length + out.remaining());
    out.get(all, before.length, all.length - before.length);
    waiting = all;
    if (all.length > LARGEST) {
      end();
    } else if (key != null) {
      key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    }
  }

  private void writeOn(byte[] before, SelectionKey ready) throws IOException {
    int written = channel.write(ByteBuffer.wrap(before));
    waiting = written == before.length ? null : Arrays.copyOfRange(before, written, before.length);
    if (waiting == null) {
      ready.interestOps(SelectionKey.OP_READ);
    }
  }

  // ---- what arrives

  private void ready() {
    SelectionKey ready = key;
    if (over || ready == null) {
      return;
    }
    try {
      if (waiting != null && ready.isWritable()) {
        writeOn(waiting, ready);
      }
      if (ready.isReadable() && !read()) {
        end();
      }
    } catch (IOException e) {
      end();
    }
  }

  private boolean read() throws IOException {
    ByteBuffer arrived = pacer.reading.clear();
    int length = channel.read(arrived);
    if (length < 0) {
      return false;
    }
    if (filled + length > in.length) {
      in = Arrays.copyOf(in, Math.max(2 * in.length, filled + length));
    }
    arrived.flip().get(in, filled, length);
    filled += length;
    int done = 0;
    if (!open && !over) {
      done = shaken();
    }
    while (open && !over) {
      int next = frame(done);
      if (next == done) {
        break;
      }
      done = next;
    }
    System.arraycopy(in, done, in, 0, filled - done);
    filled -= done;
    return filled <= LARGEST;
  }

  /** @return where the frames begin, 0: not yet */
  private int shaken() {
    String head = new String(in, 0, filled, US_ASCII);
    int end = head.indexOf("\r\n\r\n");
    if (end < 0) {
      return 0;
    }
    Matcher asked = KEY.matcher(head);
    if (client && !head.startsWith("HTTP/1.1 101")) {
      end();
    } else if (!client && !asked.find()) {
      write(NO_SOCKET);
      end();
    } else {
      if (!client) {
        write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: " + accept(asked.group(1).strip()) + "\r\n\r\n")
            .getBytes(US_ASCII));
      }
      open = true;
      listener.opened();
    }
    return end + 4;
  }

  private static String accept(String asked) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-1").digest((asked + GUID).getBytes(US_ASCII));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** @return where the next frame begins; {@code at}: this one is not whole yet */
  private int frame(int at) {
    if (filled - at < 2) {
      return at;
    }
    int length = in[at + 1] & 0x7F;
    boolean masked = (in[at + 1] & MASKED) != 0;
    int from = at + 2;
    if (length >= 126) {
      int bytes = length == 126 ? 2 : 8;
      if (filled - from < bytes) {
        return at;
      }
      length = 0;
      for (int i = 0; i < bytes; i++) {
        length = (length << 8) | (in[from + i] & 0xFF);
      }
      from += bytes;
    }
    int mask = from;
    from += masked ? 4 : 0;
    if (filled - from < length) {
      return at;
    }
    for (int i = 0; masked && i < length; i++) {
      in[from + i] ^= in[mask + (i & 3)];
    }
    int kind = in[at] & 0xFF;
    if (kind == TEXT) {
      listener.text(in, from, length);
    } else if (kind == CLOSE) {
      close();
      end();
    }
    return from + length;
  }
}
