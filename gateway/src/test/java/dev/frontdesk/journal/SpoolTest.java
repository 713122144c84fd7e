package dev.frontdesk.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.bus.Entry;
import dev.frontdesk.bus.RecordCodec;
import dev.frontdesk.model.CallId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
  private static final CallId CALL = new CallId(new UUID(1, 2));
  private static final long ROOM = 100_000;

  private final RecordCodec codec = new RecordCodec(List.of());

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @Test
  void entriesComeOutInTheirOrderAndOnce() {
    try (var spool = spool(ROOM)) {
      spool.append(entries(0, 5));
      spool.append(entries(5, 7));
      assertEquals(entries(0, 3), taken(spool, 3));
      assertEquals(entries(3, 7), taken(spool, 100));
      assertTrue(spool.isEmpty());
      assertEquals(0, spool.bytes());
    }
  }

  @Test
  void whatIsNotTakenIsReadAgainByTheNextProcess() {
    try (var spool = spool(ROOM)) {
      spool.append(entries(0, 4));
      assertEquals(entries(0, 2), spool.oldest(2).entries());
    }
    try (var spool = spool(ROOM)) {
      assertEquals(entries(0, 4), taken(spool, 100));
    }
  }

  @Test
  void whatIsAppendedBetweenReadAndTakenStays() {
    try (var spool = spool(ROOM)) {
      spool.append(entries(0, 2));
      var oldest = spool.oldest(100);
      spool.append(entries(2, 3));
      spool.taken(oldest);
      assertEquals(entries(2, 3), taken(spool, 100));
    }
  }

  @Test
  void aLineThatACrashCutShortCostsNoEntryAfterIt() throws IOException {
    try (var spool = spool(ROOM)) {
      spool.append(entries(0, 1));
    }
    Files.writeString(file(), "{\"call\":\"0000", StandardOpenOption.APPEND);
    try (var spool = spool(ROOM)) {
      spool.append(entries(1, 2));
      assertEquals(entries(0, 2), taken(spool, 100));
      assertTrue(spool.isEmpty());
    }
  }

  @Test
  void aSpoolOfNothingReadableBecomesEmpty() throws IOException {
    Files.writeString(file(), "no entry\n");
    try (var spool = spool(ROOM)) {
      assertEquals(List.of(), taken(spool, 100));
      assertTrue(spool.isEmpty());
    }
  }

  @Test
  void aFullSpoolRefusesAllOrNothing() {
    List<Entry> many = entries(0, 20);
    try (var spool = spool(codec.text(many.get(0)).length() * 10L)) {
      assertThrows(UncheckedIOException.class, () -> spool.append(many));
      spool.append(entries(0, 2));
      assertEquals(entries(0, 2), taken(spool, 100));
    }
  }

  private static List<Entry> taken(Spool spool, int most) {
    var oldest = spool.oldest(most);
    spool.taken(oldest);
    return oldest.entries();
  }

  private Spool spool(long room) {
    return new Spool(file(), room, codec);
  }

  private Path file() {
    return folder.resolve("journal.spool");
  }

  private static List<Entry> entries(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(
            seq -> new Entry(CALL, 1, seq, Instant.EPOCH, "note", "{\"n\":\"\u00fc" + seq + "\"}"))
        .toList();
  }
}
