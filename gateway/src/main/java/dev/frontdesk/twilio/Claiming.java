package dev.frontdesk.twilio;

import dev.frontdesk.bus.Offer;
import dev.frontdesk.model.CallId;
import dev.frontdesk.model.NodeId;
import io.vertx.core.Future;

/** Makes a call ours, once. */
@FunctionalInterface
public interface Claiming {
  /** @param delivery one id for a delivery and its repetitions */
  Future<Held> claim(Offer offer, String delivery);

  /**
   * A claimed call.
   *
   * @param owner the node that is to hold it, if it is fresh
   * @param fresh whether this delivery was the first of the call
   */
  record Held(CallId call, int epoch, NodeId owner, boolean fresh) {}
}
