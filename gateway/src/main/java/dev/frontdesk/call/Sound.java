package dev.frontdesk.call;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What can be heard on the line, as far as the provider reports it.
 *
 * @param playing response whose sound the caller is hearing; null: we are silent
 * @param callerStopped when the caller last stopped speaking and has had no reply since
 * @param heard the agent has been heard at least once
 * @param stalls how often in a row the model was asked to speak and did not
 * @param nudges how often in a row the caller was asked whether they are still there
 */
public record Sound(
    @Nullable String playing,
    @Nullable Instant callerStopped,
    boolean heard,
    int stalls,
    int nudges) {
  static final Sound NONE = new Sound(null, null, false, 0, 0);

  Sound started(String response) {
    return new Sound(response, null, true, 0, nudges);
  }

  Sound ended() {
    return new Sound(null, callerStopped, heard, stalls, nudges);
  }

  Sound callerSpeaks() {
    return new Sound(playing, null, heard, 0, 0);
  }

  Sound callerStops(Instant at) {
    return new Sound(playing, at, heard, stalls, nudges);
  }

  /** The caller had a reply that nobody here heard. */
  Sound replied() {
    return new Sound(playing, null, true, 0, nudges);
  }

  Sound stalled() {
    return new Sound(playing, callerStopped, heard, stalls + 1, nudges);
  }

  Sound nudged() {
    return new Sound(playing, callerStopped, heard, stalls, nudges + 1);
  }
}
