package dev.frontdesk.notify;

import dev.frontdesk.bus.Bus;
import dev.frontdesk.model.ChannelKind;
import dev.frontdesk.outward.OutwardClient;
import dev.frontdesk.store.OutboxStore.Delivery;
import dev.frontdesk.store.OutboxStore.Outcome;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Every way of telling somebody that this installation has. */
public final class Senders {
  private final Map<ChannelKind, Sender> senders = new EnumMap<>(ChannelKind.class);

  /**
   * @param client for requests to webhooks and chats
   * @param clock tells the time that attempts are signed with
   * @param bus to who has text messages sent
   * @param chats how far they know of calls
   * @param mail empty: nobody is told by e-mail
   */
  public Senders(
      Vertx vertx,
      OutwardClient client,
      InstantSource clock,
      RandomGenerator random,
      Bus bus,
      Chats chats,
      Optional<SmtpSettings> mail) {
    var schedule = new RetrySchedule(random);
    var judging = new Judging(clock, schedule);
    var requests = new ChatRequests(client);
    senders.put(ChannelKind.WEBHOOK, new Attempt(client, clock, schedule));
    senders.put(ChannelKind.DISCORD, new DiscordSender(requests, judging, chats));
    senders.put(ChannelKind.SLACK, new SlackSender(requests, judging, chats));
    senders.put(ChannelKind.SMS, new TextSender(bus, judging));
    mail.ifPresent(
        settings -> senders.put(ChannelKind.EMAIL, new MailSender(vertx, settings, judging)));
  }

  /** Never fails. */
  Future<Outcome> of(Delivery delivery) {
    Sender sender = senders.get(delivery.channel());
    return sender == null
        ? Future.succeededFuture(Judging.hopeless(
            null, "this installation cannot tell by " + delivery.channel().word(), List.of()))
        : sender.of(delivery);
  }
}
