package dev.frontdesk.launcher.chaos.audit;

import dev.frontdesk.simulator.report.CallReport;
import dev.frontdesk.simulator.report.CallReport.ToolCall;
import dev.frontdesk.store.EvidenceStore.Evidence;
import java.util.List;
import java.util.stream.Stream;

/**
 * An effect that was begun, and of which nobody can say whether it happened: told as such and never repeated, so it is no finding, but it
 * is none that is known either.
 *
 * @param call by the provider's id
 */
public record InDoubt(String call, String effect) {
  private static final String UNKNOWN = "unknown";
  private static final String NOT_CONFIRMED = "\"not_confirmed\"";

  static List<InDoubt> of(CallReport seen, Evidence written) {
    Stream<String> tools = seen.toolCalls().stream()
        .filter(tool -> tool.output() != null && tool.output().contains(NOT_CONFIRMED))
        .map(ToolCall::name);
    Stream<String> transfers = written.attempts().stream()
        .filter(attempt -> UNKNOWN.equals(attempt.outcome()))
        .map(attempt -> "transfer " + attempt.attempt());
    return Stream.concat(tools, transfers)
        .map(effect -> new InDoubt(seen.callId(), effect))
        .toList();
  }

  @Override
  public String toString() {
    return call + " (" + effect + ")";
  }
}
