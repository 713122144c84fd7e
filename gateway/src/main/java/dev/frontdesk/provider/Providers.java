package dev.frontdesk.provider;

import dev.frontdesk.model.Endpoint;
import dev.frontdesk.model.EndpointId;
import java.util.Optional;

/** Finds the endpoint of a call with its secrets, and who speaks its protocol. In memory: asked while a phone rings. */
@FunctionalInterface
public interface Providers {
  Optional<Connection> of(EndpointId endpoint);

  /** An endpoint and the adapter that knows its wire format. */
  record Connection(Endpoint endpoint, Provider provider) {}
}
