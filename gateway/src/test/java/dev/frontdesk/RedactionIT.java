package dev.frontdesk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import dev.frontdesk.model.CallId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A caller tells the number of their card: the model hears it, and it is written down nowhere. */
class RedactionIT {
  private static final List<String> CARD =
      List.of("4111 1111 1111 1111", "4111111111111111", "4111-1111-1111-1111");
  private static final String SCRIPT = """
      limit: 60s
      steps:
      - greeting
      - caller: My card is 4111 1111 1111 1111, call +421 902 123 456.
      - agent: That is 4111-1111-1111-1111.
      - caller: Leave a message.
      - tool: take_message
        with: { caller_name: Jana, message: "Charge 4111111111111111.", card: 4111111111111111, confirmed: true }
      - agent: Noted.
      - pause: 3500ms
      - hang-up
      expect: { tool-output: { take_message: taken } }
      """;
  private static final String ENDED = "SELECT id FROM call WHERE ended_at IS NOT NULL";

  @Test
  void noRowNoSpoolAndNoLogHoldsItAndTheCallStillReplays() {
    var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    Level level = root.getLevel();
    var lines = new ListAppender<ILoggingEvent>();
    lines.start();
    root.addAppender(lines);
    root.setLevel(Level.DEBUG);
    try (var desk = new TestGateway(settings -> settings, null, 0.2)) {
      desk.wire.cut();
      var report = desk.place(SCRIPT);
      assertEquals(List.of(), report.broken());
      String spooled = TestGateway.eventually(
          () -> spooled(desk), text -> text.contains("Charge") && text.contains("[card …1111]"));
      desk.wire.mend();
      String id = desk.eventually(ENDED, rows -> rows.size() == 1).get(0);
      assertEquals(
          List.of("My card is [card …1111], call +421 902 123 456.", "That is [card …1111]."),
          desk.eventually("SELECT body FROM utterance ORDER BY place", rows -> rows.size() == 5)
              .subList(1, 3));
      assertEquals(
          List.of("Charge [card …1111]."),
          desk.eventually("SELECT body FROM message", rows -> rows.size() == 1));
      assertEquals(
          ReplayIT.facts(desk, "kind <> 'event'"),
          ReplayIT.replay(CallId.of(id), ReplayIT.facts(desk, "kind = 'event'")));
      root.setLevel(level);
      var written = new ArrayList<>(rows(desk));
      written.add(spooled);
      lines.list.forEach(line -> written.add(text(line)));
      for (String card : CARD) {
        written.forEach(text -> assertFalse(text.contains(card), text));
      }
    } finally {
      root.setLevel(level);
      root.detachAppender(lines);
    }
  }

  @Test
  void aTenantThatWantsNothingMaskedHasItAsItWasSaid() {
    try (var desk = new TestGateway()) {
      desk.server.run("UPDATE tenant SET redact = '{}'");
      TestGateway.await(desk.directory.refresh());

      assertEquals(List.of(), desk.place(SCRIPT.replace("3500ms", "10ms")).broken());

      desk.eventually(ENDED, rows -> rows.size() == 1);
      assertEquals(
          List.of("Charge 4111111111111111."),
          desk.eventually("SELECT body FROM message", rows -> rows.size() == 1));
      assertTrue(rows(desk).toString().contains(CARD.get(0)), "the test above would see it");
    }
  }

  private static String spooled(TestGateway desk) {
    try {
      return Files.readString(desk.spool);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every row of every table. */
  private static List<String> rows(TestGateway desk) {
    var rows = new ArrayList<String>();
    for (String table : desk.server.ask(
        "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'")) {
      rows.addAll(desk.server.ask("SELECT t::text FROM " + table + " t"));
    }
    return rows;
  }

  private static String text(ILoggingEvent line) {
    String trace = line.getThrowableProxy() == null
        ? ""
        : ThrowableProxyUtil.asString(line.getThrowableProxy());
    return line.getFormattedMessage() + line.getKeyValuePairs() + trace;
  }
}
