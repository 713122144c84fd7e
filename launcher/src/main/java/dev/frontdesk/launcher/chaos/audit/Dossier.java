package dev.frontdesk.launcher.chaos.audit;

import dev.frontdesk.simulator.report.CallReport;
import dev.frontdesk.simulator.report.Trace.Attachment;
import dev.frontdesk.store.EvidenceStore.Evidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One call to be read by a person: what was found, and in order of time what the journal and what the provider have of it. */
final class Dossier {
  /** More of them nobody reads. */
  static final int MOST = 500;

  private record Line(Instant at, String text) {}

  private final List<Line> lines = new ArrayList<>();

  private Dossier(CallReport seen, @Nullable Evidence written) {
    if (written != null) {
      written
          .facts()
          .forEach(fact -> add(
              fact.at(),
              "journal %d/%d %s %s".formatted(fact.epoch(), fact.seq(), fact.kind(), fact.json())));
      written.attempts().forEach(attempt -> {
        if (attempt.begunAt() != null) {
          add(attempt.begunAt(), "journal attempt " + attempt);
        }
      });
    }
    seen.trace()
        .items()
        .forEach(item ->
            add(item.at(), "provider %s %s: %s".formatted(item.id(), item.who(), item.text())));
    for (Attachment attachment : seen.trace().attachments()) {
      String who = "provider sideband of " + attachment.bearer();
      add(attachment.opened(), who + " opened");
      add(attachment.firstSent(), who + " sent first");
      add(attachment.lastSent(), who + " sent last");
      add(attachment.closed(), who + " closed");
    }
    lines.sort(Comparator.comparing(Line::at));
  }

  /**
   * One file for each call with a finding.
   *
   * @param folder is made if it is not there
   */
  static void write(
      Path folder, List<Finding> findings, List<CallReport> calls, Map<String, Evidence> written)
      throws IOException {
    Map<String, List<Finding>> byCall =
        findings.stream().collect(Collectors.groupingBy(Finding::call));
    Files.createDirectories(folder);
    List<CallReport> some = calls.stream()
        .filter(call -> byCall.containsKey(call.callId()))
        .limit(MOST)
        .toList();
    for (CallReport call : some) {
      Evidence evidence = written.get(call.callId());
      var text = new ArrayList<String>();
      text.add("%s %s, the provider says %s, %s"
          .formatted(
              call.callId(),
              call.script(),
              call.ended(),
              evidence == null ? "the journal nothing" : evidence.call()));
      byCall.getOrDefault(call.callId(), List.of()).stream()
          .map(finding -> "found: " + finding.kind().words() + ": " + finding.detail())
          .forEach(text::add);
      text.add(call.counts().toString());
      new Dossier(call, evidence)
          .lines.stream().map(line -> line.at() + "  " + line.text()).forEach(text::add);
      Files.write(folder.resolve(call.callId() + ".txt"), text);
    }
  }

  private void add(@Nullable Instant at, String text) {
    if (at != null) {
      lines.add(new Line(at, text));
    }
  }
}
