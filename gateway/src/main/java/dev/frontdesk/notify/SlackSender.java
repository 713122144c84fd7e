package dev.frontdesk.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.frontdesk.outward.OutwardAnswer;
import dev.frontdesk.store.ChatStore.Story;
import dev.frontdesk.store.OutboxStore.Delivery;
import dev.frontdesk.store.OutboxStore.Outcome;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;

/** Tells a channel of Slack by its incoming webhook, judged by the class of the answer's status first (its words are not all documented). */
final class SlackSender implements Sender {
  /** What it takes for good; short bursts above it are taken too, and are not relied on. */
  private static final Duration BETWEEN = Duration.ofSeconds(1);

  private final ChatRequests requests;
  private final Judging judging;
  private final Chats chats;

  SlackSender(ChatRequests requests, Judging judging, Chats chats) {
    this.requests = requests;
    this.judging = judging;
    this.chats = chats;
  }

  @Override
  public Future<Outcome> of(Delivery delivery) {
    return (LiveText.KIND.equals(delivery.kind())
            ? chats.story(delivery).compose(story -> live(delivery, story))
            : requests
                .post(delivery, "", SlackMessage.of(Notices.of(delivery)))
                .map(answer -> judged(delivery, answer)))
        .recover(cause -> Future.succeededFuture(
            judging.later(delivery, null, Judging.reason(cause), List.of())));
  }

  /** Its incoming webhooks do not say under which name a message is known, so there is no thread to answer in. */
  private Future<Outcome> live(Delivery delivery, Story story) {
    LiveText text = LiveText.of(
        delivery,
        story,
        SlackMessage.LONGEST_TEXT,
        each -> SlackMessage.escaped(Integer.MAX_VALUE, each));
    if (text.isEmpty()) {
      return Future.succeededFuture(Judging.nothingToTell());
    }
    return requests.post(delivery, "", SlackMessage.of(text)).compose(answer -> {
      Outcome outcome = judged(delivery, answer);
      return answer.status() == 200
          ? chats.told(delivery, null, text).map(outcome)
          : Future.succeededFuture(outcome);
    });
  }

  private Outcome judged(Delivery delivery, OutwardAnswer answer) {
    int status = answer.status();
    return switch (status) {
      case 200 -> Judging.taken(status, said(answer), BETWEEN, List.of());
      case 429 -> judging.throttled(delivery, status, judging.wished(answer.retryAfter()));
      case 403, 404, 410 -> Judging.gone(status, "answered " + status + " " + said(answer));
      case 400 -> Judging.hopeless(status, "answered " + status + " " + said(answer), List.of());
      default -> judging.later(delivery, status, "answered " + status, List.of());
    };
  }

  /** Its answers are one word. */
  private static String said(OutwardAnswer answer) {
    String word = answer.body().toString(UTF_8).strip();
    return word.matches("[a-z_]{1,60}") ? word : "";
  }
}
