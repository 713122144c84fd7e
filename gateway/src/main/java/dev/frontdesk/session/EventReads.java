package dev.frontdesk.session;

import dev.frontdesk.model.CallId;
import dev.frontdesk.store.JournalRow;
import dev.frontdesk.store.JournalStore.Known;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Function;

/**
 * Reads what is written of lost calls. Hundreds come at once, and what each waits for on a busy machine is its turn: those that are asked
 * for while answers are awaited are read together. Belongs to one event loop.
 */
final class EventReads {
  /** What comes back together is gone on with in one turn of the loop, and the loop has more to do. */
  static final int MOST_AT_ONCE = 16;

  private static final int MOST_UNDER_WAY = 2;

  private final Function<List<Known>, Future<Map<CallId, List<JournalRow>>>> source;
  private final Queue<Asked> waiting = new ArrayDeque<>();
  private int underWay;

  private record Asked(Known known, Promise<List<JournalRow>> answer) {}

  /** @param source answers for at most {@value #MOST_AT_ONCE} calls, each of them once; without those of which it has nothing */
  EventReads(Function<List<Known>, Future<Map<CallId, List<JournalRow>>>> source) {
    this.source = source;
  }

  /** Fails with all that were read together. */
  Future<List<JournalRow>> of(Known known) {
    var asked = new Asked(known, Promise.promise());
    waiting.add(asked);
    read();
    return asked.answer().future();
  }

  private void read() {
    if (underWay == MOST_UNDER_WAY || waiting.isEmpty()) {
      return;
    }
    Map<CallId, Asked> together = together();
    underWay++;
    source.apply(together.values().stream().map(Asked::known).toList()).onComplete(read -> {
      underWay--;
      together.forEach((call, asked) -> {
        if (read.succeeded()) {
          asked.answer().complete(read.result().getOrDefault(call, List.of()));
        } else {
          asked.answer().fail(read.cause());
        }
      });
      read();
    });
  }

  /** A call that is asked for twice is read twice, one after the other. */
  private Map<CallId, Asked> together() {
    var together = new LinkedHashMap<CallId, Asked>();
    Iterator<Asked> each = waiting.iterator();
    while (each.hasNext() && together.size() < MOST_AT_ONCE) {
      Asked asked = each.next();
      if (together.putIfAbsent(asked.known().call(), asked) == null) {
        each.remove();
      }
    }
    return together;
  }
}
