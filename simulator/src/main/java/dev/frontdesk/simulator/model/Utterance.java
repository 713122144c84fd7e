package dev.frontdesk.simulator.model;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.frontdesk.simulator.carrier.stream.Marker;
import java.util.Base64;

/** One response while it is made: the words and the sound that go out of it, delta by delta. */
final class Utterance {
  private static final int FRAME_MS = 20;

  private final String response;
  private final String item;
  private final Brain.Doing doing;
  private final int speaker;
  private final String metadata;
  private final String head;
  private int sentMs;

  Utterance(String response, String item, Brain.Doing doing, int speaker, String metadata) {
    this.response = response;
    this.item = item;
    this.doing = doing;
    this.speaker = speaker;
    this.metadata = metadata;
    head = "{\"type\":\"response.output_audio.delta\",\"event_id\":\"event_" + response
        + "\",\"response_id\":\"" + response + "\",\"item_id\":\"" + item
        + "\",\"output_index\":0,\"content_index\":0,\"delta\":\"";
  }

  String response() {
    return response;
  }

  String item() {
    return item;
  }

  Brain.Doing doing() {
    return doing;
  }

  /** JSON. */
  String metadata() {
    return metadata;
  }

  int sentMs() {
    return sentMs;
  }

  boolean isWhole() {
    return sentMs >= doing.sound().toMillis();
  }

  /** The next delta: at most so many milliseconds of sound, in markers numbered from {@code number}. */
  String delta(int ms, int number) {
    int frames = (int) Math.min(ms, doing.sound().toMillis() - sentMs + FRAME_MS - 1) / FRAME_MS;
    byte[] sound = new byte[frames * Marker.BYTES];
    for (int i = 0; i < frames; i++) {
      System.arraycopy(
          Marker.now(speaker, number + i).bytes(), 0, sound, i * Marker.BYTES, Marker.BYTES);
    }
    sentMs += frames * FRAME_MS;
    return head + Base64.getEncoder().encodeToString(sound) + "\"}";
  }

  /** What is the same in all events of the response. */
  String place() {
    return "\"response_id\":\"" + response + "\",\"output_index\":0";
  }

  static String quoted(String text) {
    return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
  }
}
