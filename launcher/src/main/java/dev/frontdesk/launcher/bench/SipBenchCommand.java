package dev.frontdesk.launcher.bench;

import dev.frontdesk.launcher.settings.Logs;
import dev.frontdesk.launcher.terminal.ExitCode;
import dev.frontdesk.launcher.terminal.Ink;
import dev.frontdesk.launcher.terminal.Logging;
import dev.frontdesk.launcher.terminal.UntilStopped;
import dev.frontdesk.simulator.load.LoadOptions;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** An open-loop load of telephone calls. */
@Command(
    name = "sip",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Place calls at a fixed rate, whatever the gateway makes of them, and report what each stage took.",
      "",
      "Without --target, a gateway is started in a process of its own on an embedded PostgreSQL, with a tenant whose prompt"
          + " has 8 KB. With it, that gateway must have OPENAI_BASE_URL=http://127.0.0.1:PORT/v1, the webhook secret, and"
          + " a tenant for the number.",
      ""
    })
public final class SipBenchCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Option(names = "--target", paramLabel = "URL", description = "Webhook of a running gateway.")
  private @Nullable URI target;

  @Option(
      names = "--pid",
      paramLabel = "PID",
      description = "Process of that gateway, for its CPU.")
  private long pid;

  @Option(
      names = "--port",
      defaultValue = "9100",
      paramLabel = "PORT",
      description = "Where the provider listens for a --target (default ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--secret",
      paramLabel = "whsec_…",
      description = "Signs the webhooks to a --target.")
  private @Nullable String secret;

  @Option(
      names = "--to",
      defaultValue = "+15550100001",
      paramLabel = "+E164",
      description = "The number that is dialled (default ${DEFAULT-VALUE}).")
  private String to = "";

  @Option(
      names = "--rate",
      defaultValue = "50",
      paramLabel = "N",
      description = "Calls per second (default ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--calls",
      defaultValue = "1000",
      paramLabel = "N",
      description = "Calls that are measured (default ${DEFAULT-VALUE}).")
  private int calls;

  @Option(
      names = "--hold",
      defaultValue = "6",
      paramLabel = "SECONDS",
      description = "How long a call lasts (default ${DEFAULT-VALUE}).")
  private int hold;

  @Option(
      names = "--turns",
      defaultValue = "4",
      paramLabel = "N",
      description =
          "Turns of a call; the one in the middle asks for a tool (default ${DEFAULT-VALUE}).")
  private int turns;

  @Option(
      names = "--warm",
      defaultValue = "3000",
      paramLabel = "N",
      description = "Calls before, that are not measured (default ${DEFAULT-VALUE}).")
  private int warm;

  @Option(
      names = "--live",
      defaultValue = "0",
      paramLabel = "N",
      description =
          "Afterwards, heap per live call and tool round trip with so many at once (default: no).")
  private int live;

  @Option(
      names = "--cluster",
      description = "Start the gateway as a cluster of one, with Hazelcast.")
  private boolean cluster;

  @Mixin
  private final GatewayJvm jvm = new GatewayJvm("-XX:+UseSerialGC -Xmx1g");

  @Mixin
  private final JsonFile json = new JsonFile();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Logging.configure(new Logs(Logs.Form.TEXT, Logs.Level.ERROR));
    return UntilStopped.during(stops -> {
      GatewayUnderTest gateway = target == null
          ? GatewayUnderTest.start(stops, to, jvm.options(), cluster, line -> say(out, line))
          : new GatewayUnderTest(target, port, pid, 0);
      var run = new SipBench(options(gateway), gateway, warm, live, line -> say(out, line));
      BenchReport report = run.run();
      report.table(Ink.auto()).forEach(out::println);
      json.write(report.toJson(), out);
      out.flush();
      return report.allAnswered() ? ExitCode.OK.status() : ExitCode.FAILED.status();
    });
  }

  private LoadOptions options(GatewayUnderTest gateway) {
    var options = LoadOptions.defaults(gateway.webhook())
        .playing(calls, rate, Duration.ofSeconds(hold))
        .withWarm(0, Duration.ZERO)
        .withListen("127.0.0.1", gateway.providerPort())
        .withConversation(turns, 20, "get_current_time", "{}")
        .withNumbers(to, "+1415555")
        .withPid(gateway.pid());
    return secret == null ? options : options.withKeys(secret, null);
  }

  private static void say(PrintWriter out, String line) {
    out.println(line);
    out.flush();
  }
}
