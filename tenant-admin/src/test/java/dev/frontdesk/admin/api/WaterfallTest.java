package dev.frontdesk.admin.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.frontdesk.admin.api.Waterfall.Step;
import dev.frontdesk.call.Fact;
import dev.frontdesk.model.CallId;
import dev.frontdesk.store.JournalRow;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WaterfallTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private static JournalRow fact(int millis, Fact fact) {
    return new JournalRow(
        new CallId(new UUID(0, 1)), 1, millis, after(millis), fact.journalKind(), Wire.json(fact));
  }

  private static Instant after(int millis) {
    return NOON.plusMillis(millis);
  }

  @Test
  void everyStepTellsHowLongItTookAndWhenItWasDone() {
    var answer = new Fact.Waterfall(NOON, after(2), after(7), after(9), after(10), after(130));
    var facts = List.of(
        fact(130, answer),
        fact(200, new Fact.Milestone("attached", 70)),
        fact(900, new Fact.Milestone("turn", 410)),
        fact(1_500, new Fact.ToolDone("t1", "look_up", "a secret", 250)));

    assertEquals(
        new Waterfall(List.of(
            new Step("received", NOON, 0, 0, null),
            new Step("verified", after(2), 2, 2, null),
            new Step("claimed", after(7), 7, 5, null),
            new Step("planned", after(9), 9, 2, null),
            new Step("accept-sent", after(10), 10, 1, null),
            new Step("accepted", after(130), 130, 120, null),
            new Step("attached", after(200), 200, 70, null),
            new Step("turn", after(900), 900, 410, null),
            new Step("tool", after(1_500), 1_500, 250, "look_up"))),
        Waterfall.of(NOON, facts));
  }
}
