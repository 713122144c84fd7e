package dev.frontdesk.store;

import dev.frontdesk.model.CallId;
import dev.frontdesk.model.NodeId;
import dev.frontdesk.model.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A claimed call as the carrier's news of it find it.
 *
 * @param owner the node that holds it, or held it last
 * @param tenant null until the call is written down as somebody's
 * @param receivedAt when it was announced
 */
public record CarrierCall(
    CallId call,
    int epoch,
    NodeId owner,
    State state,
    @Nullable TenantId tenant,
    Instant receivedAt) {
  /** How far its claim has come. */
  public enum State {
    OFFERED,
    DECIDED,
    ENDED
  }
}
