package dev.frontdesk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Nodes at addresses of their own that are told each other's names, as containers are. */
class NamedMembersIT {

  @Test
  void aNodeFindsAnotherHostByItsName() {
    int port = FreePorts.range(1);
    Vertx first = at("127.0.0.1", port, List.of());
    Vertx second = at("127.0.0.2", FreePorts.range(1), List.of("localhost:" + port));
    try {
      TestGateway.await(first
          .eventBus()
          .consumer("where", (Message<String> asked) -> asked.reply("first"))
          .completion());
      assertEquals(
          "first", TestGateway.await(second.eventBus().request("where", "")).body());
    } finally {
      TestGateway.await(second.close());
      TestGateway.await(first.close());
    }
  }

  private static Vertx at(String host, int port, List<String> members) {
    return TestGateway.await(
        Clustering.start(Optional.of(new ClusterSettings(host, members, null, port))));
  }
}
