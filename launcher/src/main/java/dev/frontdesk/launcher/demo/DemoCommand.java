package dev.frontdesk.launcher.demo;

import dev.frontdesk.launcher.settings.Logs;
import dev.frontdesk.launcher.simulate.Narrator;
import dev.frontdesk.launcher.terminal.ExitCode;
import dev.frontdesk.launcher.terminal.Ink;
import dev.frontdesk.launcher.terminal.Logging;
import dev.frontdesk.launcher.terminal.UntilStopped;
import dev.frontdesk.simulator.report.CallReport;
import dev.frontdesk.simulator.script.ExampleScripts;
import dev.frontdesk.simulator.script.Script;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what Frontdesk does, without an account, a database or a telephone. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Watch receptionists of four businesses answer the phone: a database, a gateway and a simulated outside world in one"
          + " process, on free ports. Nothing is installed, nothing stays behind."
    })
public final class DemoCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Option(
      names = "--once",
      description = "End after the calls; exit code 0 only if every expectation held.")
  private boolean once;

  @Option(
      names = "--pace",
      paramLabel = "X",
      defaultValue = "0.3",
      description =
          "1 speaks in real time, 0 as fast as events can be sent (default ${DEFAULT-VALUE}).")
  private double pace;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Ink ink = Ink.auto();
    Logging.configure(new Logs(Logs.Form.TEXT, Logs.Level.WARN));
    return UntilStopped.during(stops -> {
      var world = new DemoWorld(stops, pace, what -> progress(out, ink, what));
      introduce(out, ink, world);
      var reports = new ArrayList<>(play(out, ink, world));
      reports.addAll(playOverCarrier(out, ink, world));
      var outcome = new Outcome(
          reports, new Books(world.node().database(), world.founded()).read(reports.size()));
      outcome.print(out, ink);
      if (!once) {
        invite(out, ink, world);
        UntilStopped.awaitSignal();
      }
      return outcome.held() ? ExitCode.OK.status() : ExitCode.FAILED.status();
    });
  }

  private static List<CallReport> play(PrintWriter out, Ink ink, DemoWorld world) {
    List<String> names = Cast.calls();
    var reports = new ArrayList<CallReport>();
    for (String name : names) {
      Script script = world.signed(ExampleScripts.named(name));
      var narrator = new Narrator(out, ink);
      narrator.title(
          number(reports.size()), script, world.called(script).business().name());
      CallReport report =
          world.simulator().place(script, world.webhook(script), narrator).await();
      narrator.verdict(report);
      reports.add(report);
    }
    return reports;
  }

  private List<CallReport> playOverCarrier(PrintWriter out, Ink ink, DemoWorld world) {
    var books = new Books(world.node().database(), world.founded());
    var reports = new ArrayList<CallReport>();
    for (Plot plot : Plot.all()) {
      var narrator = new Narrator(out, ink);
      narrator.title(
          number(Cast.calls().size() + reports.size()) + plot.name(),
          "%s, %s calls %s over the carrier, as sound"
              .formatted(plot.callerName(), plot.from(), Workshop.NUMBER));
      var played = new CarrierCall(world, plot, pace, narrator).play();
      reports.add(new CarrierVerdict(played, world.carrierSide(), books, narrator).given());
    }
    return reports;
  }

  private static String number(int before) {
    return "%d/%d  ".formatted(before + 1, Cast.calls().size() + Plot.all().size());
  }

  private static void progress(PrintWriter out, Ink ink, String what) {
    out.println(ink.faint("Preparing " + what + " ..."));
    out.flush();
  }

  private static void introduce(PrintWriter out, Ink ink, DemoWorld world) {
    out.println();
    world
        .founded()
        .forEach(one -> out.println("%s  %s  %s"
            .formatted(
                ink.cyan(one.business().number().e164()),
                one.business().name(),
                ink.faint("hosted by %s, %s, now %s"
                    .formatted(
                        one.business().agency(),
                        one.business().hours().zone(),
                        one.business()
                            .hours()
                            .at(Instant.now())
                            .name()
                            .toLowerCase(Locale.ROOT))))));
    out.flush();
  }

  /** The provider's port is set free, so that 'simulate' can play it. */
  private static void invite(PrintWriter out, Ink ink, DemoWorld world) {
    int provider = world.simulator().port();
    world.simulator().close().await();
    String management = "http://127.0.0.1:" + world.node().managementPort();
    String psql = "psql '" + world.server().url() + "'";
    Script happy = world.signed(ExampleScripts.named("happy-call"));
    out.println();
    out.println(ink.bold("The gateway keeps running; Ctrl-C ends it and removes everything."));
    out.println("  health       " + management + "/health/ready");
    out.println("  metrics      " + management + "/metrics");
    out.println("  database     " + psql);
    out.println("  transcripts  " + psql
        + " -c 'SELECT side, body FROM utterance ORDER BY call_id, place'");
    out.println("  call again   ./frontdesk simulate happy-call --port %d --secret %s --against %s"
        .formatted(provider, happy.secret(), world.webhook(happy)));
    out.flush();
  }
}
