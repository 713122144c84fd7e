package dev.frontdesk.simulator.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a model says, hears and asks for. */
public interface Brain {
  /** Says what it is told to in quotation marks, hears always the same words, and uses no tools. */
  Brain PLAIN = turn -> {
    int from = turn.instructions().indexOf('"');
    int to = turn.instructions().lastIndexOf('"');
    return Doing.say(to > from ? turn.instructions().substring(from + 1, to) : "I see.");
  };

  /** What it does when it is its turn. */
  Doing next(Turn turn);

  /**
   * Who speaks in one session; asked once, when the session is set up.
   *
   * @param instructions of the session
   * @param bearer the key it was dialled with
   */
  default Brain in(String instructions, String bearer) {
    return this;
  }

  /** The words it hears when the caller speaks for the n-th time, from 1. */
  default String hears(int speech) {
    return "What the caller says the " + speech + ". time.";
  }

  /** The session is told that the one before it asked for this tool. */
  default void asked(String tool) {}

  /**
   * @param number of this response in the session, from 1
   * @param instructions of the response.create that asks for it; empty if nobody did
   * @param toolOutput that came since the last turn; null if none did
   */
  record Turn(int number, String instructions, @Nullable String toolOutput) {}

  /**
   * @param words null for a tool
   * @param sound how long the words sound
   * @param tool null for words
   * @param failure code with which the response fails, before anything of it is heard; null: it does not
   */
  record Doing(
      @Nullable String words,
      Duration sound,
      @Nullable String tool,
      String arguments,
      @Nullable String failure) {
    private static final int MS_PER_CHAR = 65;

    public static Doing say(String words) {
      return say(words, Duration.ofMillis(Math.max(500, words.length() * (long) MS_PER_CHAR)));
    }

    public static Doing say(String words, Duration sound) {
      return new Doing(words, sound, null, "", null);
    }

    /** @param arguments JSON */
    public static Doing ask(String tool, String arguments) {
      return new Doing(null, Duration.ZERO, tool, arguments, null);
    }

    /** @param code of the error that the response ends with */
    public static Doing fail(String code) {
      return new Doing(null, Duration.ZERO, null, "", code);
    }
  }
}
