package dev.frontdesk.simulator.carrier.line;

import dev.frontdesk.simulator.carrier.twiml.Element;
import io.vertx.core.Future;
import java.net.URI;

/** What one verb of TwiML does to a call. */
@FunctionalInterface
interface Verb {
  /**
   * @param run to be told what to put away when the verb is broken off; what it answers then is not looked at
   * @param base the document's address, against which relative ones are resolved
   */
  Future<Next> run(Leg leg, TwimlRun run, URI base, Element element);
}
