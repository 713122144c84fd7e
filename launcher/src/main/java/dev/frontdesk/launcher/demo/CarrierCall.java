package dev.frontdesk.launcher.demo;

import dev.frontdesk.launcher.simulate.Narrator;
import dev.frontdesk.simulator.carrier.CallerPlan;
import dev.frontdesk.simulator.carrier.CallerReport;
import dev.frontdesk.simulator.carrier.Form;
import dev.frontdesk.simulator.carrier.Human;
import dev.frontdesk.simulator.carrier.Human.Manner;
import dev.frontdesk.simulator.carrier.line.Act;
import dev.frontdesk.simulator.model.Dialogue;
import dev.frontdesk.simulator.model.ModelOptions;
import dev.frontdesk.simulator.model.ModelReport;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** One call that comes over the carrier as sound, from the first ring to the end. Blocks. */
final class CarrierCall {
  private static final Duration LONGEST = Duration.ofSeconds(90);
  private static final Duration RINGS = Duration.ofMillis(600);
  private static final Duration SPEECH = Duration.ofMillis(900);
  private static final Duration BEFORE_INTERRUPTING = Duration.ofMillis(600);
  private static final Duration SILENCE = Duration.ofMillis(300);
  private static final Duration TALK = Duration.ofMillis(700);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

  private final DemoWorld world;
  private final Plot plot;
  private final Narrator narrator;
  private final Dialogue dialogue;
  private final Promise<Void> met = Promise.promise();

  CarrierCall(DemoWorld world, Plot plot, double pace, Narrator narrator) {
    this.world = world;
    this.plot = plot;
    this.narrator = narrator;
    this.dialogue = new Dialogue(
        plot.caller().stream().map(Plot.Line::words).toList(), plot.answers(), pace, narrator);
  }

  /**
   * How it went, as the outside world has seen it.
   *
   * @param session of the model
   */
  record Played(
      Plot plot,
      Dialogue dialogue,
      CallerReport caller,
      ModelReport session,
      HumanPhone human,
      Meeting meeting) {}

  Played play() {
    var carrier = world.carrierSide().carrier();
    var human = new HumanPhone(narrator);
    var meeting = new Meeting(carrier);
    carrier
        .human(
            Workshop.PERSON_NUMBER,
            Human.of(Manner.ANSWERS).ringing(RINGS).pressing(plot.key()).watchedBy(human))
        .await();
    world.simulator().model(ModelOptions.defaults().with(dialogue)).await();
    Future<CallerReport> report =
        carrier.place(CallerPlan.call(plot.from(), Workshop.NUMBER, acts())
            .with(Form.of("CallerName", plot.callerName()))
            .withLimit(LONGEST));
    while (!report.isComplete()) {
      if (meeting.took() && met.tryComplete()) {
        narrator.beside("room", "the caller and %s hear each other".formatted(Workshop.PERSON));
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
    List<ModelReport> sessions = world.simulator().modelSessions().await();
    return new Played(
        plot, dialogue, report.await(), sessions.get(sessions.size() - 1), human, meeting);
  }

  private Act[] acts() {
    var acts = new ArrayList<Act>();
    for (Plot.Line line : plot.caller()) {
      acts.add(line.interrupts() ? interrupting(line.after()) : hearingOut(line.after()));
      acts.add(Act.speak(SPEECH));
    }
    if (plot.last().isEmpty()) {
      acts.add(caller -> here(met.future()).compose(now -> caller.silent(TALK)));
    } else {
      acts.add(hearingOut(plot.last()));
    }
    acts.add(Act.hangUp());
    return acts.toArray(Act[]::new);
  }

  private Act interrupting(String words) {
    return caller -> here(dialogue.says(words))
        .compose(sound -> caller.heard(BEFORE_INTERRUPTING))
        .onSuccess(heard -> narrator.beside("caller", "interrupts"));
  }

  private Act hearingOut(String words) {
    return caller -> here(dialogue.says(words))
        .compose(caller::silent)
        .compose(passed -> caller.heardOut(SILENCE));
  }

  /** Done on the event loop of whoever waits: the carrier's. */
  private static <T> Future<T> here(Future<T> something) {
    Context own = Vertx.currentContext();
    Promise<T> done = Promise.promise();
    something.onSuccess(value -> own.runOnContext(now -> done.complete(value)));
    return done.future();
  }
}
