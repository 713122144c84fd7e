package dev.frontdesk.notify;

import dev.frontdesk.bus.Address;
import dev.frontdesk.bus.Bus;
import dev.frontdesk.bus.BusMessage.TextAsked;
import dev.frontdesk.bus.BusMessage.TextTold;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.model.TextSegments;
import dev.frontdesk.store.OutboxStore.Delivery;
import dev.frontdesk.store.OutboxStore.Outcome;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells people by text message, one after the other; what became of each the carrier tells later. */
final class TextSender implements Sender {
  /** What one notice may cost at most. */
  static final int MOST_SEGMENTS = 4;

  private static final int CREATED = 201;

  /** All of them are asked within the lease of the delivery. */
  private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(12);

  private final Bus bus;
  private final Judging judging;

  TextSender(Bus bus, Judging judging) {
    this.bus = bus;
    this.judging = judging;
  }

  @Override
  public Future<Outcome> of(Delivery delivery) {
    String text =
        TextSegments.fitted(Notices.of(delivery).text().replace("\n\n", "\n"), MOST_SEGMENTS);
    return next(delivery, text, new ArrayList<>(delivery.recipients()), new ArrayList<>(), null);
  }

  private Future<Outcome> next(
      Delivery delivery,
      String text,
      List<String> left,
      List<String> told,
      @Nullable String refused) {
    if (left.isEmpty()) {
      return Future.succeededFuture(
          refused == null
              // The carrier's word is with the delivery already, and may be further by now.
              ? new Outcome(CREATED, null, null, false, null, null, told)
              : Judging.hopeless(null, refused, told));
    }
    String recipient = left.remove(0);
    TenantId tenant = delivery.tenant();
    if (tenant == null) {
      return Future.succeededFuture(Judging.hopeless(null, "an agency sends none", told));
    }
    return bus.ask(
            Address.TEXTS,
            new TextAsked(tenant, null, delivery.id(), new PhoneNumber(recipient), text),
            TextTold.class,
            ANSWERED_WITHIN)
        .compose(answer -> switch (answer.fate()) {
          case TAKEN -> {
            told.add(recipient);
            yield next(delivery, text, left, told, refused);
          }
          case REFUSED -> next(delivery, text, left, told, answer.word());
          case LATER -> Future.succeededFuture(judging.later(delivery, null, answer.word(), told));
          case UNKNOWN ->
            Future.succeededFuture(Judging.hopeless(
                null, "it is not known whether it was sent: " + answer.word(), told));
        })
        .recover(cause -> Future.succeededFuture(
            Judging.hopeless(null, "it is not known whether it was sent", told)));
  }
}
