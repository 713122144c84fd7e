package dev.frontdesk.accept;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.frontdesk.accept.Holders.Holder;
import dev.frontdesk.bus.Address;
import dev.frontdesk.bus.Bus;
import dev.frontdesk.bus.BusMessage.Hold;
import dev.frontdesk.bus.RecordCodec;
import dev.frontdesk.model.CallId;
import dev.frontdesk.model.NodeId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A call may be another node's than its claim says. */
class HoldersTest {
  private static final CallId CALL = new CallId(new UUID(1, 2));
  private static final NodeId SELF = new NodeId("self");
  private static final NodeId OWNER = new NodeId("owner");
  private static final NodeId THIRD = new NodeId("third");

  private final Vertx vertx = Vertx.vertx();
  private final Bus bus = new Bus(vertx, new RecordCodec(List.of()));
  private final Holders holders = new Holders(SELF, bus, () -> List.of(OWNER, THIRD));

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void aThirdNodeThatDrivesTheCallIsFound() {
    says(OWNER, new Hold(false, false));
    says(THIRD, new Hold(true, true));
    assertEquals(Optional.of(new Holder(THIRD, true)), holders.of(CALL, OWNER).await());
  }

  @Test
  void whoDrivesItCountsMoreThanWhoDecidesIt() {
    says(OWNER, new Hold(true, false));
    says(THIRD, new Hold(true, true));
    assertEquals(Optional.of(new Holder(THIRD, true)), holders.of(CALL, OWNER).await());
  }

  @Test
  void whoDecidesItHasToDoWithItToo() {
    says(SELF, new Hold(true, false));
    assertEquals(Optional.of(new Holder(SELF, false)), holders.of(CALL, OWNER).await());
  }

  @Test
  void nodesThatDoNotAnswerHaveNothingToDoWithIt() {
    assertEquals(Optional.empty(), holders.of(CALL, OWNER).await());
  }

  private void says(NodeId node, Hold hold) {
    bus.answer(Address.HOLD_ASKED.on(node), asked -> Future.succeededFuture(hold))
        .await();
  }
}
