package dev.frontdesk.twilio;

import dev.frontdesk.bus.Address;
import dev.frontdesk.bus.BusMessage.CallOffered;
import dev.frontdesk.model.NodeId;

/** Where calls of an owner are best decided. */
@FunctionalInterface
public interface Desks {
  Address<CallOffered> of(NodeId owner);
}
