package dev.frontdesk.accept;

import dev.frontdesk.bus.BusMessage.CallOffered;
import dev.frontdesk.call.Origin;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.provider.Providers.Connection;

/** An offer and the way back to where it came from. */
record Offered(CallOffered offer, Origin origin, Connection connection) {
  String providerCall() {
    return origin.providerCall();
  }

  /** The same, now that it is known which of the candidates was dialled. */
  Offered dialling(PhoneNumber number) {
    return new Offered(offer, origin.dialling(number), connection);
  }
}
