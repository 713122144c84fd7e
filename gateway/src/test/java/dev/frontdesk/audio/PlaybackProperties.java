package dev.frontdesk.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.audio.Playback.Change;
import dev.frontdesk.audio.Playback.Cut;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The caller's ear against our reckoning: a carrier that plays what it was sent, and returns marks as Twilio does. */
class PlaybackProperties {
  private final List<Cut> cuts = new ArrayList<>();

  @Property(tries = 1_000)
  void neverClaimsMoreThanWasSentNorLessThanWasConfirmed(
      @ForAll @Size(min = 1, max = 60) List<@IntRange(max = 9) Integer> script) {
    var playback = new Playback(0);
    var carrier = new Carrier(playback);
    int responses = 0;
    for (int act : script) {
      if (act == 0) {
        carrier.begin("item_" + ++responses, "resp_" + responses);
      } else if (act <= 4 && responses > 0) {
        carrier.send(act * 160);
      } else if (act <= 7) {
        carrier.play(act - 4);
      } else if (act == 8 && responses > 0) {
        playback.done("resp_" + responses);
        carrier.end();
      } else {
        cuts.clear();
        playback.clear("resp_" + responses, cuts);
        carrier.check(cuts);
        carrier.clear();
      }
    }
    cuts.clear();
    playback.clear(null, cuts);
    carrier.check(cuts);
  }

  @Example
  void isCutWhereTheLastMarkWasHeardAndALittleLater() {
    var playback = new Playback(0);
    assertEquals(List.of(new Change("r1", true, false)), playback.begin("i1", "r1"));
    playback.send(8_000);
    playback.heard(0, 1, 4_000);
    assertEquals(List.of(new Change("r1", false, true)), playback.clear("r1", cuts));
    assertEquals(List.of(new Cut("i1", 550)), cuts);
    assertTrue(playback.drops("r1"));
    assertTrue(playback.isSilent());
  }

  @Example
  void neverCutsBeyondWhatWasSentAndWhatWaitsIsCutToNothing() {
    var playback = new Playback(0);
    playback.begin("i1", "r1");
    playback.send(160);
    playback.begin("i2", "r2");
    playback.send(16_000);
    playback.clear(null, cuts);
    assertEquals(List.of(new Cut("i1", 20), new Cut("i2", 0)), cuts);
  }

  @Example
  void cutsNothingThatWasHeardToItsEnd() {
    var playback = new Playback(0);
    playback.begin("i1", "r1");
    playback.send(1_600);
    playback.done("r1");
    assertEquals(List.of(new Change("r1", false, false)), playback.heard(0, 1, 1_600));
    assertEquals(List.of(), playback.clear(null, cuts));
    assertEquals(List.of(), cuts);
    assertFalse(playback.drops("r1"));
  }

  @Example
  void marksThatComeBackBecauseOfTheClearSayNothing() {
    var playback = new Playback(0);
    playback.begin("i1", "r1");
    playback.send(1_600);
    playback.clear("r1", cuts);
    playback.begin("i2", "r2");
    playback.send(1_600);
    assertEquals(List.of(), playback.heard(0, 1, 1_600));
    cuts.clear();
    playback.clear("r2", cuts);
    assertEquals(List.of(new Cut("i2", 50)), cuts);
  }

  @Example
  void aSecondResponseIsHeardOnlyAfterTheFirst() {
    var playback = new Playback(0);
    playback.begin("i1", "r1");
    playback.send(160);
    playback.done("r1");
    assertEquals(List.of(), playback.begin("i2", "r2"));
    playback.send(160);
    assertEquals(
        List.of(new Change("r1", false, false), new Change("r2", true, false)),
        playback.heard(0, 1, 160));
  }

  /** Plays in order; returns a mark once everything before it was played. */
  private static final class Carrier {
    private final Playback playback;
    private final Deque<long[]> queue = new ArrayDeque<>(); // item, end offset, bytes
    private final List<String> ids = new ArrayList<>();
    private final List<long[]> counted = new ArrayList<>(); // sent, played
    private boolean open;

    Carrier(Playback playback) {
      this.playback = playback;
    }

    void begin(String item, String response) {
      playback.begin(item, response);
      ids.add(item);
      counted.add(new long[2]);
      open = true;
    }

    void send(int bytes) {
      if (!open) {
        return;
      }
      playback.send(bytes);
      counted.get(counted.size() - 1)[0] += bytes;
      queue.add(new long[] {playback.generation(), playback.item(), playback.sent(), bytes});
    }

    void end() {
      open = false;
    }

    void play(int chunks) {
      for (int i = 0; i < chunks && !queue.isEmpty(); i++) {
        long[] mark = queue.poll();
        counted.get((int) mark[1] - 1)[1] += mark[3];
        playback.heard((int) mark[0], (int) mark[1], mark[2]);
      }
    }

    void clear() {
      for (long[] mark : queue) {
        assertEquals(List.of(), playback.heard((int) mark[0], (int) mark[1], mark[2]));
      }
      queue.clear();
      open = false;
    }

    void check(List<Cut> cuts) {
      boolean first = true;
      for (Cut cut : cuts) {
        long[] figures = counted.get(ids.indexOf(cut.item()));
        assertTrue(cut.heardMs() <= figures[0] / 8, "beyond its length");
        assertTrue(cut.heardMs() <= figures[1] / 8 + 50, "more than was heard");
        assertTrue(
            !first || cut.heardMs() >= figures[1] / 8 || figures[0] == 0, "less than was heard");
        first = false;
      }
      for (int i = 0; i < ids.size(); i++) {
        String id = ids.get(i);
        if (counted.get(i)[1] < counted.get(i)[0] - 400
            && !queue.isEmpty()
            && queue.stream().anyMatch(mark -> ids.get((int) mark[1] - 1).equals(id))) {
          assertTrue(cuts.stream().anyMatch(cut -> cut.item().equals(id)), "not cut: " + id);
        }
      }
    }
  }
}
