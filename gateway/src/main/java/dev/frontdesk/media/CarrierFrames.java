package dev.frontdesk.media;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.frontdesk.audio.Lane;
import io.vertx.core.json.JsonObject;

/** Writes the carrier's frames (twilio.md 3.2) around slices of sound. One instance per stream. */
final class CarrierFrames {
  private static final byte[] END = "\"}}".getBytes(US_ASCII);
  private static final byte[] NOTHING = new byte[0];
  private static final int LONGEST_MARK = 48;

  private final byte[] media;
  private final byte[] mark;
  private final byte[] clear;
  private final byte[] name = new byte[LONGEST_MARK];

  CarrierFrames(String streamSid) {
    String stream =
        "\",\"streamSid\":" + new JsonObject().put("s", streamSid).encode().substring(5);
    stream = stream.substring(0, stream.length() - 1);
    this.media = ("{\"event\":\"media" + stream + ",\"media\":{\"payload\":\"").getBytes(US_ASCII);
    this.mark = ("{\"event\":\"mark" + stream + ",\"mark\":{\"name\":\"").getBytes(US_ASCII);
    this.clear = ("{\"event\":\"clear" + stream + "}").getBytes(US_ASCII);
  }

  void media(Lane lane, byte[] bytes, int from, int to) {
    lane.write(media, bytes, from, to, END);
  }

  void mark(Lane lane, int generation, int item, long offset) {
    int at = number(offset, name.length);
    name[--at] = '.';
    at = number(item, at);
    name[--at] = '.';
    lane.write(mark, name, number(generation, at), name.length, END);
  }

  void clear(Lane lane) {
    lane.write(clear, name, 0, 0, NOTHING);
  }

  /** @return where it begins */
  private int number(long number, int end) {
    int at = end;
    long left = number;
    do {
      name[--at] = (byte) ('0' + left % 10);
      left /= 10;
    } while (left > 0);
    return at;
  }
}
