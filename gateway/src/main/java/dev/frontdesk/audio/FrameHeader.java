package dev.frontdesk.audio;

import io.netty.buffer.ByteBuf;

/** The header of a WebSocket frame (RFC 6455 5.2), read into fields or written. */
final class FrameHeader {
  static final int LONGEST = 14; // bytes

  private static final int FINAL = 0x80;
  private static final int RESERVED = 0x70;
  private static final int OPCODE = 0x0F;
  private static final int TEXT = 1;
  private static final int BINARY = 2;
  private static final int CLOSE = 8;
  private static final int PONG = 10;
  private static final int MASKED = 0x80;
  private static final int SHORT = 125;
  private static final int IN_16_BITS = 126;
  private static final int IN_64_BITS = 127;
  private static final int LARGEST_16_BITS = 0xFFFF;

  private int first;
  private boolean masked;
  private int mask;
  private int length;
  private long payload;

  /** @return false if it is not all there; nothing of {@code bytes} is taken */
  boolean read(ByteBuf bytes) {
    int readable = bytes.readableBytes();
    int at = bytes.readerIndex();
    if (readable < 2) {
      return false;
    }
    int second = bytes.getUnsignedByte(at + 1);
    int announced = second & ~MASKED;
    int before = announced == IN_64_BITS ? 10 : announced == IN_16_BITS ? 4 : 2;
    masked = (second & MASKED) != 0;
    length = masked ? before + Integer.BYTES : before;
    if (readable < length) {
      return false;
    }
    first = bytes.getUnsignedByte(at);
    payload = switch (announced) {
      case IN_64_BITS -> bytes.getLong(at + 2);
      case IN_16_BITS -> bytes.getUnsignedShort(at + 2);
      default -> announced;
    };
    mask = masked ? bytes.getInt(at + before) : 0;
    return true;
  }

  /** Whether a peer without extensions may send it; of its length only the sign counts. */
  boolean isValid(boolean masks) {
    int opcode = first & OPCODE;
    return (first & RESERVED) == 0
        && (opcode <= BINARY || (opcode >= CLOSE && opcode <= PONG))
        && masked == masks
        && payload >= 0;
  }

  /** Whether the frame is a text of its own. */
  boolean isWholeText() {
    return first == (FINAL | TEXT);
  }

  boolean isControl() {
    return (first & OPCODE) >= CLOSE;
  }

  boolean isFinal() {
    return (first & FINAL) != 0;
  }

  /** Bytes of the header itself. */
  int length() {
    return length;
  }

  long payloadLength() {
    return payload;
  }

  /** Of header and payload; {@link Long#MAX_VALUE} stands for more. */
  long frameLength() {
    return payload > Long.MAX_VALUE - length ? Long.MAX_VALUE : length + payload;
  }

  /** 0 if it has none. */
  int mask() {
    return mask;
  }

  /** Writes the header of a text of its own. */
  static void write(ByteBuf out, int payload, boolean masked, int mask) {
    int bit = masked ? MASKED : 0;
    out.writeByte(FINAL | TEXT);
    if (payload <= SHORT) {
      out.writeByte(bit | payload);
    } else if (payload <= LARGEST_16_BITS) {
      out.writeByte(bit | IN_16_BITS).writeShort(payload);
    } else {
      out.writeByte(bit | IN_64_BITS).writeLong(payload);
    }
    if (masked) {
      out.writeInt(mask);
    }
  }
}
