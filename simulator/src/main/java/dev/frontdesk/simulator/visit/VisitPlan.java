package dev.frontdesk.simulator.visit;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one caller wants, in order. Each question is asked again until it is answered: a stream or a session may be lost under it.
 *
 * @param name as in the report
 * @param from E.164, of nobody else who calls meanwhile: it tells the model's sessions of this call from others'
 * @param outcome {@code caller-hung-up}, or {@code transferred}: the last question's answer is then the end of the call
 * @param patience how long one question may stay without its answer before the caller gives up
 */
public record VisitPlan(
    String name, String from, String to, List<Turn> turns, String outcome, Duration patience) {
  public static final String HUNG_UP = "caller-hung-up";
  public static final String TRANSFERRED = "transferred";

  public VisitPlan {
    turns = List.copyOf(turns);
  }

  /**
   * One question and its answer.
   *
   * @param pause before it
   * @param cue is waited for, too; null: none
   * @param tool that the model uses before it answers; null: none
   * @param arguments JSON
   */
  public record Turn(
      Duration pause,
      @Nullable String cue,
      String question,
      @Nullable String tool,
      String arguments,
      String answer) {
    public static Turn talk(Duration pause, String question, String answer) {
      return new Turn(pause, null, question, null, "", answer);
    }

    public Turn using(String name, String json) {
      return new Turn(pause, cue, question, name, json, answer);
    }

    public Turn after(String name) {
      return new Turn(pause, name, question, tool, arguments, answer);
    }
  }
}
