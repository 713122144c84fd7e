package dev.frontdesk.media;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.frontdesk.audio.Lane;
import io.netty.buffer.ByteBuf;
import io.vertx.core.json.JsonObject;

/** Writes the carrier's frames (twilio.md 3.2) around slices of sound. One instance per stream. */
final class CarrierFrames {
  private static final byte[] END = "\"}}".getBytes(US_ASCII);
  private static final int LONGEST_MARK = 48;

  private final byte[] media;
  private final byte[] mark;
  private final byte[] clear;
  private final byte[] digits = new byte[20];

  CarrierFrames(String streamSid) {
    String stream =
        "\",\"streamSid\":" + new JsonObject().put("s", streamSid).encode().substring(5);
    stream = stream.substring(0, stream.length() - 1);
    this.media = ("{\"event\":\"media" + stream + ",\"media\":{\"payload\":\"").getBytes(US_ASCII);
    this.mark = ("{\"event\":\"mark" + stream + ",\"mark\":{\"name\":\"").getBytes(US_ASCII);
    this.clear = ("{\"event\":\"clear" + stream + "}").getBytes(US_ASCII);
  }

  void media(Lane lane, byte[] bytes, int from, int to) {
    ByteBuf frame = lane.buffer(media.length + to - from + END.length);
    lane.write(frame.writeBytes(media).writeBytes(bytes, from, to - from).writeBytes(END));
  }

  void mark(Lane lane, int generation, int item, long offset) {
    ByteBuf frame = lane.buffer(mark.length + LONGEST_MARK + END.length).writeBytes(mark);
    number(frame, generation);
    frame.writeByte('.');
    number(frame, item);
    frame.writeByte('.');
    number(frame, offset);
    lane.write(frame.writeBytes(END));
  }

  void clear(Lane lane) {
    lane.write(lane.buffer(clear.length).writeBytes(clear));
  }

  private void number(ByteBuf frame, long number) {
    int at = digits.length;
    long left = number;
    do {
      digits[--at] = (byte) ('0' + left % 10);
      left /= 10;
    } while (left > 0);
    frame.writeBytes(digits, at, digits.length - at);
  }
}
