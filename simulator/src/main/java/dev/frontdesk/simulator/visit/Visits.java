package dev.frontdesk.simulator.visit;

import dev.frontdesk.simulator.Simulator;
import dev.frontdesk.simulator.carrier.CallerPlan;
import dev.frontdesk.simulator.carrier.CallerReport;
import dev.frontdesk.simulator.carrier.Carrier;
import dev.frontdesk.simulator.model.Brain;
import dev.frontdesk.simulator.model.ModelOptions;
import dev.frontdesk.simulator.report.CallListener;
import dev.frontdesk.simulator.report.CallReport;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Places visits, and is the model in all sessions that are dialled for them: which of them a session belongs to, the caller's number in
 * its instructions tells. May be used from any thread.
 */
public final class Visits implements Brain {
  private static final Pattern NUMBER = Pattern.compile("\\+[1-9][0-9]{6,14}");

  /** A caller gives up before: this is for one whose every request is left hanging. */
  private static final Duration LONGEST = Duration.ofMinutes(30);

  /** After the end of a call what is on its way to the model still arrives. */
  private static final long SETTLES_MS = 500;

  private final Vertx vertx;
  private final Simulator simulator;
  private final Carrier carrier;
  private final Map<String, Receptionist> expected = new ConcurrentHashMap<>();
  private final Set<String> cues = ConcurrentHashMap.newKeySet();

  private Visits(Vertx vertx, Simulator simulator, Carrier carrier) {
    this.vertx = vertx;
    this.simulator = simulator;
    this.carrier = carrier;
  }

  /** From now on nobody else speaks in sessions that are dialled by model. */
  public static Future<Visits> between(Vertx vertx, Simulator simulator, Carrier carrier) {
    var visits = new Visits(vertx, simulator, carrier);
    return simulator.model(ModelOptions.defaults().with(visits).notRecording()).map(done -> visits);
  }

  /**
   * @param live told what happens to the model: greeted, spoken to, attached by another node; on the provider's event loop
   * @return the report, once the call is over
   */
  public Future<CallReport> place(VisitPlan plan, CallListener live) {
    var receptionist = new Receptionist(live);
    var visitor = new Visitor(plan, receptionist, cues::contains);
    expected.put(plan.from(), receptionist);
    var call = CallerPlan.call(plan.from(), plan.to(), visitor).notRecording().withLimit(LONGEST);
    return carrier
        .place(call)
        .compose(seen -> over(plan, visitor, receptionist, seen).onSuccess(report -> {
          expected.remove(plan.from(), receptionist);
          live.ended(report.ended());
        }));
  }

  /** Lets all visits go on that wait for this cue, and never wait for it again. */
  public void cue(String name) {
    cues.add(name);
  }

  /** Nobody speaks here: each session has its own receptionist. */
  @Override
  public Doing next(Turn turn) {
    return PLAIN.next(turn);
  }

  @Override
  public Brain in(String instructions, String bearer) {
    var numbers = NUMBER.matcher(instructions);
    while (numbers.find()) {
      Receptionist receptionist = expected.get(numbers.group());
      if (receptionist != null) {
        receptionist.begins(bearer);
        return receptionist;
      }
    }
    return this;
  }

  private Future<CallReport> over(
      VisitPlan plan, Visitor visitor, Receptionist receptionist, CallerReport seen) {
    return vertx
        .timer(SETTLES_MS, TimeUnit.MILLISECONDS)
        .compose(settled -> simulator.modelSessions(receptionist))
        .compose(sessions -> carrier
            .bridges()
            .map(bridges ->
                new VisitReport(plan, visitor, receptionist, seen, sessions, bridges).report()));
  }
}
