package dev.frontdesk.metrics;

import dev.frontdesk.call.Fact;
import dev.frontdesk.model.ToolNames;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** How long tools took and what they came to. A business names its own tools: those count as one, {@value #HTTP}. */
final class ToolTimes {
  private static final String HTTP = "http";
  private static final String STATUS = "{\"status\":\"";

  /** As the tools tell the model, in the field {@code status} of their answers. */
  private enum Outcome {
    OK,
    REFUSED,
    FAILED,
    NOT_CONFIRMED
  }

  private final Map<String, Map<Outcome, Timer>> byTool = new HashMap<>();

  ToolTimes(MeterRegistry registry) {
    for (String tool : List.of(
        ToolNames.GET_CURRENT_TIME,
        ToolNames.GET_RANDOM_NUMBER,
        ToolNames.TAKE_MESSAGE,
        ToolNames.TRANSFER_CALL,
        ToolNames.END_CALL,
        ToolNames.SEARCH_KNOWLEDGE,
        ToolNames.LOOKUP_CALLER,
        ToolNames.FIND_APPOINTMENTS,
        ToolNames.BOOK_APPOINTMENT,
        ToolNames.SEND_SMS,
        HTTP)) {
      var byOutcome = new EnumMap<Outcome, Timer>(Outcome.class);
      for (Outcome outcome : Outcome.values()) {
        byOutcome.put(
            outcome,
            Buckets.timer(
                registry,
                "frontdesk.tool.run",
                "From the model's request for a tool until its answer.",
                Buckets.REQUEST,
                "tool",
                tool,
                "outcome",
                Word.of(outcome)));
      }
      byTool.put(tool, byOutcome);
    }
  }

  void answered(Fact.ToolDone done) {
    var tool = Objects.requireNonNull(
        byTool.containsKey(done.name()) ? byTool.get(done.name()) : byTool.get(HTTP));
    Objects.requireNonNull(tool.get(outcome(done.output())))
        .record(Duration.ofMillis(Math.max(0, done.millis())));
  }

  private static Outcome outcome(String output) {
    if (output.startsWith("refused", STATUS.length()) && output.startsWith(STATUS)) {
      return Outcome.REFUSED;
    }
    if (output.startsWith("failed", STATUS.length()) && output.startsWith(STATUS)) {
      return Outcome.FAILED;
    }
    return output.startsWith("not_confirmed", STATUS.length()) && output.startsWith(STATUS)
        ? Outcome.NOT_CONFIRMED
        : Outcome.OK;
  }
}
