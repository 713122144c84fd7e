package dev.frontdesk.simulator.carrier.line;

import io.vertx.core.Future;
import java.time.Duration;

/** One thing a caller does. */
@FunctionalInterface
public interface Act {
  /** @return done when the caller goes on to the next; the end of the call ends all acts */
  Future<Void> perform(Caller caller);

  /** Speaks in markers; begins as soon as a stream is open. */
  static Act speak(Duration length) {
    return caller -> caller.speak(length);
  }

  static Act silent(Duration length) {
    return caller -> caller.silent(length);
  }

  /** The network sends nothing for a while, and time goes on. */
  static Act muted(Duration length) {
    return caller -> caller.muted(length);
  }

  static Act press(String digits) {
    return caller -> caller.press(digits);
  }

  /** Waits until so much audio of the present stream was heard; then the next act interrupts. */
  static Act heard(Duration audio) {
    return caller -> caller.heard(audio);
  }

  /** Waits until all that came was heard, and nothing more came for so long. */
  static Act heardOut(Duration quiet) {
    return caller -> caller.heardOut(quiet);
  }

  /** Waits until the carrier has said or played something with these words. */
  static Act told(String words) {
    return caller -> caller.told(words);
  }

  /** Waits for the n-th stream of the call, from 1. */
  static Act stream(int number) {
    return caller -> caller.stream(number);
  }

  static Act hangUp() {
    return Caller::hangUp;
  }

  /** The network drops the stream's socket without a stop; the call goes on. */
  static Act dropStream() {
    return Caller::dropStream;
  }

  /** Sends a text frame as it is. */
  static Act send(String text) {
    return caller -> caller.send(text);
  }

  /** Sends a frame of so many bytes. */
  static Act sendHuge(int bytes) {
    return caller ->
        caller.send("{\"event\":\"media\",\"media\":{\"payload\":\"" + "A".repeat(bytes) + "\"}}");
  }

  static Act sendBinary(byte... bytes) {
    return caller -> caller.sendBinary(bytes);
  }

  /** Dials the address of the present or last stream once more, as one who has overheard it. */
  static Act replayStream() {
    return Caller::replayStream;
  }
}
