package dev.frontdesk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Nodes that find each other behind a name, as behind a headless service of Kubernetes. */
class ServiceDnsIT {

  @Test
  void nodesBehindOneNameAreOneCluster() {
    int port = FreePorts.range(2);
    Vertx first = behindLocalhost(port);
    Vertx second = behindLocalhost(port); // takes the next port, and asks the first
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

  private static Vertx behindLocalhost(int port) {
    var settings = ClusterSettings.parse("kubernetes:localhost", "127.0.0.1");
    return TestGateway.await(Clustering.start(Optional.of(
        new ClusterSettings(settings.host(), settings.members(), settings.serviceDns(), port))));
  }
}
