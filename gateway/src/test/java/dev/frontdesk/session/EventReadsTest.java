package dev.frontdesk.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.model.CallId;
import dev.frontdesk.store.JournalRow;
import dev.frontdesk.store.JournalStore.Known;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventReadsTest {
  private final List<List<Known>> asked = new ArrayList<>();
  private final List<Promise<Map<CallId, List<JournalRow>>>> answers = new ArrayList<>();
  private final EventReads reads = new EventReads(calls -> {
    asked.add(calls);
    answers.add(Promise.promise());
    return answers.get(answers.size() - 1).future();
  });

  @Test
  void whatIsAskedForWhileAnswersAreAwaitedIsReadTogether() {
    IntStream.range(0, 24).forEach(i -> reads.of(all(i)));
    assertEquals(List.of(1, 1), asked.stream().map(List::size).toList());
    answers.get(0).complete(Map.of());
    answers.get(1).complete(Map.of());
    assertEquals(List.of(1, 1, 16, 6), asked.stream().map(List::size).toList());
    assertEquals(24, asked.stream().flatMap(List::stream).distinct().count());
  }

  @Test
  void eachGetsItsOwnAndNothingIsAnAnswerToo() {
    reads.of(all(0));
    reads.of(all(1));
    Future<List<JournalRow>> two = reads.of(all(2));
    Future<List<JournalRow>> three = reads.of(all(3));
    var row = new JournalRow(id(2), 1, 1, Instant.EPOCH, "event", "{}");
    answers.get(0).complete(Map.of());
    answers.get(2).complete(Map.of(id(2), List.of(row)));
    assertEquals(List.of(row), two.result());
    assertEquals(List.of(), three.result());
  }

  @Test
  void aCallThatIsAskedForTwiceIsNotReadTwiceAtOnce() {
    reads.of(all(0));
    reads.of(all(1));
    reads.of(all(2));
    Future<List<JournalRow>> again = reads.of(new Known(id(2), 1, 7));
    answers.get(0).complete(Map.of());
    assertEquals(List.of(all(2)), asked.get(2));
    answers.get(1).complete(Map.of());
    assertEquals(List.of(new Known(id(2), 1, 7)), asked.get(3));
    answers.get(3).complete(Map.of());
    assertTrue(again.succeeded());
  }

  @Test
  void afterAFailureTheNextAreRead() {
    Future<List<JournalRow>> first = reads.of(all(0));
    reads.of(all(1));
    Future<List<JournalRow>> third = reads.of(all(2));
    answers.get(0).fail("database away");
    assertTrue(first.failed());
    answers.get(2).complete(Map.of());
    assertTrue(third.succeeded());
  }

  private static Known all(int call) {
    return Known.nothingOf(id(call));
  }

  private static CallId id(int call) {
    return new CallId(new UUID(1, call));
  }
}
