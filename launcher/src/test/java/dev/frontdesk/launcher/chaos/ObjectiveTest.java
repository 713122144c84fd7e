package dev.frontdesk.launcher.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.frontdesk.launcher.chaos.audit.AuditReport;
import dev.frontdesk.simulator.load.Percentiles;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectiveTest {
  @ParameterizedTest
  @CsvSource(nullValues = "none", textBlock = """
      kill,         900,  2900, 2500, none,  none
      kill,         900,  3100, 2500, none,  'kill: missed: p99 from death 3.1 s, wanted 3 s'
      kill,         1200, 2900, 1500, none,  'kill: missed: noticed 1.2 s, wanted 1 s'
      freeze,       6000, 8900, 2900, none,  none
      freeze,       6400, 8900, 2500, none,  'freeze: missed: noticed 6.4 s, wanted 6 s'
      freeze,       5500, 8900, 3400, none,  'freeze: missed: p99 from detection 3.4 s, wanted 3 s'
      database-cut, 6100, 8000, 1900, none,  'database-cut: missed: noticed 6.1 s, wanted 6 s'
      rolling,      9000, 9000, 9000, 15000, none
      rolling,      9000, 9000, 9000, 15200, 'rolling: missed: time to leave 15.2 s, wanted 15 s'
      cut,          9000, 9000, 9000, none,  none
      """)
  void whatWasMissedIsSaid(
      String scenario,
      long noticedMs,
      double sinceStrikeMs,
      double sinceDetectionMs,
      Long leaveMs,
      String missed) {
    var none = Takeovers.of(List.of(), List.of(), List.of());
    var moved = new Takeovers(
        of(sinceStrikeMs), of(sinceDetectionMs), Duration.ofMillis(noticedMs), 300, 0);
    var report = new ScenarioReport(
        scenario,
        Optional.empty(),
        new AuditReport(1_000, List.of(), 0, Duration.ZERO, List.of(), List.of()),
        moved,
        none,
        Optional.ofNullable(leaveMs).map(Duration::ofMillis),
        0);

    assertEquals(missed == null ? List.of() : List.of(missed), report.missed());
  }

  @Test
  void thatAHealthyNodeWasSuspectedIsSaidOfEveryScenario() {
    var steady = ScenarioReport.of(
        "steady",
        List.of(),
        List.of(),
        new AuditReport(0, List.of(), 0, Duration.ZERO, List.of(), List.of()));

    assertEquals(List.of(), steady.missed());
    assertEquals(
        List.of("steady: missed: 2 times a healthy node was suspected, wanted 0"),
        steady.withNodesSuspected(2).missed());
  }

  private static Percentiles of(double p99) {
    return new Percentiles(300, p99 / 2, p99, p99, p99);
  }
}
