package dev.frontdesk.launcher.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.launcher.chaos.audit.AuditReport;
import dev.frontdesk.launcher.chaos.audit.InDoubt;
import dev.frontdesk.launcher.terminal.Ink;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChaosReportTest {
  @Test
  void whatIsInDoubtAndWhoWasSuspectedStandsInTheTableAndInTheFile() {
    var audit = new AuditReport(
        9, List.of(), 0, Duration.ZERO, List.of(new InDoubt("rtc_7", "transfer 1")), List.of());
    var kill = ScenarioReport.of("kill", List.of(), List.of(), audit).withNodesSuspected(2);
    var report = new ChaosReport(3, 9, 0, 1, List.of(kill));

    var lines = report.table(Ink.plain());
    assertTrue(lines.contains("kill: in doubt: 1, rtc_7 (transfer 1)"), lines::toString);
    assertTrue(
        lines.contains("kill: missed: 2 times a healthy node was suspected, wanted 0"),
        lines::toString);
    var json = report.toJson().path("scenarios").path(0);
    assertEquals(2, json.path("nodesSuspected").intValue());
    assertEquals(
        "[{\"call\":\"rtc_7\",\"effect\":\"transfer 1\"}]", json.path("inDoubt").toString());
    assertTrue(report.clean(), "neither is a finding");
  }
}
