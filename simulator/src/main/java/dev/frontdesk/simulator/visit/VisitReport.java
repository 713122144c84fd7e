package dev.frontdesk.simulator.visit;

import dev.frontdesk.simulator.carrier.CallerReport;
import dev.frontdesk.simulator.carrier.Webhook;
import dev.frontdesk.simulator.model.ModelReport;
import dev.frontdesk.simulator.report.CallReport;
import dev.frontdesk.simulator.report.CallReport.Counts;
import dev.frontdesk.simulator.report.CallReport.Said;
import dev.frontdesk.simulator.report.CallReport.Timings;
import dev.frontdesk.simulator.report.CallReport.ToolCall;
import dev.frontdesk.simulator.report.Trace;
import dev.frontdesk.simulator.report.Trace.Attachment;
import dev.frontdesk.simulator.report.Trace.Item;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** One visit, looked back upon, in the words of a scripted call: each session of the model is a sideband of its own. */
record VisitReport(
    VisitPlan plan,
    Visitor visitor,
    Receptionist receptionist,
    CallerReport seen,
    List<ModelReport> sessions,
    List<List<String>> bridges) {
  /** What a session that is lost asked for it never hears of; what became of it the journal tells. */
  private static final String UNHEARD = "the session that asked is gone";

  private static final int SWITCHED = 101;

  CallReport report() {
    List<Item> items = sessions.stream()
        .flatMap(session -> session.trace().items().stream())
        .sorted(Comparator.comparing(Item::at))
        .toList();
    String ended = ended();
    return new CallReport(
        plan.name(),
        seen.callSid(),
        seen.webhooks("voice").stream().mapToInt(Webhook::status).findFirst().orElse(0),
        accepted(),
        0,
        null,
        items.stream().map(item -> new Said(item.who(), item.text())).toList(),
        tools(),
        dialled(),
        new Timings(null, null, null, null, null),
        new Counts(accepted() ? 1 : 0, 0, 0, sessions.size(), 1, 0, receptionist.greetings()),
        new Trace(items, attachments(), receptionist.greetings()),
        ended,
        List.of(),
        sessions.stream().flatMap(session -> session.violations().stream()).toList(),
        broken(ended));
  }

  private boolean accepted() {
    return seen.streams().stream().anyMatch(stream -> stream.handshake() == SWITCHED);
  }

  private List<Attachment> attachments() {
    return sessions.stream()
        .flatMap(session -> session.trace().attachments().stream())
        .toList();
  }

  private List<ToolCall> tools() {
    return sessions.stream()
        .flatMap(session -> session.tools().stream())
        .map(tool -> tool.output() != null
            ? tool
            : new ToolCall(tool.name(), tool.arguments(), UNHEARD, null))
        .toList();
  }

  private List<String> dialled() {
    return bridges.stream()
        .filter(bridge -> bridge.get(0).equals(seen.callSid()))
        .map(bridge -> bridge.get(1))
        .toList();
  }

  private String ended() {
    return switch (seen.endedBy()) {
      case "caller" -> "caller-hung-up";
      case "twiml", "rest" -> dialled().isEmpty() ? "agent-hung-up" : "transferred";
      default -> seen.endedBy();
    };
  }

  private List<String> broken(String ended) {
    var broken = new ArrayList<String>();
    if (!visitor.gaveUp().isEmpty()) {
      broken.add("the caller gave up, " + visitor.gaveUp());
    }
    if (!ended.equals(plan.outcome())) {
      broken.add("ended %s, not %s".formatted(ended, plan.outcome()));
    }
    if (!broken.isEmpty()) {
      broken.add("streams %s, alerts %s, told %s"
          .formatted(
              seen.streams().stream().map(stream -> stream.ended()).toList(),
              seen.alerts(),
              seen.said()));
    }
    return broken;
  }
}
