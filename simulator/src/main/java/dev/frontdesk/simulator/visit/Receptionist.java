package dev.frontdesk.simulator.visit;

import dev.frontdesk.simulator.model.Brain;
import dev.frontdesk.simulator.report.CallListener;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The model's side of one visit, over all its sessions: answers the question that the caller has now. Spoken to on the provider's event
 * loop, asked from the carrier's.
 */
final class Receptionist implements Brain {
  private static final Duration SOUND = Duration.ofMillis(800);
  private static final String TRANSFER = "transfer_call";

  private final CallListener live;
  private VisitPlan.@Nullable Turn now;
  private int asked;
  private int greetings;
  private boolean using;
  private boolean answered;
  private boolean greeted;

  /** @param live told on the provider's event loop */
  Receptionist(CallListener live) {
    this.live = live;
  }

  /** The caller has another question from now on. */
  synchronized void expects(VisitPlan.Turn turn) {
    now = turn;
    asked = 0;
    using = false;
    answered = false;
  }

  synchronized boolean hasGreeted() {
    return greeted;
  }

  /** Whether the present question was answered. */
  synchronized boolean hasAnswered() {
    return answered;
  }

  /** How many sessions were told to greet. */
  synchronized int greetings() {
    return greetings;
  }

  /** A tool that another session asked for is none of this one's, unless it is told so. */
  synchronized void begins(String bearer) {
    using = false;
    live.attachedBy(bearer);
  }

  @Override
  public synchronized void asked(String tool) {
    using = now != null && tool.equals(now.tool());
  }

  @Override
  public synchronized String hears(int speech) {
    VisitPlan.Turn turn = now;
    asked++;
    if (asked > 1 && turn != null && TRANSFER.equals(turn.tool())) {
      using = false; // whoever speaks into the announcement still wants it, and it was not begun
    }
    String words = turn == null
        ? "Hello?"
        : turn.question() + (asked > 1 ? " I said it %d times.".formatted(asked) : "");
    live.callerSaid(words);
    return words;
  }

  @Override
  public synchronized Doing next(Turn turn) {
    int from = turn.instructions().indexOf('"');
    int to = turn.instructions().lastIndexOf('"');
    if (to > from) {
      greetings += greeted ? 0 : 1;
      greeted = true;
      return say(turn.instructions().substring(from + 1, to));
    }
    return answer(turn.toolOutput());
  }

  private Doing answer(@Nullable String output) {
    VisitPlan.Turn turn = now;
    if (turn == null) {
      return say("I see.");
    }
    String tool = turn.tool();
    if (tool != null && !using && !answered) {
      using = true;
      live.toolAsked(tool, turn.arguments());
      return Doing.ask(tool, turn.arguments());
    }
    if (tool != null && using && output == null) {
      return say("One moment, please.");
    }
    answered = true;
    return say(turn.answer());
  }

  private Doing say(String words) {
    live.agentSaid(words);
    return Doing.say(words, SOUND);
  }
}
