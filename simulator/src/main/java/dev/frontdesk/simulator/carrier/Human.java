package dev.frontdesk.simulator.carrier;

import java.time.Duration;

/**
 * Who is reached at a number, or at the user of a SIP address.
 *
 * @param rings how long it rings before they do anything
 * @param key pressed as soon as the carrier waits for one, as after a whisper; empty for none
 * @param words said as soon as the carrier listens for speech; empty for none
 * @param leaves whether they hang up as soon as the account knows that they are in a room
 * @param stays how long after the answer they hang up
 * @param live told as things happen to them
 */
public record Human(
    Duration rings,
    Manner manner,
    String key,
    String words,
    boolean leaves,
    Duration stays,
    HumanListener live) {
  private static final Duration LONG = Duration.ofHours(4);
  private static final Duration SHORT = Duration.ofMillis(100);

  /** What they do. */
  public enum Manner {
    ANSWERS,
    BUSY,
    /** It rings for ever. */
    NO_ANSWER,
    /** Refuses while it rings; the carrier calls that busy. */
    DECLINES,
    /** A machine answers: a greeting, then a beep. */
    VOICEMAIL,
    /** The number is not allocated. */
    FAILED
  }

  public static Human of(Manner manner) {
    return new Human(SHORT, manner, "", "", false, LONG, HumanListener.NONE);
  }

  public Human ringing(Duration other) {
    return new Human(other, manner, key, words, leaves, stays, live);
  }

  public Human pressing(String digits) {
    return new Human(rings, manner, digits, words, leaves, stays, live);
  }

  public Human saying(String speech) {
    return new Human(rings, manner, key, speech, leaves, stays, live);
  }

  public Human leavingTheRoom() {
    return new Human(rings, manner, key, words, true, stays, live);
  }

  public Human staying(Duration other) {
    return new Human(rings, manner, key, words, leaves, other, live);
  }

  public Human watchedBy(HumanListener other) {
    return new Human(rings, manner, key, words, leaves, stays, other);
  }
}
