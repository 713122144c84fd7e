package dev.frontdesk.notify;

import dev.frontdesk.store.OutboxStore.Delivery;
import dev.frontdesk.store.OutboxStore.Outcome;
import io.vertx.core.Future;

/** One way of telling somebody. */
interface Sender {
  /** One attempt of a delivery; ends within {@link Attempt#LONGEST} and never fails. */
  Future<Outcome> of(Delivery delivery);
}
