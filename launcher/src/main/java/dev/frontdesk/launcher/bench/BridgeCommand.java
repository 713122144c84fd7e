package dev.frontdesk.launcher.bench;

import dev.frontdesk.launcher.settings.Logs;
import dev.frontdesk.launcher.terminal.ExitCode;
import dev.frontdesk.launcher.terminal.Logging;
import java.io.PrintWriter;
import java.net.URI;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The media bridge alone, for a load from outside. */
@Command(
    name = "bridge",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Run the media bridge alone: no database, no front desk, any stream is let in under /twilio/media/TOKEN. For measuring only.",
      "",
      "A TOKEN that ends in a CallSid is bound to that call; under any other the N-th stream has the N-th number as its CallSid.",
      ""
    })
public final class BridgeCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Option(
      names = "--port",
      defaultValue = "5050",
      paramLabel = "PORT",
      description = "Where streams are taken, on 127.0.0.1 (default ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--provider",
      defaultValue = "http://127.0.0.1:9100/v1",
      paramLabel = "URL",
      description = "Of the voice model (default ${DEFAULT-VALUE}).")
  private URI provider = URI.create("");

  @Option(
      names = "--streams",
      defaultValue = "100",
      paramLabel = "N",
      description = "After so many streams their numbers begin anew (default ${DEFAULT-VALUE}).")
  private int streams;

  @Override
  public Integer call() throws InterruptedException {
    Logging.configure(new Logs(Logs.Form.TEXT, Logs.Level.WARN));
    BareBridge.open(port, provider, streams);
    PrintWriter out = spec.commandLine().getOut();
    out.println("Bridging ws://127.0.0.1:" + port + "/twilio/media/TOKEN to " + provider);
    out.flush();
    new CountDownLatch(1).await(); // until a signal
    return ExitCode.OK.status();
  }
}
