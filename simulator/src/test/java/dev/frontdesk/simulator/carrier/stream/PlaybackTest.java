package dev.frontdesk.simulator.carrier.stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Time is told, so all of it is exact. */
class PlaybackTest {
  private static final long MS = 1_000_000;
  private static final long BEGUN = 7 * MS;

  private final List<String> marks = new ArrayList<>();
  private final Playback playback = new Playback(BEGUN, true, marks::add);

  @Test
  void eightBytesAreHeardInAMillisecond() {
    playback.media(new byte[800], BEGUN);
    playback.advance(BEGUN + 30 * MS);
    assertEquals(30, playback.playedMs());
    playback.advance(BEGUN + 1000 * MS);
    assertEquals(100, playback.playedMs());
    assertEquals(List.of(new Heard.Stretch(0, 0, 800)), playback.heard().stretches());
  }

  @Test
  void aMarkComesBackWhenItIsReachedAndAtOnceIfNothingIsQueued() {
    playback.mark("first", BEGUN);
    assertEquals(List.of("first"), marks);
    playback.media(new byte[160], BEGUN);
    playback.mark("second", BEGUN);
    playback.advance(BEGUN + 19 * MS);
    assertEquals(List.of("first"), marks);
    playback.advance(BEGUN + 20 * MS);
    assertEquals(List.of("first", "second"), marks);
  }

  @Test
  void aClearThrowsAwayWhatWasNotHeardAndSendsAllMarksBack() {
    playback.media(new byte[1600], BEGUN);
    playback.mark("a", BEGUN);
    playback.media(new byte[1600], BEGUN);
    playback.mark("b", BEGUN);
    playback.clear(BEGUN + 50 * MS);
    playback.advance(BEGUN + 1000 * MS);
    assertEquals(List.of("a", "b"), marks);
    assertEquals(400, playback.heard().audio().length());
    assertEquals(List.of(new Heard.Clear(50, 2800)), playback.heard().clears());
  }

  @Test
  void aGapBetweenTwoSoundsIsSeen() {
    playback.media(new byte[80], BEGUN);
    playback.media(new byte[80], BEGUN + 200 * MS);
    playback.advance(BEGUN + 300 * MS);
    assertEquals(190, playback.heard().longestGapMs());
  }

  @Test
  void moreThanTenMinutesAreDiscarded() {
    playback.media(new byte[Playback.MAX_QUEUED_BYTES], BEGUN);
    assertFalse(playback.media(new byte[1], BEGUN));
    assertEquals(Playback.MAX_QUEUED_BYTES, playback.queuedBytes());
  }

  @Test
  void markersAreFoundInWhatWasHeard() {
    Marker first = Marker.now(3, 0);
    Marker second = Marker.now(3, 1);
    playback.media(first.bytes(), BEGUN);
    playback.media(new byte[7], BEGUN);
    playback.media(second.bytes(), BEGUN);
    playback.advance(BEGUN + 100 * MS);
    assertEquals(List.of(first, second), playback.heard().markers());
    assertArrayEquals(
        first.bytes(), java.util.Arrays.copyOf(playback.heard().audio().getBytes(), 160));
  }
}
