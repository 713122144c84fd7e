package dev.frontdesk.store;

import dev.frontdesk.model.CallId;
import dev.frontdesk.model.EndpointId;
import dev.frontdesk.model.NodeId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A call as it was announced.
 *
 * @param call what it will be called here, if it is new
 * @param providerCallId the provider's name for it; unique within the endpoint
 * @param webhookType of the delivery; two types of one provider may announce the same call
 * @param carrierCallId SIP Call-ID, which both announcements share; null if the delivery has none
 * @param webhookId the delivery's own id
 * @param offer whatever a node needs to answer, one JSON object
 * @param node who will answer
 */
public record Claim(
    CallId call,
    EndpointId endpoint,
    String providerCallId,
    String webhookType,
    @Nullable String carrierCallId,
    String webhookId,
    String offer,
    NodeId node,
    Instant receivedAt) {
  /** The same call, answered by {@code other}. */
  public Claim by(NodeId other) {
    return new Claim(
        call,
        endpoint,
        providerCallId,
        webhookType,
        carrierCallId,
        webhookId,
        offer,
        other,
        receivedAt);
  }
}
