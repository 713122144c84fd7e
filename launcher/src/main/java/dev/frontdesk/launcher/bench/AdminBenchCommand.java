package dev.frontdesk.launcher.bench;

import dev.frontdesk.launcher.settings.Logs;
import dev.frontdesk.launcher.terminal.ExitCode;
import dev.frontdesk.launcher.terminal.Ink;
import dev.frontdesk.launcher.terminal.Logging;
import dev.frontdesk.launcher.terminal.UntilStopped;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The admin API of a cluster. */
@Command(
    name = "admin",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Start three gateways in processes of their own on one embedded PostgreSQL, and report how long a publication takes to"
          + " reach all of them, how many reads of a profile one of them answers, and how long an import of contacts takes.",
      ""
    })
public final class AdminBenchCommand implements Callable<Integer> {
  private static final int NODES = 3;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Option(
      names = "--publications",
      defaultValue = "200",
      paramLabel = "N",
      description = "Publications that are measured (default ${DEFAULT-VALUE}).")
  private int publications;

  @Option(
      names = "--seconds",
      defaultValue = "10",
      paramLabel = "N",
      description = "How long a wave of reads lasts; there are three (default ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--rate",
      defaultValue = "1000",
      paramLabel = "N",
      description = "Reads per second of the last wave (default ${DEFAULT-VALUE}).")
  private int rate;

  @Option(
      names = "--contacts",
      defaultValue = "100000",
      paramLabel = "N",
      description = "Contacts that are imported (default ${DEFAULT-VALUE}).")
  private int contacts;

  @Mixin
  private final GatewayJvm jvm = new GatewayJvm("-XX:+UseSerialGC -Xmx512m");

  @Mixin
  private final JsonFile json = new JsonFile();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Logging.configure(new Logs(Logs.Form.TEXT, Logs.Level.ERROR));
    return UntilStopped.during(stops -> {
      out.println("Starting PostgreSQL and three gateways of its own ...");
      out.flush();
      var cluster = AdminCluster.start(stops, NODES, jvm.options());
      var calls = stops.with(new AdminCalls(cluster.key()));
      var load = new AdminLoad(publications, seconds, rate, contacts);
      AdminReport report = new AdminBench(cluster, calls, load, out).run();
      report.table(Ink.auto()).forEach(out::println);
      json.write(report.toJson(), out);
      out.flush();
      return ExitCode.OK.status();
    });
  }
}
