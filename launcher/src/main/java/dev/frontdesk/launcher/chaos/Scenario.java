package dev.frontdesk.launcher.chaos;

import dev.frontdesk.launcher.chaos.audit.AuditReport;
import dev.frontdesk.simulator.report.CallReport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/** A crowd of calls, and a disturbance in the middle of it. Blocks. */
final class Scenario {
  /** What was spooled, or waits behind others, is written down later. */
  private static final Duration WRITTEN_WITHIN = Duration.ofSeconds(30);

  private final World world;
  private final int level;
  private final double rate;
  private final Supplier<Dialling> calls;
  private final Consumer<String> say;

  /** @param rate new calls a second, at most */
  Scenario(World world, int level, double rate, Supplier<Dialling> calls, Consumer<String> say) {
    this.world = world;
    this.level = level;
    this.rate = rate;
    this.calls = calls;
    this.say = say;
  }

  /** @param progress told how many calls are live */
  ScenarioReport run(Disturbance disturbance, IntConsumer progress) {
    Optional<String> impossible = disturbance.impossible(world);
    if (impossible.isPresent()) {
      return ScenarioReport.skipped(disturbance.name(), impossible.get());
    }
    var crowd = new Crowd(world, calls, level, rate, progress);
    crowd.begin().await();
    say.accept(disturbance.name() + ": " + level + " calls live, it happens now");
    var before = Departures.of(world.nodes);
    List<Strike> strikes = disturbance.apply(world);
    world.vertx.timer(disturbance.lasts().toMillis(), TimeUnit.MILLISECONDS).await();
    disturbance.undo(world);
    say.accept(disturbance.name() + ": it is over, the last calls end");
    List<CallReport> seen = crowd.end().await();
    int suspected =
        Departures.of(world.nodes).unfounded(before, disturbance.leaving(world, strikes));
    disturbance.clean(world);
    AuditReport audit = world.audit(disturbance.name()).of(seen, WRITTEN_WITHIN);
    return ScenarioReport.of(disturbance.name(), seen, strikes, audit)
        .withNodesSuspected(suspected);
  }
}
