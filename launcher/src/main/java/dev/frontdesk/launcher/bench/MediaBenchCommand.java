package dev.frontdesk.launcher.bench;

import dev.frontdesk.launcher.settings.Logs;
import dev.frontdesk.launcher.terminal.ExitCode;
import dev.frontdesk.launcher.terminal.Ink;
import dev.frontdesk.launcher.terminal.Logging;
import dev.frontdesk.launcher.terminal.UntilStopped;
import dev.frontdesk.simulator.load.media.MediaLoad;
import dev.frontdesk.simulator.load.media.MediaLoadOptions;
import dev.frontdesk.simulator.load.media.MediaReport;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A load of media streams. */
@Command(
    name = "media",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Bridge media streams to a voice model, 50 frames a second each way, and report what passing through took.",
      "",
      "Without --target, the bridge alone is started in a process of its own (see bridge). With it, calls are announced at that"
          + " voice webhook of a gateway whose OPENAI_BASE_URL is http://127.0.0.1:PORT/v1.",
      ""
    })
public final class MediaBenchCommand implements Callable<Integer> {
  /** So short that streams begin, are interrupted and end often enough to be compiled, too. */
  private static final int WARM_WAVE = 5; // seconds

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Option(
      names = "--target",
      paramLabel = "URL",
      description = "Voice webhook of a running gateway, or ws:// address of a bare bridge.")
  private @Nullable URI target;

  @Option(names = "--pid", paramLabel = "PID", description = "Process of that gateway.")
  private long pid;

  @Option(
      names = "--public-url",
      defaultValue = "https://voice.example.com",
      paramLabel = "URL",
      description = "PUBLIC_URL of that gateway (default ${DEFAULT-VALUE}).")
  private String publicUrl = "";

  @Option(
      names = "--auth-token",
      defaultValue = "0123456789abcdef0123456789abcdef",
      paramLabel = "TOKEN",
      description = "Signs for that gateway.")
  private String authToken = "";

  @Option(
      names = "--port",
      defaultValue = "9100",
      paramLabel = "PORT",
      description = "Where the voice model listens for a --target (default ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--to",
      defaultValue = "+15550100001",
      paramLabel = "+E164",
      description = "The number that is dialled (default ${DEFAULT-VALUE}).")
  private String to = "";

  @Option(
      names = "--streams",
      defaultValue = "100",
      paramLabel = "N",
      description = "At once (default ${DEFAULT-VALUE}).")
  private int streams;

  @Option(
      names = "--seconds",
      defaultValue = "10",
      paramLabel = "N",
      description = "Measured of each (default ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--warm",
      defaultValue = "10",
      paramLabel = "N",
      description =
          "Seconds before, in waves of five, that are not measured (default ${DEFAULT-VALUE}).")
  private int warm;

  @Option(
      names = "--jvm",
      defaultValue = "-XX:+UseSerialGC -Xmx512m",
      paramLabel = "OPTIONS",
      description = "For the bridge's Java machine (default ${DEFAULT-VALUE}).")
  private String jvm = "";

  @Mixin
  private final JsonFile json = new JsonFile();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Logging.configure(new Logs(Logs.Form.TEXT, Logs.Level.ERROR));
    return UntilStopped.during(stops -> {
      int model = target == null ? GatewayProcess.freePort() : port;
      MediaLoadOptions options =
          target == null ? options(own(stops, model)) : options(new Bridge(target, pid));
      MediaReport report = measured(model, options, out);
      MediaTable.lines(report, warm, Ink.auto()).forEach(out::println);
      json.write(MediaTable.json(report, warm), out);
      out.flush();
      return report.lost() <= onTheirWay(report) ? ExitCode.OK.status() : ExitCode.FAILED.status();
    });
  }

  /** What is measured, and its process. */
  private record Bridge(URI target, long pid) {}

  private Bridge own(UntilStopped stops, int model) {
    int listens = GatewayProcess.freePort();
    var process = stops.with(new GatewayProcess(
        List.of(jvm.strip().split("\\s+", -1)),
        List.of(
            "bench",
            "bridge",
            "--port",
            "" + listens,
            "--provider",
            "http://127.0.0.1:" + model + "/v1"),
        Map.of()));
    process.awaitReady(URI.create("http://127.0.0.1:" + listens + "/"));
    return new Bridge(URI.create("ws://127.0.0.1:" + listens + "/twilio/media/"), process.pid());
  }

  private MediaLoadOptions options(Bridge bridge) {
    return new MediaLoadOptions(
        bridge.target(),
        publicUrl,
        authToken,
        MediaLoadOptions.ACCOUNT,
        streams,
        Duration.ofSeconds(seconds),
        to,
        bridge.pid());
  }

  private MediaReport measured(int model, MediaLoadOptions options, PrintWriter out) {
    try (MediaLoad load = MediaLoad.open(model)) {
      if (warm > 0) {
        say(out, "Warming up with", warm);
        for (int left = warm; left > 0; left -= WARM_WAVE) {
          load.run(options.lasting(Duration.ofSeconds(Math.min(left, WARM_WAVE))));
        }
      }
      say(out, "Measuring", seconds);
      return load.run(options);
    }
  }

  /** At the end of a stream and at its interruption a frame or two each way are not delivered by anybody. */
  private static int onTheirWay(MediaReport report) {
    return 4 * report.streams();
  }

  private void say(PrintWriter out, String what, int lasts) {
    out.println("%s %d streams, %d s ...".formatted(what, streams, lasts));
    out.flush();
  }
}
