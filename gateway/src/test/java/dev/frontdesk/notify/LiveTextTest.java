package dev.frontdesk.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.model.ChannelKind;
import dev.frontdesk.store.ChatStore.Line;
import dev.frontdesk.store.ChatStore.Part;
import dev.frontdesk.store.ChatStore.Story;
import dev.frontdesk.store.OutboxStore.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
            false,
            null),
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
  void whatIsTooLongForOneMessageIsToldInSeveralByWholeSentences() {
    String sentence = "One sentence of fifty characters stands right here. ";
    Line whole = new Line("a", true, sentence.repeat(60).strip());
    LiveText first = text(2_000, true, whole, new Line("b", false, "I see."));
    assertEquals(List.of(), first.items());
    assertFalse(first.over());
    assertEquals(new Part("a", 30 * sentence.length()), first.part());
    assertEquals(
        "☎ Jana +421900000001\nCaller: " + sentence.repeat(30).strip() + " …", first.text());

    LiveText second = text(
        2_000,
        true,
        new Line("a", true, 30 * sentence.length(), sentence.repeat(30).strip(), true),
        new Line("b", false, "I see."));
    assertEquals(List.of("a", "b"), second.items());
    assertNull(second.part());
    assertEquals(
        "☎ Jana +421900000001\nCaller: … " + sentence.repeat(30).strip()
            + "\nReceptionist: I see.\n— ended: caller hung up, after 2 min 13 s",
        second.text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"word ", "x", "\uD83D\uDE00", "<&>", "One. Two! Three? ", "a:b@c "})
  void nothingOfALongUtteranceIsLostOrToldTwiceAndNoMessageIsTooLong(String piece) {
    String said = piece.repeat(9_000 / piece.length()).strip();
    var told = new StringBuilder();
    int from = 0;
    int messages = 0;
    for (boolean whole = false; !whole; messages++) {
      int start = said.offsetByCodePoints(0, from);
      int read = Math.min(4_000, said.codePointCount(start, said.length()));
      String text = said.substring(start, said.offsetByCodePoints(start, read));
      Line line = new Line("a", true, from, text, start + text.length() == said.length());
      LiveText part = LiveText.of(
          DELIVERY,
          new Story(false, null, List.of(line), false),
          2_000,
          each -> DiscordMessage.escaped(Integer.MAX_VALUE, each));
      assertTrue(part.text().length() <= 2_000, () -> part.text().length() + " characters");
      whole = part.part() == null;
      int to = whole ? from + read : Objects.requireNonNull(part.part()).told();
      told.append(said, start, said.offsetByCodePoints(start, to - from));
      from = to;
    }
    assertEquals(said, told.toString());
    assertTrue(messages > 4 && messages < 30, messages + " messages");
  }

  @Test
  void nothingNewIsNothingToTell() {
    assertEquals(LiveText.NOTHING, text(2_000, false));
  }

  @Test
  void aChatThatFailsIsGivenUpWithinAboutAMinute() {
    var schedule = new RetrySchedule(new java.util.Random(1));
    assertEquals(Optional.of(Duration.ofSeconds(2)), schedule.live(1));
    assertEquals(Optional.of(Duration.ofSeconds(45)), schedule.live(4));
    assertEquals(Optional.empty(), schedule.live(5));
  }
}
