package dev.frontdesk.simulator.carrier.stream;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What came out of the caller's phone.
 *
 * @param audio all bytes that were played, without the gaps
 * @param stretches of unbroken sound, in order
 * @param clears when the gateway emptied the buffer, and how much was thrown away
 */
public record Heard(Buffer audio, List<Stretch> stretches, List<Clear> clears) {
  public Heard {
    stretches = List.copyOf(stretches);
    clears = List.copyOf(clears);
  }

  /**
   * @param fromMs since the stream's start
   * @param offset of its first byte in the audio
   */
  public record Stretch(long fromMs, int offset, int length) {
    public long toMs() {
      return fromMs + length / 8;
    }
  }

  /**
   * @param atMs since the stream's start
   * @param unheardBytes that were queued
   */
  public record Clear(long atMs, int unheardBytes) {}

  /** How much sound was heard, in milliseconds. */
  public long ms() {
    return audio.length() / 8;
  }

  /** The longest silence between two stretches, in milliseconds. */
  public long longestGapMs() {
    long longest = 0;
    for (int i = 1; i < stretches.size(); i++) {
      longest =
          Math.max(longest, stretches.get(i).fromMs() - stretches.get(i - 1).toMs());
    }
    return longest;
  }

  /** The markers in the audio, in the order in which they were heard. */
  public List<Marker> markers() {
    List<Marker> found = new ArrayList<>();
    int at = 0;
    byte[] bytes = audio.getBytes();
    while (at < bytes.length) {
      Optional<Marker> marker = Marker.at(bytes, at);
      marker.ifPresent(found::add);
      at += marker.isPresent() ? Marker.BYTES : 1;
    }
    return found;
  }

  @Override
  public String toString() {
    return "heard " + ms() + " ms in " + stretches + ", cleared " + clears;
  }
}
