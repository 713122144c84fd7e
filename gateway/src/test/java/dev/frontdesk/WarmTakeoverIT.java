package dev.frontdesk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.frontdesk.simulator.carrier.Carrier;
import dev.frontdesk.simulator.carrier.CarrierOptions;
import dev.frontdesk.simulator.carrier.Human;
import dev.frontdesk.simulator.carrier.Human.Manner;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A node is lost while a target rings: the next owner of the call goes on with the target that the lost one rang. */
class WarmTakeoverIT {
  private final int port = FreePorts.range(2);
  private final Vertx outside = Vertx.vertx();
  private volatile URI gateway = URI.create("http://127.0.0.1:1");
  private final Carrier carrier = TestGateway.await(
      Carrier.start(outside, CarrierOptions.defaults().withPace(0.5).withRoute(this::at)));
  private final TestGateway survivor = TestGateway.clustered(
      "survivor",
      port,
      settings -> settings.with(new CarrierSettings(
          Optional.of(TwilioCarrier.endpoint(carrier.baseUrl())), TwilioCarrier.PUBLIC)));
  private final WarmWorld world = new WarmWorld(survivor, carrier);

  private URI at(URI url) {
    String scheme = url.getScheme().startsWith("ws") ? "ws" : "http";
    return URI.create(scheme + "://" + gateway.getRawAuthority() + url.getRawPath());
  }

  @AfterEach
  void close() {
    TestGateway.await(carrier.close());
    survivor.close();
    TestGateway.await(outside.close());
  }

  @Test
  void whoPicksUpAfterTheNodeDiedGetsTheCaller() {
    String jana = world.target(
        "jana", Human.of(Manner.ANSWERS).ringing(Duration.ofSeconds(4)).pressing("1"));
    try (var victim = ChildNode.start(
        survivor,
        survivor.server.running().port(),
        port + 1,
        GatewaySettings.LEASE,
        carrier.baseUrl())) {
      gateway = victim.webhook();
      var caller = world.talking(ChildNode.NODE);
      caller.transferTo("jana");
      caller.seen("taken");
      gateway = survivor.webhook();
      victim.kill();

      caller.seen("confirmed");
      assertEquals("transferred", caller.ended());
      assertEquals(List.of("jana confirmed"), caller.attempts());
      assertEquals(1, survivor.gateway.callsTakenOver());
      assertEquals("in-progress", world.leg(jana).status());
      assertEquals(0, caller.room(1).aloneMs("caller"));
      caller.hangUp();
    }
  }
}
