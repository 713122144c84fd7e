package dev.frontdesk.launcher.simulate;

import dev.frontdesk.launcher.settings.Logs;
import dev.frontdesk.launcher.terminal.ExitCode;
import dev.frontdesk.launcher.terminal.Ink;
import dev.frontdesk.launcher.terminal.Logging;
import dev.frontdesk.launcher.terminal.Table;
import dev.frontdesk.launcher.terminal.Trouble;
import dev.frontdesk.launcher.terminal.UntilStopped;
import dev.frontdesk.simulator.Simulator;
import dev.frontdesk.simulator.SimulatorOptions;
import dev.frontdesk.simulator.report.CallReport;
import dev.frontdesk.simulator.script.ExampleScripts;
import dev.frontdesk.simulator.script.Script;
import dev.frontdesk.simulator.script.ScriptException;
import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Plays provider and callers against a running gateway. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Play provider, carrier and callers against a running 'frontdesk serve'.",
      "",
      "The gateway must use this simulator as its provider: start it with OPENAI_BASE_URL=http://127.0.0.1:PORT/v1,"
          + " any OPENAI_API_KEY, and the same webhook secret.",
      "",
      "A SCRIPT is a YAML file (simulator/README.md), or the name of an example: happy-call, vip-transfer,"
          + " after-hours-message, refused-spam, transfer-silently-fails, spanish-caller.",
      ""
    })
public final class SimulateCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Option(
      names = "--against",
      required = true,
      paramLabel = "URL",
      description = "Webhook of the gateway, such as http://127.0.0.1:8080/openai/webhook.")
  @SuppressWarnings("NullAway.Init")
  private URI against;

  @Option(
      names = "--secret",
      paramLabel = "whsec_…",
      description =
          "Signs the webhooks; the gateway's OPENAI_WEBHOOK_SECRET. Default: that variable, else the simulator's own.")
  private @Nullable String secret;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "9100",
      description = "Where the provider listens (default ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--pace",
      paramLabel = "X",
      defaultValue = "1",
      description =
          "1 speaks in real time, 0 as fast as events can be sent (default ${DEFAULT-VALUE}).")
  private double pace;

  @Option(
      names = "--to",
      paramLabel = "+E164",
      description = "Dial this number in place of the script's.")
  private @Nullable String to;

  @Parameters(
      paramLabel = "SCRIPT",
      arity = "1..*",
      description = "What is played, one after another.")
  private List<String> scripts = List.of();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Ink ink = Ink.auto();
    Logging.configure(new Logs(Logs.Form.TEXT, Logs.Level.WARN));
    List<Script> read = scripts.stream().map(this::script).toList();
    return UntilStopped.during(stops -> {
      var vertx = Vertx.vertx();
      stops.with(() -> vertx.close().await());
      var simulator = start(vertx);
      out.println("Provider at " + simulator.baseUrl() + ", gateway at " + against);
      var reports = new ArrayList<CallReport>();
      for (Script script : read) {
        var narrator = new Narrator(out, ink);
        narrator.title((reports.size() + 1) + "/" + read.size() + "  ", script, "");
        CallReport report = simulator.place(script, against, narrator).await();
        narrator.verdict(report);
        reports.add(report);
      }
      summary(reports).lines(ink).forEach(out::println);
      out.flush();
      return reports.stream().allMatch(CallReport::held)
          ? ExitCode.OK.status()
          : ExitCode.FAILED.status();
    });
  }

  private Simulator start(Vertx vertx) {
    String key = secret != null ? secret : System.getenv("OPENAI_WEBHOOK_SECRET");
    var options = SimulatorOptions.defaults().withPort(port).withPace(pace).withApiKey(null);
    try {
      return Simulator.start(vertx, key == null ? options : options.withWebhookSecret(key))
          .await();
    } catch (RuntimeException e) {
      throw Trouble.because(ExitCode.PORT_IN_USE, "the provider cannot listen on port " + port, e);
    }
  }

  private Script script(String name) {
    try {
      Script script = ExampleScripts.names().contains(name)
          ? ExampleScripts.named(name)
          : Script.read(existing(name));
      return to == null ? script : script.dialling(to);
    } catch (ScriptException e) {
      throw new Trouble(ExitCode.INPUT, String.valueOf(e.getMessage()), e);
    } catch (UncheckedIOException e) {
      throw Trouble.because(ExitCode.INPUT, "cannot read " + name, e);
    }
  }

  private static Path existing(String name) {
    Path file = Path.of(name);
    if (!Files.isRegularFile(file)) {
      throw new Trouble(
          ExitCode.INPUT,
          "no script file and no example '%s'; the examples are %s"
              .formatted(name, String.join(", ", ExampleScripts.names())));
    }
    return file;
  }

  private static Table summary(List<CallReport> reports) {
    var table = new Table(
        "call",
        "outcome",
        ">webhook ms",
        ">accept ms",
        ">attach ms",
        ">greet ms",
        ">tools",
        "held");
    for (CallReport report : reports) {
      table.row(
          report.script(),
          report.ended(),
          millis(report.timings().webhookToAck()),
          millis(report.timings().webhookToAccept()),
          millis(report.timings().acceptToAttached()),
          millis(report.timings().attachedToGreeting()),
          Integer.toString(report.toolCalls().size()),
          report.held() ? "yes" : "NO");
    }
    return table;
  }

  private static String millis(@Nullable Double time) {
    return time == null ? "-" : String.format(Locale.ROOT, "%.1f", time);
  }
}
