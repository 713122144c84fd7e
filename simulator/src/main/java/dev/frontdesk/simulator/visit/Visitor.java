package dev.frontdesk.simulator.visit;

import dev.frontdesk.simulator.carrier.line.Act;
import dev.frontdesk.simulator.carrier.line.Caller;
import dev.frontdesk.simulator.carrier.stream.MediaStream;
import dev.frontdesk.simulator.visit.VisitPlan.Turn;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** The caller's side of one visit; on the carrier's event loop. */
final class Visitor implements Act {
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final Duration SPEECH = Duration.ofMillis(800);
  private static final int QUIET_LOOKS = 5;
  private static final int HEARS_OUT_LOOKS = 150;

  /** A person who hears nothing asks again. */
  private static final Duration ASKS_AGAIN_AFTER = Duration.ofSeconds(8);

  private final VisitPlan plan;
  private final Receptionist receptionist;
  private final Predicate<String> cues;
  private String gaveUp = "";

  /** @param cues whether a cue was given */
  Visitor(VisitPlan plan, Receptionist receptionist, Predicate<String> cues) {
    this.plan = plan;
    this.receptionist = receptionist;
    this.cues = cues;
  }

  /** Why the caller hung up before the time; empty: did not. */
  String gaveUp() {
    return gaveUp;
  }

  @Override
  public Future<Void> perform(Caller caller) {
    return until(caller, receptionist::hasGreeted, plan.patience()).compose(greeted -> {
      if (!greeted) {
        return leaves(caller, "nobody greeted");
      }
      return hearsOut(caller, 0, HEARS_OUT_LOOKS).compose(heard -> asks(caller, 0));
    });
  }

  private Future<Void> asks(Caller caller, int number) {
    if (number == plan.turns().size()) {
      return caller.hangUp();
    }
    Turn turn = plan.turns().get(number);
    boolean last = number == plan.turns().size() - 1;
    return caller
        .silent(turn.pause())
        .compose(paused -> cued(caller, turn))
        .compose(cued -> {
          receptionist.expects(turn);
          return asked(caller, endsCall(last), System.nanoTime());
        })
        .compose(answered -> {
          if (!answered) {
            return leaves(caller, "left on a dead stream: no answer to '" + turn.question() + "'");
          }
          return hearsOut(caller, 0, HEARS_OUT_LOOKS).compose(heard -> asks(caller, number + 1));
        });
  }

  private boolean endsCall(boolean last) {
    return last && plan.outcome().equals(VisitPlan.TRANSFERRED);
  }

  private Future<Void> cued(Caller caller, Turn turn) {
    String cue = turn.cue();
    return cue == null || cues.test(cue)
        ? Future.succeededFuture()
        : caller.silent(LOOK).compose(later -> cued(caller, turn));
  }

  /** Asks, and again after a while; the end of the call ends it all. */
  private Future<Boolean> asked(Caller caller, boolean endsCall, long begun) {
    BooleanSupplier done = endsCall ? () -> false : receptionist::hasAnswered;
    return caller
        .speak(SPEECH)
        .compose(spoken -> until(caller, done, ASKS_AGAIN_AFTER))
        .compose(answered -> {
          boolean patient = System.nanoTime() - begun < plan.patience().toNanos();
          return answered || !patient
              ? Future.succeededFuture(answered)
              : asked(caller, endsCall, begun);
        });
  }

  private static Future<Boolean> until(Caller caller, BooleanSupplier fact, Duration patience) {
    if (fact.getAsBoolean() || patience.isNegative()) {
      return Future.succeededFuture(fact.getAsBoolean());
    }
    return caller.silent(LOOK).compose(later -> until(caller, fact, patience.minus(LOOK)));
  }

  /** Waits until nothing more is to be heard on the present stream. */
  private static Future<Void> hearsOut(Caller caller, int quiet, int looks) {
    MediaStream stream = caller.leg().stream();
    boolean silent = stream == null || stream.queuedBytes() == 0;
    return quiet == QUIET_LOOKS || looks == 0
        ? Future.succeededFuture()
        : caller.silent(LOOK).compose(later -> hearsOut(caller, silent ? quiet + 1 : 0, looks - 1));
  }

  private Future<Void> leaves(Caller caller, String why) {
    gaveUp = why;
    return caller.hangUp();
  }
}
