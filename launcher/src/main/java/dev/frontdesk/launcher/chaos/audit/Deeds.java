package dev.frontdesk.launcher.chaos.audit;

import dev.frontdesk.launcher.chaos.audit.Finding.Kind;
import dev.frontdesk.model.ToolNames;
import dev.frontdesk.simulator.report.CallReport;
import dev.frontdesk.simulator.report.CallReport.ToolCall;
import dev.frontdesk.store.EvidenceStore.Evidence;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What was done in a call was done once: tools answered, messages taken, transfers referred, and each transfer has an end. */
final class Deeds {
  /**
   * Ends of an attempt that are told as what they are: a hand-over where nobody confirmed it, and {@link InDoubt} where nobody can know.
   */
  private static final Set<String> TOLD =
      Set.of("confirmed", "handed-over", "refused", "silent", "unknown");

  private final CallAudit audit;
  private final CallReport seen;
  private final Evidence written;

  Deeds(CallAudit audit, CallReport seen, Evidence written) {
    this.audit = audit;
    this.seen = seen;
    this.written = written;
  }

  void check() {
    tools();
    messages();
    transfers();
  }

  /** The next owner answers again what the model has not heard; what it has heard twice, the provider calls a breach. */
  private void tools() {
    seen.toolCalls().stream()
        .filter(tool -> tool.output() == null)
        .forEach(tool -> audit.found(Kind.TOOL_UNANSWERED, tool.name()));
    counted(written.facts().stream()
            .filter(fact -> fact.kind().equals("tool.answered"))
            .map(fact ->
                new JsonObject(fact.json()).getString("tool", "") + " under epoch " + fact.epoch())
            .toList())
        .forEach((tool, times) -> {
          if (times > 1) {
            audit.found(Kind.TOOL_TWICE, "%s answered %d times".formatted(tool, times));
          }
        });
  }

  private void messages() {
    Map<String, Long> promised = counted(seen.toolCalls().stream()
        .filter(tool -> tool.name().equals(ToolNames.TAKE_MESSAGE) && isTaken(tool))
        .map(tool -> new JsonObject(tool.arguments()).getString("message", ""))
        .toList());
    Map<String, Long> asked = counted(seen.toolCalls().stream()
        .filter(tool -> tool.name().equals(ToolNames.TAKE_MESSAGE))
        .map(tool -> new JsonObject(tool.arguments()).getString("message", ""))
        .toList());
    Map<String, Long> kept =
        counted(written.messages().stream().map(message -> message.body()).toList());
    promised.forEach((body, times) -> {
      if (kept.getOrDefault(body, 0L) < times) {
        audit.found(
            Kind.MESSAGE_MISSING,
            "promised %d, kept %d".formatted(times, kept.getOrDefault(body, 0L)));
      }
    });
    kept.forEach((body, times) -> {
      if (asked.getOrDefault(body, 0L) < times) {
        audit.found(
            Kind.MESSAGE_TWICE,
            "asked for %d, kept %d".formatted(asked.getOrDefault(body, 0L), times));
      }
    });
  }

  private static boolean isTaken(ToolCall tool) {
    return tool.output() != null && tool.output().contains("\"taken\"");
  }

  private void transfers() {
    long asked = seen.toolCalls().stream()
        .filter(tool -> tool.name().equals(ToolNames.TRANSFER_CALL))
        .count();
    if (seen.refers().size() > asked) {
      audit.found(
          Kind.TRANSFER_TWICE,
          "asked for %d, referred %d times".formatted(asked, seen.refers().size()));
    }
    if (written.attempts().size() < seen.refers().size()) {
      audit.found(
          Kind.TRANSFER_UNVERIFIED,
          "referred %d times, written %d times"
              .formatted(seen.refers().size(), written.attempts().size()));
    }
    written.attempts().stream()
        .filter(attempt -> attempt.outcome() == null || !TOLD.contains(attempt.outcome()))
        .forEach(attempt ->
            audit.found(Kind.TRANSFER_UNVERIFIED, attempt.attempt() + " " + attempt.outcome()));
  }

  private static Map<String, Long> counted(List<String> some) {
    return some.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }
}
