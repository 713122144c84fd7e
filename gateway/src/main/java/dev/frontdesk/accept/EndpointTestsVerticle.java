package dev.frontdesk.accept;

import dev.frontdesk.bus.Address;
import dev.frontdesk.bus.Bus;
import dev.frontdesk.outward.OutwardClient;
import dev.frontdesk.provider.Providers;
import dev.frontdesk.store.Directory;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** Tests the connection of endpoints, beside the calls: the node that decides calls is the one whose view of a provider matters. */
public final class EndpointTestsVerticle extends VerticleBase {
  private final Bus bus;
  private final EndpointTests tests;

  public EndpointTestsVerticle(
      Bus bus, Directory directory, Providers providers, OutwardClient outward) {
    this.bus = bus;
    this.tests = new EndpointTests(directory, providers, outward);
  }

  @Override
  public Future<?> start() {
    return bus.answer(Address.ENDPOINT_TEST, tests::test);
  }
}
