package dev.frontdesk.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.frontdesk.bus.Missed;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Two nodes hear one call for a while: what both heard is told once, in order, and nothing is dropped. */
class OverlapProperties {
  @Property(tries = 500)
  void everyFrameIsToldOnceWheneverTheOneAttachedAndTheOtherClosed(
      @ForAll @IntRange(max = 60) int frames,
      @ForAll @IntRange(max = 60) int attached,
      @ForAll @IntRange(max = 60) int closed) {
    List<String> all = IntStream.range(0, frames)
        .mapToObj("{\"event_id\":\"event_%d\"}"::formatted)
        .toList();
    int heardFrom = Math.min(attached, frames);
    int toldTo = Math.max(heardFrom, Math.min(closed, frames));
    var told = new ArrayList<>(all.subList(0, toldTo));
    var overlap = new Overlap(told.stream().map(Missed::frame).toList());
    all.subList(heardFrom, frames).stream()
        .filter(frame -> !overlap.repeats(Buffer.buffer(frame)))
        .forEach(told::add);
    assertEquals(all, told);
  }

  @Property(tries = 200)
  void whatOnlyTheNewSocketIsToldIsKept(@ForAll @IntRange(min = 1, max = 40) int frames) {
    List<String> all = IntStream.range(0, frames).mapToObj(Integer::toString).toList();
    var overlap = new Overlap(all.stream().map(Missed::frame).toList());
    assertEquals(false, overlap.repeats(Buffer.buffer("session.created")));
    all.forEach(frame -> assertEquals(true, overlap.repeats(Buffer.buffer(frame))));
    assertEquals(false, overlap.repeats(Buffer.buffer("0")));
  }
}
