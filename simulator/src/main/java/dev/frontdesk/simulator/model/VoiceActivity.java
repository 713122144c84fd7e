package dev.frontdesk.simulator.model;

/** Tells speech from silence without decoding it: µ-law silence is a row of 0xff or 0x7f, and speech of the simulator never begins so. */
final class VoiceActivity {
  private static final String LOUD_SILENCE = "////";
  private static final String SOFT_SILENCE = "f39/";
  private static final int CHARS_PER_3_BYTES = 4;
  private static final int BYTES_PER_MS = 8;

  /** What a piece of audio changes. */
  enum Change {
    NONE,
    STARTED,
    STOPPED
  }

  private long bytes;
  private long lastSpeech;
  private boolean speaking;
  private int patienceMs = 500;

  /** @param ms of silence after which speech is over */
  void patience(int ms) {
    patienceMs = ms;
  }

  /** @param text holds base64 from {@code from} to {@code to} */
  Change hears(String text, int from, int to) {
    int padding = text.charAt(to - 1) != '=' ? 0 : text.charAt(to - 2) != '=' ? 1 : 2;
    boolean silent = text.startsWith(LOUD_SILENCE, from) || text.startsWith(SOFT_SILENCE, from);
    long before = bytes;
    bytes += (long) (to - from) / CHARS_PER_3_BYTES * 3 - padding;
    if (!silent) {
      lastSpeech = bytes;
      if (!speaking) {
        speaking = true;
        startedAt = before / BYTES_PER_MS;
        return Change.STARTED;
      }
    } else if (speaking && (bytes - lastSpeech) / BYTES_PER_MS >= patienceMs) {
      speaking = false;
      return Change.STOPPED;
    }
    return Change.NONE;
  }

  private long startedAt;

  /** When the present or last speech began, in ms of audio. */
  long startedMs() {
    return startedAt;
  }

  /** When it ended. */
  long endedMs() {
    return lastSpeech / BYTES_PER_MS;
  }

  /** How much was heard, in ms of audio. */
  long heardMs() {
    return bytes / BYTES_PER_MS;
  }
}
