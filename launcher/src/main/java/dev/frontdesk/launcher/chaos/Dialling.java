package dev.frontdesk.launcher.chaos;

import dev.frontdesk.simulator.report.CallReport;
import io.vertx.core.Future;

/** One call that is still to be placed. */
@FunctionalInterface
interface Dialling {
  /** @return the report, once the call is over; a broken expectation is in it, not a failure */
  Future<CallReport> place(World world);
}
