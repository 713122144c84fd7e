package dev.frontdesk.launcher.chaos;

import dev.frontdesk.launcher.chaos.audit.AuditReport;
import dev.frontdesk.launcher.chaos.audit.Finding.Kind;
import dev.frontdesk.simulator.report.CallReport;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What one disturbance did to the calls.
 *
 * @param skipped why it was not tried; empty: it was
 * @param takeovers of calls whose sound stays at the provider
 * @param bridged of calls whose sound passes through the nodes: until the caller's next stream has a model at its other end
 * @param timeToLeave the longest of the nodes that were asked to leave
 * @param nodesSuspected times that a node was taken for lost although nothing had befallen it
 */
record ScenarioReport(
    String name,
    Optional<String> skipped,
    AuditReport audit,
    Takeovers takeovers,
    Takeovers bridged,
    Optional<Duration> timeToLeave,
    int nodesSuspected) {
  private static final Set<Kind> DUPLICATES = EnumSet.of(
      Kind.ACCEPTED_TWICE,
      Kind.GREETED_TWICE,
      Kind.WORDS_UNSAID,
      Kind.TOOL_TWICE,
      Kind.MESSAGE_TWICE,
      Kind.TRANSFER_TWICE,
      Kind.TWO_DRIVERS);

  static ScenarioReport of(
      String name, List<CallReport> calls, List<Strike> strikes, AuditReport audit) {
    return new ScenarioReport(
        name,
        Optional.empty(),
        audit,
        takeovers(calls, false, strikes, audit),
        takeovers(calls, true, strikes, audit),
        strikes.stream().flatMap(strike -> strike.left().stream()).max(Duration::compareTo),
        0);
  }

  ScenarioReport withNodesSuspected(int times) {
    return new ScenarioReport(name, skipped, audit, takeovers, bridged, timeToLeave, times);
  }

  static ScenarioReport skipped(String name, String why) {
    var nothing = new AuditReport(0, List.of(), 0, Duration.ZERO, List.of(), List.of());
    return new ScenarioReport(
        name,
        Optional.of(why),
        nothing,
        Takeovers.of(List.of(), List.of(), List.of()),
        Takeovers.of(List.of(), List.of(), List.of()),
        Optional.empty(),
        0);
  }

  private static Takeovers takeovers(
      List<CallReport> calls, boolean bridged, List<Strike> strikes, AuditReport audit) {
    List<CallReport> some =
        calls.stream().filter(call -> BridgedSide.isBridged(call) == bridged).toList();
    return Takeovers.of(some, strikes, audit.takenOver());
  }

  /** Calls that did not go as their callers meant them to, or that the journal does not know. */
  long lost() {
    return audit.calls(EnumSet.of(Kind.LOST, Kind.UNKNOWN, Kind.OPEN));
  }

  /** Changes of owner that nothing had caused. */
  int suspected() {
    return takeovers.suspected() + bridged.suspected();
  }

  /** From what befell a node to when somebody else had the first of its calls, at the longest. */
  Duration noticed() {
    return takeovers.noticed().compareTo(bridged.noticed()) < 0
        ? bridged.noticed()
        : takeovers.noticed();
  }

  /** Objectives that it did not meet, a line each; that no healthy node is suspected is one of every scenario. */
  List<String> missed() {
    Stream<String> nobody = nodesSuspected == 0
        ? Stream.of()
        : Stream.of("%s: missed: %d times a healthy node was suspected, wanted 0"
            .formatted(name, nodesSuspected));
    return Stream.concat(
            Objective.OF.getOrDefault(name, List.of()).stream()
                .flatMap(objective -> objective.missed(this).stream()),
            nobody)
        .toList();
  }

  long duplicates() {
    return DUPLICATES.stream().mapToLong(audit::count).sum();
  }
}
