package dev.frontdesk.simulator;

import dev.frontdesk.simulator.carrier.CallerPlan;
import dev.frontdesk.simulator.carrier.CallerReport;
import dev.frontdesk.simulator.carrier.Carrier;
import dev.frontdesk.simulator.carrier.line.Leg;
import dev.frontdesk.simulator.report.CallListener;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Function;

/**
 * A trunk of the carrier's over which a scripted call came to the provider: it does what a REFER asks for, and dials the address for the
 * caller (RFC 3515). The script says what becomes of the leg at the provider.
 */
public final class Trunk implements CallListener {
  private final Carrier carrier;
  private final Function<String, CallerPlan> caller;
  private final Promise<Leg> moved = Promise.promise();
  private final Promise<CallerReport> report = Promise.promise();

  /** @param caller what the caller does at the address that is in Refer-To */
  public Trunk(Carrier carrier, Function<String, CallerPlan> caller) {
    this.carrier = carrier;
    this.caller = caller;
  }

  @Override
  public void referred(String targetUri) {
    carrier.place(caller.apply(targetUri), moved::tryComplete).onComplete(report);
  }

  /** The caller's leg at the carrier, once the call was referred. */
  public Future<Leg> moved() {
    return moved.future();
  }

  /** How it went there. */
  public Future<CallerReport> report() {
    return report.future();
  }
}
