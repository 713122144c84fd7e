package dev.frontdesk.media;

import static dev.frontdesk.media.BridgedWorld.until;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.frontdesk.media.MediaCount.Of;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sound that passes through leaves no garbage worth mentioning on the event loop of its call. */
class AllocationIT {
  private static final int WARM = 4_000;
  private static final int FRAMES = 10_000;

  /** A frame each way: 115 and 282 in two runs on a busy machine, where more reads are batched in one run than in another. */
  private static final long MOST_BYTES = 500;

  private final Vertx outside = Vertx.vertx();
  private final BridgedWorld world = new BridgedWorld(outside);

  @AfterEach
  void close() {
    world.close();
    outside.close().await();
  }

  @Test
  void framesPassWithoutGarbage() throws Exception {
    CarrierStream caller = world.dial().starts();
    world.attach().attached();
    until(() -> world.model.told("session.update").size() == 1);
    world.model.keeps = false;
    caller.keeps = false;
    long thread = loop();
    pass(caller, WARM);
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getThreadAllocatedBytes(thread);
    pass(caller, FRAMES);
    long perFrame = (threads.getThreadAllocatedBytes(thread) - before) / FRAMES;
    assertTrue(perFrame < MOST_BYTES, perFrame + " bytes for a frame each way");
  }

  private long loop() throws Exception {
    var id = new CompletableFuture<Long>();
    world
        .streams
        .of(CarrierStream.CALL, BridgedWorld.GRACE)
        .await()
        .orElseThrow()
        .context()
        .runOnContext(now -> id.complete(Thread.currentThread().getId()));
    return id.get();
  }

  private void pass(CarrierStream caller, int frames) {
    long in = world.counts.of(Of.FRAME_IN) + frames;
    long out = world.counts.of(Of.FRAME_OUT) + frames;
    ServerWebSocket model = world.model.last();
    String sound = "A".repeat(216);
    for (int i = 0; i < frames; i++) {
      caller.says(sound, -1);
      model
          .writeTextMessage(
              "{\"type\":\"response.output_audio.delta\",\"event_id\":\"e\",\"response_id\":\"r\","
                  + "\"item_id\":\"i\",\"output_index\":0,\"content_index\":0,\"delta\":\"" + sound
                  + "\"}")
          .await();
    }
    until(() -> world.counts.of(Of.FRAME_IN) == in && world.counts.of(Of.FRAME_OUT) == out);
  }
}
