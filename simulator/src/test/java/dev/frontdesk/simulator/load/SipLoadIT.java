package dev.frontdesk.simulator.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.simulator.ToyGateway;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SipLoadIT {
  private static final URI NOWHERE = URI.create("http://127.0.0.1:1/");

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() throws Exception {
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void everyCallOfALoadIsGreetedAndItsToolAnswered() throws Exception {
    LoadOptions options = LoadOptions.defaults(NOWHERE)
        .playing(60, 40, Duration.ofMillis(500))
        .withWarm(20, Duration.ofMillis(500))
        .withListen("127.0.0.1", 0)
        .withPid(ProcessHandle.current().pid());
    SipLoad load = SipLoad.open(vertx, options).await(10, TimeUnit.SECONDS);
    ToyGateway gateway = ToyGateway.start(vertx, "http://127.0.0.1:" + load.port() + "/v1")
        .await(10, TimeUnit.SECONDS);

    LoadReport report = load.run(gateway.webhook()).await(60, TimeUnit.SECONDS);

    LoadReport.Counts counts = report.counts();
    assertEquals(60, counts.acknowledged());
    assertEquals(60, counts.greeted());
    assertEquals(60, counts.toolsAnswered());
    assertEquals(60, counts.finished());
    assertEquals(0, counts.lost());
    assertEquals(60, report.webhookToGreeting().n());
    assertTrue(report.webhookToGreeting().p50() >= report.webhookToAccept().p50());
    assertEquals(60, report.toJson().at("/toolRoundTrip/n").asInt());
  }

  @Test
  void aGatewayThatIsNotThereIsCountedNotThrown() throws Exception {
    LoadOptions options = LoadOptions.defaults(NOWHERE)
        .playing(5, 50, Duration.ofMillis(100))
        .withWarm(0, Duration.ZERO)
        .withListen("127.0.0.1", 0);
    SipLoad load = SipLoad.open(vertx, options).await(10, TimeUnit.SECONDS);
    LoadReport report = load.run().await(30, TimeUnit.SECONDS);
    assertEquals(5, report.counts().refusedWebhooks());
    assertEquals(0, report.counts().acknowledged());
  }
}
