package dev.frontdesk.launcher.chaos;

import dev.frontdesk.simulator.report.CallListener;
import dev.frontdesk.simulator.report.CallReport;
import dev.frontdesk.simulator.script.Script;
import dev.frontdesk.simulator.visit.VisitPlan;
import dev.frontdesk.simulator.visit.VisitPlan.Turn;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Calls that begin together and go on together: each is greeted, some leave a message, then they talk until the cue, and only then ask for
 * what has consequences. So what happens before the cue happens to all of them, however fast the machine is.
 */
final class Cohort {
  private static final String READY = "I am all ears.";
  private static final String HEAD = """
      name: cohort
      from: "+1415555%04d"
      to: "%s"
      limit: 240s
      ring: 60s
      misbehave: [ talks-while-detached ]
      steps:
      - greeting
      """;
  private static final String MESSAGE = """
      - caller: A message, please.
      - tool: take_message
        with: { caller_name: Jana, message: Call me about %s., confirmed: true }
      - agent: It is taken down.
      """;
  private static final String TALK = """
      - pause: 1s
      - caller: And what about the weather?
      - agent: It is fine.
      """;
  private static final String TRANSFER = """
      - caller: Sales, please.
      - tool: transfer_call
        with: { destination: sales }
      - refer: accepted-and-moved
      - wait-for-end
      expect: { outcome: transferred }
      """;
  private static final String HUNG_UP = """
      - caller: Goodbye.
      - agent: Goodbye.
      - hang-up
      expect: { outcome: caller-hung-up }
      """;

  private static final Duration PAUSE = Duration.ofMillis(300);

  /** Each of another phone: a report may come while the next cohort calls. */
  private static final AtomicInteger PHONES = new AtomicInteger();

  private final World world;
  private final String cue;
  private final List<Future<CallReport>> reports = new ArrayList<>();
  private final List<Watched> calls = new ArrayList<>();
  private final Set<Runnable> checks = new HashSet<>();

  /** @param cue a name of its own */
  Cohort(World world, String cue) {
    this.world = world;
    this.cue = cue;
  }

  /** Adds calls; done when all are accepted, greeted and under way. */
  Future<Void> place(int count) {
    var ready = new ArrayList<Future<Void>>();
    for (int i = 0; i < count; i++) {
      var call = new Watched();
      calls.add(call);
      ready.add(call.ready.future());
      reports.add(placed(calls.size(), call));
    }
    return Future.all(ready).mapEmpty();
  }

  /** Done when none of the calls hangs on this node any more. */
  Future<Void> left(String node) {
    Promise<Void> left = Promise.promise();
    Runnable check = () -> {
      if (calls.stream().noneMatch(call -> call.holder.equals(node))) {
        left.tryComplete();
      }
    };
    synchronized (this) {
      checks.add(check);
    }
    check.run();
    return left.future();
  }

  /** Lets all of them go on to their ends. */
  Future<List<CallReport>> over() {
    world.simulator.cue(cue);
    world.bridged.visits().cue(cue);
    return Future.all(reports).map(all -> reports.stream().map(Future::result).toList());
  }

  /** Every tenth comes over the carrier. */
  private Future<CallReport> placed(int number, CallListener live) {
    return number % 10 == 0
        ? world.bridged.visits().place(visit(number), live)
        : world.simulator.place(script(number), world.webhook(), live);
  }

  private synchronized void changed() {
    checks.forEach(Runnable::run);
  }

  private Script script(int number) {
    String head = HEAD.formatted(number, ChaosTenant.NUMBER.e164());
    String before = number % 4 == 1 ? MESSAGE.formatted("the day before") : "";
    String ready = "- caller: Are you there?\n- agent: " + READY + "\n";
    String after = number % 4 == 2 ? MESSAGE.formatted("the day after") : "";
    String end = number % 4 == 3 ? TRANSFER : HUNG_UP;
    return Script.parse(
        head + before + ready + TALK.repeat(6) + "- cue: " + cue + "\n" + after + end);
  }

  private VisitPlan visit(int number) {
    var turns = new ArrayList<Turn>();
    int kind = number / 10 % 4;
    if (kind == 1) {
      turns.add(BridgedCalls.message(PAUSE, "the day before"));
    }
    turns.add(Turn.talk(PAUSE, "Are you there?", READY));
    turns.add(Turn.talk(PAUSE, "And what about the weather?", "It is fine."));
    turns.add(Turn.talk(PAUSE, "Anything new?", "Nothing is.").after(cue));
    if (kind == 2) {
      turns.add(BridgedCalls.message(PAUSE, "the day after"));
    }
    turns.add(
        kind == 3
            ? BridgedCalls.transfer(PAUSE)
            : Turn.talk(PAUSE, "Goodbye.", "Have a good day."));
    return BridgedCalls.plan(cue, PHONES.incrementAndGet(), turns);
  }

  /** One call as it goes. */
  private final class Watched implements CallListener {
    private final Promise<Void> ready = Promise.promise();
    private volatile String holder = "";

    @Override
    public void agentSaid(String text) {
      if (text.equals(READY)) {
        ready.tryComplete();
      }
    }

    @Override
    public void attachedBy(String bearer) {
      holder = bearer;
      changed();
    }

    @Override
    public void ended(String reason) {
      holder = "";
      ready.tryFail(reason);
      changed();
    }
  }
}
