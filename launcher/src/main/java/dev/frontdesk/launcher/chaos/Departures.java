package dev.frontdesk.launcher.chaos;

import dev.frontdesk.launcher.terminal.ExitCode;
import dev.frontdesk.launcher.terminal.Trouble;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How often each node has seen another one leave the cluster, by its metrics.
 *
 * @param seen by the name of the node that saw it
 */
record Departures(Map<String, Seen> seen) {
  private static final String SERIES = "frontdesk_cluster_changes_total{";
  private static final List<String> LEFT = List.of("change=\"gone\"", "change=\"silent\"");
  private static final Duration TOLD_WITHIN = Duration.ofSeconds(20);

  /** @param process the count begins with it */
  record Seen(long process, int times) {}

  Departures {
    seen = Map.copyOf(seen);
  }

  /**
   * Asks all of them. Blocks.
   *
   * @throws Trouble if one does not tell
   */
  static Departures of(List<ChaosNode> nodes) {
    var client = HttpClient.newHttpClient();
    var seen = new LinkedHashMap<String, Seen>();
    for (ChaosNode node : nodes) {
      seen.put(node.name(), new Seen(node.pid(), in(metrics(client, node))));
    }
    return new Departures(seen);
  }

  /**
   * Times that a node was taken for lost although nothing had befallen it, each as one other node saw it: all that were seen beyond one
   * for each node that was disturbed. A node that was disturbed itself may have lost sight of all the others once.
   *
   * @param disturbed by name: nodes that had to leave
   */
  int unfounded(Departures before, Set<String> disturbed) {
    return seen.entrySet().stream()
        .mapToInt(each -> {
          boolean itself = disturbed.contains(each.getKey());
          int caused = itself ? seen.size() - 1 : disturbed.size();
          return Math.max(0, since(before, each.getKey(), each.getValue()) - caused);
        })
        .sum();
  }

  private static int since(Departures before, String node, Seen now) {
    Seen then = before.seen().get(node);
    return then == null || then.process() != now.process()
        ? now.times()
        : now.times() - then.times();
  }

  /** @param metrics as Prometheus reads them */
  static int in(String metrics) {
    return metrics
        .lines()
        .filter(line -> line.startsWith(SERIES) && LEFT.stream().anyMatch(line::contains))
        .mapToInt(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private static String metrics(HttpClient client, ChaosNode node) {
    var request = HttpRequest.newBuilder(node.metrics()).timeout(TOLD_WITHIN).build();
    try {
      return client.send(request, BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw Trouble.because(ExitCode.FAILED, node.name() + " does not tell its metrics", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Trouble.because(ExitCode.FAILED, node.name() + " was not asked to the end", e);
    }
  }
}
