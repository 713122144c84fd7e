package dev.frontdesk.launcher.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.frontdesk.launcher.terminal.Ink;
import dev.frontdesk.launcher.terminal.Table;
import dev.frontdesk.simulator.load.media.MediaReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How the figures of media streams are shown. */
final class MediaTable {
  private MediaTable() {}

  static List<String> lines(MediaReport report, int warm, Ink ink) {
    var table = new Table("ms", ">p50", ">p95", ">p99", ">max", ">n");
    Reports.row(table, "caller → model", report.up());
    Reports.row(table, "model → caller", report.down());
    Reports.row(table, "load too late", report.late());
    var lines = new ArrayList<>(table.lines(ink));
    var counts = report.counts();
    lines.add(0, "");
    lines.add("");
    lines.add("streams     %d, %d refused, %d interrupted, %d truncated"
        .formatted(counts.streams(), counts.refused(), counts.clears(), counts.truncates()));
    lines.add("frames      %d of %d reached the model, %d of %d the caller"
        .formatted(counts.gotUp(), counts.framesUp(), counts.gotDown(), counts.framesDown()));
    MediaReport.Gateway gateway = report.gateway();
    if (gateway != null) {
      lines.add("bridge      %s ms CPU per call-second, %s MB resident"
          .formatted(
              String.format(Locale.ROOT, "%.3f", gateway.cpuMsPerCallSecond()),
              Reports.decimal(gateway.rssPeakMb())));
    }
    lines.add("conditions  %d s warm-up, %d cores, of which the load has one for itself, Java %s"
        .formatted(
            warm, Runtime.getRuntime().availableProcessors(), Runtime.version().feature()));
    return lines;
  }

  static JsonNode json(MediaReport report, int warm) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("streams", report.streams()).put("seconds", report.seconds()).put("warm", warm);
    json.putPOJO("counts", report.counts());
    json.putPOJO("up", report.up());
    json.putPOJO("down", report.down());
    json.putPOJO("bridge", report.gateway());
    json.putPOJO("late", report.late());
    Reports.machine(json);
    return json;
  }
}
