package dev.frontdesk.simulator;

import dev.frontdesk.simulator.report.CallReport;
import dev.frontdesk.simulator.script.Script;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;

/** A simulator as fast as can be, and a toy gateway that uses it as its provider. */
public final class World {
  private static final String HEAD = "from: \"+421900000001\"\nto: \"+15550100001\"\n";

  final Vertx vertx = Vertx.vertx();
  final Simulator simulator;
  final ToyGateway gateway;

  World() throws Exception {
    simulator =
        await(Simulator.start(vertx, SimulatorOptions.defaults().withPace(0).withSeed(1)));
    gateway = await(ToyGateway.start(vertx, simulator));
  }

  /** Places a call with a script that says all but who calls whom. */
  CallReport place(String script) throws Exception {
    return await(simulator.place(script(script), gateway.webhook()));
  }

  /** A script from all but who calls whom. */
  static Script script(String rest) {
    return Script.parse(HEAD + rest);
  }

  public static <T> T await(Future<T> future) throws Exception {
    return future.await(30, TimeUnit.SECONDS);
  }

  public void close() throws Exception {
    await(vertx.close());
  }
}
