package dev.frontdesk.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.model.ChannelKind;
import dev.frontdesk.store.ChatStore.Line;
import dev.frontdesk.store.ChatStore.Story;
import dev.frontdesk.store.OutboxStore.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is said is told in whole sentences, in order, and no longer than a message may be. */
class LiveTextTest {
  private static final Delivery DELIVERY = new Delivery(
      UUID.randomUUID(),
      UUID.randomUUID(),
      null,
      ChannelKind.SLACK,
      "",
      List.of(),
      true,
      UUID.randomUUID(),
      LiveText.KIND,
      Instant.EPOCH,
      "{}",
      "{\"call\": {\"caller\": \"+421900000001\", \"callerName\": \"Jana\", \"outcome\": \"caller-hung-up\", \"seconds\": 133}}",
      1,
      List.of());

  private static LiveText text(int limit, boolean over, Line... lines) {
    return LiveText.of(DELIVERY, new Story(false, null, List.of(lines), over), limit, text -> text);
  }

  @Test
  void aPartSaysWhoseCallItIsAndThenWhoSaidWhat() {
    assertEquals(
        new LiveText(
            "☎ Jana +421900000001\nCaller: Is the oven hot?\nReceptionist: It is.",
            List.of("a", "b"),
            false),
        text(
            2_000, false, new Line("a", true, "Is the oven hot?"), new Line("b", false, "It is.")));
  }

  @Test
  void theLastPartSaysHowItEnded() {
    LiveText last = text(2_000, true, new Line("a", true, "Bye."));
    assertEquals(
        "☎ Jana +421900000001\nCaller: Bye.\n— ended: caller hung up, after 2 min 13 s",
        last.text());
    assertTrue(last.over());
  }

  @Test
  void whatDoesNotFitWaitsForTheNextPartAndSoDoesTheEnd() {
    Line[] lines = IntStream.range(0, 10)
        .mapToObj(i -> new Line("i" + i, true, "word ".repeat(50)))
        .toArray(Line[]::new);
    LiveText first = text(1_500, true, lines);
    assertEquals(List.of("i0", "i1", "i2", "i3"), first.items());
    assertEquals(false, first.over());
    assertTrue(first.text().length() <= 1_500);
  }

  @Test
  void ofWhatIsTooLongWholeSentencesAreTold() {
    String told = LiveText.sentences("One is. Two is. " + "Three ".repeat(50), 30, text -> text);
    assertEquals("One is. Two is. …", told);
    LiveText long1 = text(2_000, false, new Line("a", true, "x".repeat(4_000)));
    assertEquals(List.of("a"), long1.items());
    assertTrue(long1.text().length() <= 2_000);
  }

  @Test
  void nothingNewIsNothingToTell() {
    assertEquals(new LiveText("", List.of(), false), text(2_000, false));
  }

  @Test
  void aChatThatFailsIsGivenUpWithinAboutAMinute() {
    var schedule = new RetrySchedule(new java.util.Random(1));
    assertEquals(Optional.of(Duration.ofSeconds(2)), schedule.live(1));
    assertEquals(Optional.of(Duration.ofSeconds(45)), schedule.live(4));
    assertEquals(Optional.empty(), schedule.live(5));
  }
}
