package dev.frontdesk.launcher.chaos;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.launcher.chaos.audit.AuditReport;
import dev.frontdesk.launcher.terminal.UntilStopped;
import dev.frontdesk.simulator.report.CallReport;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * Three gateways, each a process, lose no call and double nothing, whatever befalls them; the journal is audited each time. As root each
 * has a network of its own, where one can be cut off, and a small disk that becomes full; a clock jumps where libfaketime is installed.
 */
class ChaosIT {
  /** Live at a time. */
  private static final int CALLS = 200;

  /** How many callers dial at the same moment. */
  private static final int AT_ONCE = 20;

  private static final int MORE = 6;
  private static final long SECONDS = 180;
  private static final List<String> JVM =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m");

  private static final int NODES = 3;

  /** @param told what this machine does not allow */
  @Test
  void noCallIsLostAndNothingIsDoneTwice(TestReporter told) {
    int status = UntilStopped.during(stops -> {
      Site site = Namespaces.allowed() ? Namespaces.make(NODES) : Site.LOOPBACK;
      var world = new World(stops, site, null, NODES, 0.3, 1, JVM);
      assertAll(
          () -> aNodeIsKilled(world),
          () -> aNodeIsFrozen(world),
          () -> postgresCrashes(world),
          () -> lasts(world, new NetworkCut(), told),
          () -> lasts(world, new DatabaseCut(), told),
          () -> lasts(world, new DiskFull(), told),
          () -> lasts(world, new ClockJump(), told),
          () -> allNodesAreRestarted(world));
      return 0;
    });
    assertEquals(0, status);
  }

  private static void aNodeIsKilled(World world) {
    var cohort = ready(world, "killed");
    var kill = new Kill();
    List<Strike> strikes = kill.apply(world);
    await(cohort.left(strikes.get(0).node()));
    kill.undo(world);
    var report = audited(world, kill, cohort, strikes);
    assertTrue(report.takeovers().changed() > 0, "calls of the killed node went on elsewhere");
  }

  private static void aNodeIsFrozen(World world) {
    var cohort = ready(world, "frozen");
    var freeze = new Freeze();
    List<Strike> strikes = freeze.apply(world);
    await(cohort.left(strikes.get(0).node()));
    freeze.undo(world);
    var report = audited(world, freeze, cohort, strikes);
    assertTrue(report.takeovers().changed() > 0, "calls of the frozen node went on elsewhere");
  }

  private static void postgresCrashes(World world) {
    var cohort = ready(world, "crashed");
    var crash = new DatabaseRestart(true);
    List<Strike> strikes = crash.apply(world);
    await(cohort.place(MORE)); // the phone is answered all the same
    crash.undo(world);
    audited(world, crash, cohort, strikes);
  }

  /** For its time, in which the phone is answered all the same. */
  private static void lasts(World world, Disturbance disturbance, TestReporter told) {
    Optional<String> impossible = disturbance.impossible(world);
    if (impossible.isPresent()) {
      told.publishEntry(disturbance.name(), "not here: " + impossible.get());
      return;
    }
    var cohort = ready(world, disturbance.name());
    List<Strike> strikes = disturbance.apply(world);
    Future<Void> over = world.vertx.timer(disturbance.lasts().toMillis()).mapEmpty();
    await(cohort.place(MORE));
    await(over);
    disturbance.undo(world);
    audited(world, disturbance, cohort, strikes);
    disturbance.clean(world);
  }

  /** Until calls are handed over, those of a node that leaves are taken over, which is seen as gaps. */
  private static void allNodesAreRestarted(World world) {
    var cohort = ready(world, "restarted");
    var rolling = new RollingRestart();
    List<Strike> strikes = rolling.apply(world);
    var report = audited(world, rolling, cohort, strikes);
    assertEquals(world.nodes.size(), strikes.size());
    assertTrue(report.takeovers().changed() > 0, "calls of restarted nodes went on elsewhere");
  }

  private static Cohort ready(World world, String cue) {
    var cohort = new Cohort(world, cue);
    for (int placed = 0; placed < CALLS; placed += AT_ONCE) {
      await(cohort.place(AT_ONCE));
    }
    return cohort;
  }

  private static ScenarioReport audited(
      World world, Disturbance disturbance, Cohort cohort, List<Strike> strikes) {
    List<CallReport> calls = await(cohort.over());
    AuditReport audit = world.audit("cohort").of(calls, Duration.ofSeconds(30));
    assertEquals(List.of(), audit.findings(), disturbance.name());
    return ScenarioReport.of(disturbance.name(), calls, strikes, audit);
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.await(SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("not within " + SECONDS + " s", e);
    }
  }
}
