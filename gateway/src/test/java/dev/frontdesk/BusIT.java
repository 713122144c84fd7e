package dev.frontdesk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.frontdesk.bus.Address;
import dev.frontdesk.bus.Bus;
import dev.frontdesk.bus.BusMessage.Hold;
import dev.frontdesk.bus.BusMessage.HoldAsked;
import dev.frontdesk.bus.RecordCodec;
import dev.frontdesk.model.CallId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two nodes that listen at one address. */
class BusIT {
  private static final Hold NEAR = new Hold(true, true);
  private static final Hold FAR = new Hold(false, false);

  private final int port = FreePorts.range(2);
  private final Vertx near = start(port);
  private final Vertx far = start(port + 1);
  private final Bus bus = new Bus(near, new RecordCodec(List.of()));
  private final Bus other = new Bus(far, new RecordCodec(List.of()));

  @AfterEach
  void close() {
    TestGateway.await(near.close());
    TestGateway.await(far.close());
  }

  @Test
  void whatSomebodyHereListensToStaysHereUntilHeLeaves() {
    answer(other, FAR);
    TestGateway.eventually(this::asked, FAR::equals);
    MessageConsumer<Object> here = answer(bus, NEAR);
    Set<Hold> answers = new HashSet<>();
    for (int i = 0; i < 10; i++) {
      answers.add(asked());
    }
    assertEquals(Set.of(NEAR), answers);
    TestGateway.await(bus.leave(Address.HOLD_ASKED, here));
    TestGateway.eventually(this::asked, FAR::equals);
  }

  @Test
  void whoeverListensHereNoMoreIsNotWaitedFor() {
    answer(other, FAR);
    MessageConsumer<Object> here = answer(bus, NEAR);
    TestGateway.await(here.unregister());
    TestGateway.eventually(this::asked, FAR::equals);
  }

  private Hold asked() {
    return TestGateway.await(bus.ask(
            Address.HOLD_ASKED,
            new HoldAsked(new CallId(UUID.randomUUID())),
            Hold.class,
            Duration.ofSeconds(5))
        .otherwise(new Hold(true, false)));
  }

  private static MessageConsumer<Object> answer(Bus at, Hold hold) {
    return TestGateway.await(at.answer(Address.HOLD_ASKED, asked -> Future.succeededFuture(hold)));
  }

  private Vertx start(int own) {
    return TestGateway.await(Clustering.start(Optional.of(ChildNode.clusterSettings(own, port))));
  }
}
