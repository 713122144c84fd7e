package dev.frontdesk.admin.api;

import dev.frontdesk.store.JournalRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a call's time went, step by step. */
record Waterfall(List<Step> items) {
  Waterfall {
    items = List.copyOf(items);
  }

  /**
   * @param step received to accepted, attached, greeting-asked, first-audio, turn, tool, transfer
   * @param sinceReceivedMillis when it was done
   * @param millis since the step before it; of a turn, since the caller stopped speaking; of a tool or a transfer, since it was asked for
   * @param detail name of the tool; null: nothing to add
   */
  record Step(
      String step,
      Instant at,
      long sinceReceivedMillis,
      long millis,
      @Nullable String detail) {}

  /** A fact {@code latency.answer}. */
  private record Answered(
      Instant receivedAt,
      Instant verifiedAt,
      Instant claimedAt,
      Instant plannedAt,
      Instant acceptSentAt,
      Instant acceptedAt) {}

  /** A fact {@code latency}. */
  private record Reached(String step, long millis) {}

  /** A fact {@code tool.answered}, without what the tool said. */
  private record Worked(String name, long millis) {}

  /**
   * @param receivedAt when the call came in
   * @param facts by time
   */
  static Waterfall of(Instant receivedAt, List<JournalRow> facts) {
    var steps = new ArrayList<Step>();
    for (JournalRow fact : facts) {
      switch (fact.kind()) {
        case "latency.answer" -> answer(receivedAt, Wire.read(bytes(fact), Answered.class), steps);
        case "tool.answered" -> {
          var done = Wire.read(bytes(fact), Worked.class);
          steps.add(step("tool", receivedAt, fact.at(), done.millis(), done.name()));
        }
        default -> {
          var reached = Wire.read(bytes(fact), Reached.class);
          steps.add(step(reached.step(), receivedAt, fact.at(), reached.millis(), null));
        }
      }
    }
    return new Waterfall(steps);
  }

  private static void answer(Instant receivedAt, Answered answer, List<Step> steps) {
    Instant before = answer.receivedAt();
    before = after(before, "received", receivedAt, answer.receivedAt(), steps);
    before = after(before, "verified", receivedAt, answer.verifiedAt(), steps);
    before = after(before, "claimed", receivedAt, answer.claimedAt(), steps);
    before = after(before, "planned", receivedAt, answer.plannedAt(), steps);
    before = after(before, "accept-sent", receivedAt, answer.acceptSentAt(), steps);
    after(before, "accepted", receivedAt, answer.acceptedAt(), steps);
  }

  private static Instant after(
      Instant before, String name, Instant receivedAt, Instant at, List<Step> steps) {
    steps.add(step(name, receivedAt, at, Duration.between(before, at).toMillis(), null));
    return at;
  }

  private static Step step(
      String name, Instant receivedAt, Instant at, long millis, @Nullable String detail) {
    return new Step(name, at, Duration.between(receivedAt, at).toMillis(), millis, detail);
  }

  private static byte[] bytes(JournalRow fact) {
    return fact.json().getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }
}
