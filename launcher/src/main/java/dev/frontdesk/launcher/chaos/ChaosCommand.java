package dev.frontdesk.launcher.chaos;

import dev.frontdesk.launcher.bench.GatewayJvm;
import dev.frontdesk.launcher.bench.JsonFile;
import dev.frontdesk.launcher.settings.Logs;
import dev.frontdesk.launcher.terminal.ExitCode;
import dev.frontdesk.launcher.terminal.Ink;
import dev.frontdesk.launcher.terminal.Logging;
import dev.frontdesk.launcher.terminal.ProgressBar;
import dev.frontdesk.launcher.terminal.UntilStopped;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Live calls while nodes die. */
@Command(
    name = "chaos",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Keep calls live on several gateways while something bad happens to them, then hold the journal against what the provider saw.",
      "",
      "Each gateway is a process of its own; PostgreSQL, provider and callers run here. Scenarios: steady (nothing happens), kill, freeze,"
          + " rolling, database-restart, database-crash, cut (needs root), database-cut, disk (needs root), clock (needs libfaketime)."
          + " One that is not possible on this machine is skipped, and says why.",
      "",
      "Ends with a status other than 0 if the audit found anything.",
      ""
    })
public final class ChaosCommand implements Callable<Integer> {
  /** New calls a second, by those that end meanwhile: more would measure how fast calls begin. */
  private static final double RAMP = 1.5;

  private static final double SLOWEST = 2;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Option(
      names = "--calls",
      defaultValue = "1000",
      paramLabel = "N",
      description = "Calls that are live at once (default ${DEFAULT-VALUE}).")
  private int calls;

  @Option(
      names = "--nodes",
      defaultValue = "3",
      paramLabel = "N",
      description = "Gateways, 2 to 9 (default ${DEFAULT-VALUE}).")
  private int nodes;

  @Option(
      names = "--scenario",
      split = ",",
      defaultValue = "all",
      paramLabel = "NAME",
      description = "What happens, one after another (default ${DEFAULT-VALUE}).")
  private List<String> scenarios = List.of();

  @Option(
      names = "--hold",
      defaultValue = "60",
      paramLabel = "SECONDS",
      description = "How long a call lasts, about (default ${DEFAULT-VALUE}).")
  private int hold;

  @Option(
      names = "--bridged",
      defaultValue = "20",
      paramLabel = "PERCENT",
      description =
          "How many of a hundred calls come over a carrier, with their sound through the gateways (default ${DEFAULT-VALUE}).")
  private int bridged;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "The same seed makes the same calls (default ${DEFAULT-VALUE}).")
  private long seed;

  /** C1 alone: the machine is shared, and with C2 what a few minutes' old processes compile is a third of it. */
  @Mixin
  private final GatewayJvm jvm =
      new GatewayJvm("-XX:+UseSerialGC -Xmx384m -XX:TieredStopAtLevel=1");

  @Option(
      names = "--folder",
      paramLabel = "FOLDER",
      description =
          "Where the gateways keep their data and logs, afterwards too, and one file for each call with a finding (default: a temporary one).")
  private @Nullable Path folder;

  @Mixin
  private final JsonFile json = new JsonFile();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Logging.configure(new Logs(Logs.Form.TEXT, Logs.Level.ERROR));
    List<Disturbance> disturbances = disturbances();
    return UntilStopped.during(stops -> {
      say(out, "Starting PostgreSQL and " + nodes + " gateways ...");
      Site site = Namespaces.allowed() ? Namespaces.make(nodes) : Site.LOOPBACK;
      var world = new World(stops, site, folder, nodes, 1, seed, jvm.options());
      var reports = new ArrayList<ScenarioReport>();
      try {
        run(world, disturbances, reports, out);
      } catch (RuntimeException e) { // what was measured before it is worth minutes
        report(reports, out);
        throw e;
      }
      return report(reports, out) ? ExitCode.OK.status() : ExitCode.FAILED.status();
    });
  }

  private boolean report(List<ScenarioReport> reports, PrintWriter out) {
    var report = new ChaosReport(nodes, calls, bridged, seed, reports);
    report.table(Ink.auto()).forEach(out::println);
    json.write(report.toJson(), out);
    out.flush();
    return report.clean();
  }

  private List<Disturbance> disturbances() {
    if (calls < 1 || nodes < 2 || nodes > 9 || hold < 1 || bridged < 0 || bridged > 100) {
      throw new ParameterException(
          spec.commandLine(), "calls and hold from 1, nodes from 2 to 9, bridged from 0 to 100");
    }
    try {
      return Disturbances.named(scenarios);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private void run(
      World world, List<Disturbance> disturbances, List<ScenarioReport> reports, PrintWriter out) {
    var repertoire = new Repertoire(seed, hold, bridged);
    double rate = Math.max(SLOWEST, RAMP * calls / hold);
    var scenario = new Scenario(world, calls, rate, repertoire::next, line -> say(out, line));
    for (Disturbance disturbance : disturbances) {
      try (var bar = new ProgressBar(spec.commandLine().getErr(), "calls live", calls)) {
        reports.add(scenario.run(disturbance, bar::at));
      }
    }
  }

  private static void say(PrintWriter out, String line) {
    out.println(line);
    out.flush();
  }
}
