package dev.frontdesk.launcher.chaos;

import dev.frontdesk.simulator.report.CallListener;
import dev.frontdesk.simulator.report.CallReport;
import dev.frontdesk.simulator.script.Script;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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
        with: { caller_name: Jana, message: Call me about %s. }
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
      reports.add(world.simulator.place(script(calls.size()), world.webhook(), call));
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
    return Future.all(reports).map(all -> reports.stream().map(Future::result).toList());
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
