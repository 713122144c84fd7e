package dev.frontdesk.launcher.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.frontdesk.launcher.chaos.audit.Finding.Kind;
import dev.frontdesk.launcher.chaos.audit.InDoubt;
import dev.frontdesk.launcher.terminal.Ink;
import dev.frontdesk.launcher.terminal.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** All scenarios of one run, and under which conditions. */
record ChaosReport(int nodes, int level, int bridged, long seed, List<ScenarioReport> scenarios) {
  ChaosReport {
    scenarios = List.copyOf(scenarios);
  }

  /** Whether nothing was lost, doubled or written down wrongly. */
  boolean clean() {
    return scenarios.stream().allMatch(scenario -> scenario.audit().clean());
  }

  List<String> table(Ink ink) {
    var table = new Table(
        "scenario",
        ">calls",
        ">lost",
        ">moved",
        ">noticed s",
        ">p50 s",
        ">p99 s",
        ">detected p99 s",
        ">bridged moved",
        ">p50 s",
        ">p99 s",
        ">duplicates",
        ">gaps",
        ">unseen s",
        ">in doubt",
        ">suspected",
        ">nodes suspected",
        ">leave s",
        ">findings");
    scenarios.stream()
        .filter(scenario -> scenario.skipped().isEmpty())
        .forEach(scenario -> table.row(
            scenario.name(),
            Integer.toString(scenario.audit().calls()),
            Long.toString(scenario.lost()),
            Integer.toString(scenario.takeovers().changed()),
            seconds((double) scenario.noticed().toMillis()),
            seconds(scenario.takeovers().sinceStrike().p50()),
            seconds(scenario.takeovers().sinceStrike().p99()),
            seconds(scenario.takeovers().sinceDetection().p99()),
            Integer.toString(scenario.bridged().changed()),
            seconds(scenario.bridged().sinceStrike().p50()),
            seconds(scenario.bridged().sinceStrike().p99()),
            Long.toString(scenario.duplicates()),
            Integer.toString(scenario.audit().gaps()),
            seconds((double) scenario.audit().unseen().toMillis()),
            Integer.toString(scenario.audit().inDoubt().size()),
            Integer.toString(scenario.suspected()),
            Integer.toString(scenario.nodesSuspected()),
            scenario
                .timeToLeave()
                .map(left -> seconds((double) left.toMillis()))
                .orElse(""),
            Integer.toString(scenario.audit().findings().size())));
    var lines = new ArrayList<>(List.of(""));
    lines.addAll(table.lines(ink));
    scenarios.forEach(scenario ->
        scenario.skipped().ifPresent(why -> lines.add(scenario.name() + ": skipped, " + why)));
    scenarios.forEach(scenario -> lines.addAll(scenario.missed()));
    scenarios.stream()
        .filter(scenario -> !scenario.audit().inDoubt().isEmpty())
        .forEach(scenario -> lines.add("%s: in doubt: %d, %s"
            .formatted(
                scenario.name(),
                scenario.audit().inDoubt().size(),
                scenario.audit().inDoubt().stream()
                    .map(InDoubt::toString)
                    .collect(Collectors.joining(", ")))));
    scenarios.stream().filter(scenario -> !scenario.audit().clean()).forEach(scenario -> {
      lines.add("");
      lines.add(ink.bold("Findings of " + scenario.name()));
      lines.addAll(scenario.audit().table(ink));
    });
    lines.add("");
    lines.add(
        "conditions  %d nodes, %d calls at once, %d %% of them bridged, seed %d, %d cores shared with callers and PostgreSQL, Java %s"
            .formatted(
                nodes,
                level,
                bridged,
                seed,
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().feature()));
    return lines;
  }

  JsonNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("nodes", nodes)
        .put("callsAtOnce", level)
        .put("bridgedPercent", bridged)
        .put("seed", seed);
    var all = json.putArray("scenarios");
    for (ScenarioReport scenario : scenarios) {
      ObjectNode one = all.addObject().put("name", scenario.name());
      if (scenario.skipped().isPresent()) {
        one.put("skipped", scenario.skipped().get());
        continue;
      }
      one.put("calls", scenario.audit().calls())
          .put("lost", scenario.lost())
          .put("moved", scenario.takeovers().changed())
          .put("duplicates", scenario.duplicates())
          .put("gaps", scenario.audit().gaps())
          .put("unseenMs", scenario.audit().unseen().toMillis())
          .put("movedBridged", scenario.bridged().changed())
          .put("suspected", scenario.suspected())
          .put("nodesSuspected", scenario.nodesSuspected())
          .put("noticedMs", scenario.noticed().toMillis());
      var inDoubt = one.putArray("inDoubt");
      scenario
          .audit()
          .inDoubt()
          .forEach(
              each -> inDoubt.addObject().put("call", each.call()).put("effect", each.effect()));
      one.putPOJO("takeoverMs", scenario.takeovers().sinceStrike());
      one.putPOJO("takeoverSinceDetectionMs", scenario.takeovers().sinceDetection());
      one.putPOJO("takeoverBridgedMs", scenario.bridged().sinceStrike());
      one.putPOJO("takeoverBridgedSinceDetectionMs", scenario.bridged().sinceDetection());
      scenario.timeToLeave().map(Duration::toMillis).ifPresent(left -> one.put("leaveMs", left));
      ObjectNode findings = one.putObject("findings");
      for (Kind kind : Kind.values()) {
        findings.put(kind.name().toLowerCase(Locale.ROOT), scenario.audit().count(kind));
      }
    }
    return json;
  }

  private static String seconds(double ms) {
    return String.format(Locale.ROOT, "%.2f", ms / 1_000);
  }
}
