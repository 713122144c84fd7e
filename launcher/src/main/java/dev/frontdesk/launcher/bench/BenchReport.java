package dev.frontdesk.launcher.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.frontdesk.launcher.terminal.Ink;
import dev.frontdesk.launcher.terminal.Table;
import dev.frontdesk.simulator.load.LoadReport;
import dev.frontdesk.simulator.load.Percentiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a benchmark showed, and under which conditions.
 *
 * @param warm calls before the measured ones
 * @param databaseCpuMs PostgreSQL's per call, if its process can be seen
 */
record BenchReport(LoadReport load, int warm, OptionalDouble databaseCpuMs, Optional<Crowd> crowd) {
  /**
   * Many calls at once. Reachable objects after a full garbage collection, in bytes, and what a tool took from its question on the
   * sideband to its answer there, which is one event handled from outside to outside.
   *
   * @param calls that were live
   */
  record Crowd(int calls, long without, long with, Percentiles toolRoundTrip) {
    long perCall() {
      return calls == 0 ? 0 : (with - without) / calls;
    }
  }

  /** Whether each call was accepted, greeted and had its tool answered. */
  boolean allAnswered() {
    var counts = load.counts();
    return counts.greeted() == load.calls()
        && counts.lost() == 0
        && counts.toolsAnswered() == counts.toolsAsked();
  }

  List<String> table(Ink ink) {
    var table = new Table("ms", ">p50", ">p95", ">p99", ">max", ">n");
    Reports.row(table, "webhook → 2xx", load.webhookToAck());
    Reports.row(table, "webhook → accept", load.webhookToAccept());
    Reports.row(table, "accept → attached", load.acceptToAttached());
    Reports.row(table, "attached → greeting", load.attachedToGreeting());
    Reports.row(table, "webhook → greeting", load.webhookToGreeting());
    Reports.row(table, "tool round trip", load.toolRoundTrip());
    crowd.ifPresent(found ->
        Reports.row(table, "tool, %d calls live".formatted(found.calls()), found.toolRoundTrip()));
    Reports.row(table, "(load was late)", load.lateness());
    var lines = new ArrayList<String>();
    lines.add("");
    lines.addAll(table.lines(ink));
    lines.add("");
    LoadReport.Counts counts = load.counts();
    lines.add("calls       %d of %d greeted, %d lost, %d tools of %d answered, %d at once at most"
        .formatted(
            counts.greeted(),
            load.calls(),
            counts.lost(),
            counts.toolsAnswered(),
            counts.toolsAsked(),
            load.peakLive()));
    LoadReport.Gateway gateway = load.gateway();
    if (gateway != null) {
      lines.add("gateway     %s ms CPU per call, %s MB resident at most"
          .formatted(
              Reports.decimal(gateway.cpuMsPerCall()), Reports.decimal(gateway.rssPeakMb())));
    }
    databaseCpuMs.ifPresent(
        cpu -> lines.add("PostgreSQL  %s ms CPU per call".formatted(Reports.decimal(cpu))));
    crowd.ifPresent(found -> lines.add(
        "heap        %s KiB per live call: %d calls, %d MiB with, %d MiB without, after full GC"
            .formatted(
                Reports.decimal(found.perCall() / 1024.0),
                found.calls(),
                found.with() >> 20,
                found.without() >> 20)));
    lines.add(
        "conditions  %d calls warm-up, %s/s, %s s each, %d cores shared with load and PostgreSQL, Java %s"
            .formatted(
                warm,
                Reports.decimal(load.rate()),
                Reports.decimal(load.holdSeconds()),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().feature()));
    return lines;
  }

  JsonNode toJson() {
    ObjectNode json = (ObjectNode) load.toJson();
    json.put("warm", warm);
    databaseCpuMs.ifPresent(cpu -> json.put("postgresCpuMsPerCall", cpu));
    crowd.ifPresent(found -> {
      ObjectNode live = json.putObject("live");
      live.put("calls", found.calls())
          .put("heapBytesWithout", found.without())
          .put("heapBytesWith", found.with())
          .put("heapBytesPerCall", found.perCall());
      live.putPOJO("toolRoundTrip", found.toolRoundTrip());
    });
    Reports.machine(json);
    return json;
  }
}
