package dev.frontdesk.launcher.serve;

import dev.frontdesk.launcher.settings.Settings;
import dev.frontdesk.launcher.settings.SettingsSource;
import dev.frontdesk.launcher.terminal.ExitCode;
import dev.frontdesk.launcher.terminal.Trouble;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Asks the node on this machine to give its calls away, and tells how far it is. */
@Command(
    name = "drain",
    mixinStandardHelpOptions = true,
    description = {
      "Move the calls of the node on this machine to the other nodes, before it is stopped.",
      "It takes no new calls from then on. Exit code 0: none is left; 1: some could not be moved in FRONTDESK_DRAIN_WAIT."
    })
public final class DrainCommand implements Callable<Integer> {
  private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(10);
  private static final long LOOK_EVERY_MS = 250;
  private static final int MOST_ERRORS_IN_A_ROW = 3;
  private static final int FORBIDDEN = 403;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Management port of the node; default: MANAGEMENT_PORT.")
  private @Nullable Integer port;

  private DrainGuard guard = new DrainGuard(List.of());

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(ANSWERED_WITHIN).build();

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Settings settings = SettingsSource.ofThisProcess();
    int asked = port == null ? settings.ports().management() : port;
    guard = new DrainGuard(settings.clusterSecrets());
    long begun = System.nanoTime();
    JsonObject now = ask(asked, "POST");
    int before = -1;
    while (!now.containsKey("left")) {
      if (now.getInteger("calls", 0) != before) {
        before = now.getInteger("calls", 0);
        out.println("%5.1f s  %s left".formatted(seconds(begun), calls(before)));
        out.flush();
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MS);
      now = again(asked);
    }
    int left = now.getInteger("left");
    out.println(
        left == 0
            ? "%5.1f s  no call is left; the node may be stopped".formatted(seconds(begun))
            : "%5.1f s  %s stayed".formatted(seconds(begun), calls(left)));
    out.flush();
    return left == 0 ? ExitCode.OK.status() : ExitCode.FAILED.status();
  }

  /** A node that hands hundreds of calls over may miss one question. */
  private JsonObject again(int asked) throws InterruptedException {
    for (int tries = 1; ; tries++) {
      try {
        return ask(asked, "GET");
      } catch (Trouble e) {
        if (tries == MOST_ERRORS_IN_A_ROW) {
          throw e;
        }
        TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MS);
      }
    }
  }

  private JsonObject ask(int asked, String method) throws InterruptedException {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + asked + "/drain"))
        .timeout(ANSWERED_WITHIN)
        .header(DrainGuard.HEADER, guard.token(method, asked))
        .method(method, BodyPublishers.noBody())
        .build();
    try {
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      if (answer.statusCode() == FORBIDDEN) {
        throw new Trouble(
            ExitCode.FAILED,
            "port %d refuses: run it on the machine of the node, with the node's FRONTDESK_CLUSTER and FRONTDESK_CLUSTER_SECRET"
                .formatted(asked));
      }
      if (answer.statusCode() / 100 != 2) {
        throw new Trouble(
            ExitCode.FAILED,
            "port %d answers %d: it is not the management port of a node, or not that alone"
                .formatted(asked, answer.statusCode()));
      }
      return new JsonObject(answer.body());
    } catch (IOException | DecodeException e) {
      throw new Trouble(
          ExitCode.FAILED, "no node answers on 127.0.0.1:%d; is it running?".formatted(asked), e);
    }
  }

  static String calls(int count) {
    return count == 1 ? "1 call" : count + " calls";
  }

  private static double seconds(long begun) {
    return (System.nanoTime() - begun) / 1e9;
  }
}
