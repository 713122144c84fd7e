package dev.frontdesk.media;

import static dev.frontdesk.media.BridgedWorld.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.media.MediaCount.Of;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who does not read costs the sound that is late, and no memory; what is kept arrives once they read again. */
class BackPressureIT {
  /** Of one frame, in base64: 150 ms, as much as the carrier gets in one. */
  private static final int CHARS = 1_600;

  /** Of them in 5 s, which wait for the model. */
  private static final int WAITING = 54_000 / CHARS;

  /** So many in a row that each pushes another out: the sockets are full, and so is what waits. */
  private static final int FULL = 20;

  /** More than sockets hold by themselves. */
  private static final int MOST = 20_000;

  private final Vertx outside = Vertx.vertx();
  private final BridgedWorld world = new BridgedWorld(outside);

  @AfterEach
  void close() {
    world.close();
    outside.close().await();
  }

  @Test
  void ofACallerToWhomTheModelDoesNotListenTheLastSecondsWait() {
    CarrierStream caller = world.dial().starts();
    world.attach().attached();
    until(() -> world.model.told("session.update").size() == 1);
    world.model.last().pause();

    int said = 0;
    while (world.counts.of(Of.DROPPED) == 0 && said < MOST) {
      caller.says(numbered(said++), -1);
    }
    for (int pushed = 0; pushed < FULL && said < MOST; ) {
      long dropped = dropped(said);
      caller.says(numbered(said++), -1);
      pushed = dropped(said) == dropped + 1 ? pushed + 1 : 0;
    }
    assertTrue(said < MOST, "it is kept without bound");

    world.model.last().resume();
    int heard = said - (int) dropped(said);
    until(() -> world.model.told("input_audio_buffer.append").size() == heard);
    List<String> sounds = world.model.told("input_audio_buffer.append").stream()
        .map(each -> each.getString("audio"))
        .toList();
    assertEquals(
        IntStream.range(said - WAITING, said).mapToObj(BackPressureIT::numbered).toList(),
        sounds.subList(heard - WAITING, heard));
    assertNotEquals(numbered(said - WAITING - 1), sounds.get(heard - WAITING - 1));
  }

  /** Of as many as the caller said. */
  private long dropped(int said) {
    until(() -> world.counts.of(Of.FRAME_IN) == said);
    return world.counts.of(Of.DROPPED);
  }

  @Test
  void aModelIsNotReadWhileTheCarrierTakesNothing() {
    CarrierStream caller = world.dial().starts();
    world.attach().attached();
    until(() -> world.model.told("session.update").size() == 1);
    caller.reads(false);

    int said = 0;
    while (said < MOST && !isHeldUp(said)) {
      for (int batch = 0; batch < 100; batch++) {
        world.model.sound("r", "i", numbered(said++));
      }
    }
    assertTrue(said < MOST, "it is kept without bound");

    caller.reads(true);
    int all = said;
    until(() -> caller.heard("media").size() == all);
    assertEquals(
        IntStream.range(0, all).mapToObj(BackPressureIT::numbered).toList(), sounds(caller));
  }

  /** Whether the model's own socket takes no more, and nothing moves here. */
  private boolean isHeldUp(int said) {
    long deadline = System.nanoTime() + 500_000_000;
    while (System.nanoTime() < deadline) {
      if (world.counts.of(Of.FRAME_OUT) == said || !world.model.last().writeQueueFull()) {
        return false;
      }
      Thread.onSpinWait();
    }
    return true;
  }

  private static List<String> sounds(CarrierStream caller) {
    return caller.heard("media").stream()
        .map(each -> each.getJsonObject("media").getString("payload"))
        .toList();
  }

  private static String numbered(int frame) {
    return "%08d".formatted(frame) + "A".repeat(CHARS - 8);
  }
}
