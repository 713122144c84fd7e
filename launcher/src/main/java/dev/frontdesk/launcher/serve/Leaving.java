package dev.frontdesk.launcher.serve;

import dev.frontdesk.launcher.terminal.SecondSignal;
import java.io.PrintWriter;

/** How a node that takes calls is left: first its calls go, then it does. */
final class Leaving implements AutoCloseable {
  private final Node node;
  private final PrintWriter out;

  Leaving(Node node, PrintWriter out) {
    this.node = node;
    this.out = out;
  }

  @Override
  public void close() {
    SecondSignal.endsTheProcess();
    int calls = node.calls();
    if (calls > 0) {
      say("Handing over %s. A second signal ends this at once."
          .formatted(DrainCommand.calls(calls)));
    }
    int left = node.drain().await();
    if (left > 0) {
      say("%s could not be handed over in time.".formatted(DrainCommand.calls(left)));
    }
  }

  private void say(String what) {
    out.println(what);
    out.flush();
  }
}
