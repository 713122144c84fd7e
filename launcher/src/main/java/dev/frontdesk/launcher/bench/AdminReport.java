package dev.frontdesk.launcher.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.frontdesk.launcher.terminal.Ink;
import dev.frontdesk.launcher.terminal.Table;
import dev.frontdesk.simulator.load.Percentiles;
import java.util.ArrayList;
import java.util.List;

/**
 * What the admin API took.
 *
 * @param arrived from asking for a publication until all nodes have it
 * @param paced reads at the rate of {@code load}, from when each was due
 * @param importMs of all contacts
 */
record AdminReport(
    AdminLoad load, Percentiles arrived, Reads fastest, Percentiles paced, long importMs) {
  /**
   * Reads without a pause.
   *
   * @param perSecond of wall clock, the load on the same cores
   * @param perCoreSecond of processor time of the gateway; 0: not to be seen
   */
  record Reads(Percentiles latency, double perSecond, double perCoreSecond) {}

  List<String> table(Ink ink) {
    var table = new Table("ms", ">p50", ">p95", ">p99", ">max", ">n");
    Reports.row(table, "publish → on every node", arrived);
    Reports.row(table, "GET profile, no pause", fastest.latency());
    Reports.row(table, "GET profile, %d/s".formatted(load.rate()), paced);
    var lines = new ArrayList<String>();
    lines.add("");
    lines.addAll(table.lines(ink));
    lines.add("");
    lines.add("GET profile %.0f/s; %.0f for each second of the gateway's processor time"
        .formatted(fastest.perSecond(), fastest.perCoreSecond()));
    lines.add("import      %d contacts in %.1f s".formatted(load.contacts(), importMs / 1_000.0));
    lines.add("conditions  three gateways, their PostgreSQL and the load on %d cores, Java %s"
        .formatted(Runtime.getRuntime().availableProcessors(), Runtime.version().feature()));
    return lines;
  }

  JsonNode toJson() {
    ObjectNode json = new JsonMapper().createObjectNode();
    json.putPOJO("publishToEveryNode", arrived);
    json.putObject("getProfile")
        .put("perSecond", fastest.perSecond())
        .put("perCoreSecond", fastest.perCoreSecond())
        .putPOJO("noPause", fastest.latency())
        .put("rate", load.rate())
        .putPOJO("paced", paced);
    json.putObject("contactImport").put("rows", load.contacts()).put("ms", importMs);
    Reports.machine(json);
    return json;
  }
}
