package dev.frontdesk.launcher.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.launcher.operations.Collector.Span;
import dev.frontdesk.launcher.settings.Setting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TracesIT {
  @Test
  void aCallArrivesAtTheCollectorAsOneTrace(@TempDir Path data) throws IOException {
    try (var collector = new Collector();
        var worked = new Worked(
            data,
            Map.of(
                Setting.OTEL_ENDPOINT,
                collector.url(),
                Setting.OTEL_HEADERS,
                "x-api-key=of%20ours"))) {
      worked.place("""
          steps:
          - greeting
          - caller: What time is it?
          - tool: get_current_time
          - agent: It is late.
          - drop-socket
          - caller: Thank you.
          - agent: You are welcome.
          - hang-up
          """);
      List<Span> spans = Worked.eventually(
          () -> List.copyOf(collector.spans),
          seen -> seen.stream().anyMatch(span -> span.name().equals("call")));
      Set<String> names = spans.stream().map(Span::name).collect(Collectors.toSet());
      assertTrue(
          names.containsAll(Set.of(
              "webhook", "front-desk", "accept", "attached", "first-audio", "tool", "resumed")),
          names.toString());
      Span whole =
          spans.stream().filter(span -> span.name().equals("call")).findFirst().get();
      assertEquals("", whole.parent());
      assertTrue(spans.stream().allMatch(span -> span.trace().equals(whole.trace())));
      assertTrue(spans.stream()
          .filter(span -> !span.equals(whole))
          .allMatch(span -> span.parent().equals(whole.id())));
      assertEquals(Set.of("of ours"), Set.copyOf(collector.keys));
    }
  }
}
