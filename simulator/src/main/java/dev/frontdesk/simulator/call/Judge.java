package dev.frontdesk.simulator.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.frontdesk.simulator.report.CallReport;
import dev.frontdesk.simulator.script.Expectations;
import dev.frontdesk.simulator.script.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Holds a call against what its script expects of it. */
final class Judge {
  private final Script script;
  private final Session session;
  private final CallReport report;
  private final List<String> broken = new ArrayList<>();

  /** @param session as it was in force in the end */
  Judge(Script script, Session session, CallReport report) {
    this.script = script;
    this.session = session;
    this.report = report;
  }

  /** @param waitedFor what the script was waiting for if it ran out of time */
  List<String> broken(String waitedFor) {
    Expectations expected = script.expectations();
    if (report.ended().equals("timed-out")) {
      broken.add("timed out waiting for " + waitedFor);
    }
    outcome(expected.outcome());
    same("accepts", expected.accepts(), report.counts().accepts());
    same("attaches", expected.attaches(), report.counts().attaches());
    same("greetings", expected.greetings(), report.counts().greetings());
    same("webhook-status", expected.webhookStatus(), report.webhookStatus());
    same("greeted", expected.greeted(), report.counts().greetings() > 0);
    String words = report.agentWords();
    expected.agentSays().forEach(text -> contains("agent-says", words, text));
    expected.agentNeverSays().forEach(text -> lacks("agent-never-says", words, text));
    expected
        .toolOutput()
        .forEach((name, text) -> contains("tool-output of " + name, outputs(name), text));
    refer(expected.referTo());
    String instructions = session.text("/instructions");
    expected
        .instructionsContain()
        .forEach(text -> contains("instructions-contain", instructions, text));
    expected.instructionsLack().forEach(text -> lacks("instructions-lack", instructions, text));
    List<String> tools = tools();
    expected
        .toolsOffered()
        .forEach(name -> holds(tools.contains(name), "tools-offered: no " + name + " in " + tools));
    expected
        .toolsLack()
        .forEach(name -> holds(!tools.contains(name), "tools-lack: " + name + " is offered"));
    same("language", expected.language(), session.text("/audio/input/transcription/language"));
    same("voice", expected.voice(), session.text("/audio/output/voice"));
    if (!script.violationsAllowed()) {
      report.violations().forEach(violation -> broken.add("violation: " + violation));
    }
    return broken;
  }

  private void outcome(@Nullable String expected) {
    String ended = report.ended();
    if (expected != null) {
      same("outcome", expected, ended);
    } else if (ended.equals("unanswered")
        || ended.equals("unreachable")
        || ended.startsWith("webhook-refused")) {
      broken.add("outcome: " + ended);
    }
  }

  private void refer(@Nullable String expected) {
    if (expected != null) {
      List<String> refers = report.refers();
      same("refer-to", expected, refers.isEmpty() ? "" : refers.get(refers.size() - 1));
    }
  }

  private String outputs(String tool) {
    StringBuilder outputs = new StringBuilder();
    report.toolCalls().stream()
        .filter(call -> call.name().equals(tool) && call.output() != null)
        .forEach(call -> outputs.append(call.output()).append('\n'));
    return outputs.toString();
  }

  private List<String> tools() {
    JsonNode tools =
        report.session() == null ? MissingNode.getInstance() : session.config().path("tools");
    List<String> names = new ArrayList<>();
    tools.forEach(tool -> names.add(tool.path("name").asText()));
    return names;
  }

  private void same(String what, @Nullable Object expected, Object seen) {
    holds(
        expected == null || Objects.equals(expected, seen),
        what + ": expected " + expected + ", was " + seen);
  }

  private void contains(String what, String text, String part) {
    holds(text.contains(part), what + ": '" + part + "' is not in '" + text.strip() + "'");
  }

  private void lacks(String what, String text, String part) {
    holds(!text.contains(part), what + ": '" + part + "' is in it");
  }

  private void holds(boolean holds, String otherwise) {
    if (!holds) {
      broken.add(otherwise);
    }
  }
}
