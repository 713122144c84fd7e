package dev.frontdesk.launcher.serve;

import static dev.frontdesk.launcher.serve.ServeWorld.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.launcher.operations.Collector;
import dev.frontdesk.launcher.operations.Collector.Span;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A call that two nodes drove is one trace, and the log of either tells whose call it is. */
class OneTraceIT {
  private static final String TAKEN = "call taken from another node";

  @Test
  void aCallThatMovesIsOneTraceAndTheLogTellsWhoseItIs(@TempDir Path folder) throws IOException {
    int one = ServeProcess.freePort();
    int two = ServeProcess.freePort();
    try (var ofLeaving = new Collector();
        var ofHeir = new Collector();
        var world = new ServeWorld(folder);
        var heir = world.serve("heir", "1s", traced(one, two, ofHeir));
        var leaving = world.serve("leaving", "60s", traced(two, one, ofLeaving))) {
      var report = world.greeted(leaving, """
          - pause: 8s
          - caller: Are you still there?
          - agent: Yes, I am here.
          - hang-up
          expect: { accepts: 1, greetings: 1, outcome: caller-hung-up }
          """);
      leaving.signal("TERM");
      leaving.awaitExit();
      assertEquals(List.of(), await(report).broken());
      heir.signal("TERM");
      heir.awaitExit(); // then its last spans are sent

      String call = world.ask("SELECT call_id FROM call_claim").get(0);
      String trace = call.replace("-", "");
      assertTrue(names(ofLeaving).containsAll(Set.of("webhook", "accept", "attached")));
      assertTrue(names(ofHeir).containsAll(Set.of("turn", "call")));
      assertEquals(Set.of(trace), traces(ofLeaving));
      assertEquals(Set.of(trace), traces(ofHeir));
      assertEquals(roots(ofHeir), parents(ofLeaving), "one root over both nodes");

      JsonObject line = Files.readAllLines(heir.output()).stream()
          .filter(text -> text.contains(TAKEN))
          .map(JsonObject::new)
          .findFirst()
          .orElseThrow();
      assertEquals(call, line.getString("call"));
      assertEquals(world.tenant.toString(), line.getString("tenant"));
      assertEquals(trace, line.getString("trace_id"));
    }
  }

  private static Map<String, String> traced(int own, int other, Collector collector) {
    var settings = new HashMap<>(ServeWorld.clustered(own, other));
    settings.put("OTEL_EXPORTER_OTLP_ENDPOINT", collector.url());
    settings.put("FRONTDESK_LOG", "json info");
    return settings;
  }

  private static Set<String> names(Collector of) {
    return of.spans.stream().map(Span::name).collect(Collectors.toSet());
  }

  private static Set<String> traces(Collector of) {
    return of.spans.stream().map(Span::trace).collect(Collectors.toSet());
  }

  private static Set<String> roots(Collector of) {
    return of.spans.stream()
        .filter(span -> span.name().equals("call"))
        .map(Span::id)
        .collect(Collectors.toSet());
  }

  private static Set<String> parents(Collector of) {
    return of.spans.stream().map(Span::parent).collect(Collectors.toSet());
  }
}
