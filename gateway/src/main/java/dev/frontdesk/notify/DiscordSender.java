package dev.frontdesk.notify;

import dev.frontdesk.outward.OutwardAnswer;
import dev.frontdesk.store.ChatStore.Story;
import dev.frontdesk.store.OutboxStore.Delivery;
import dev.frontdesk.store.OutboxStore.Outcome;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Tells a channel of Discord by its webhook. In a forum, the first message about a call opens a post and the others go there. */
final class DiscordSender implements Sender {
  private static final int LONGEST_THREAD_NAME = 100;
  private static final String WAIT = "wait=true";

  private final ChatRequests requests;
  private final DiscordAnswers answers;
  private final Judging judging;
  private final Chats chats;

  DiscordSender(ChatRequests requests, Judging judging, Chats chats) {
    this.requests = requests;
    this.answers = new DiscordAnswers(judging);
    this.judging = judging;
    this.chats = chats;
  }

  @Override
  public Future<Outcome> of(Delivery delivery) {
    return chats
        .story(delivery)
        .compose(story ->
            LiveText.KIND.equals(delivery.kind()) ? live(delivery, story) : notice(delivery, story))
        .recover(cause -> Future.succeededFuture(
            judging.later(delivery, null, Judging.reason(cause), List.of())));
  }

  private Future<Outcome> notice(Delivery delivery, Story story) {
    Notice notice = Notices.of(delivery);
    JsonObject body = DiscordMessage.of(notice);
    return post(delivery, story, body, notice.title(), LiveText.NOTHING);
  }

  private Future<Outcome> live(Delivery delivery, Story story) {
    LiveText text = LiveText.of(
        delivery,
        story,
        DiscordMessage.LONGEST_CONTENT,
        each -> DiscordMessage.escaped(Integer.MAX_VALUE, each));
    if (text.isEmpty()) {
      return Future.succeededFuture(Judging.nothingToTell());
    }
    return post(delivery, story, DiscordMessage.of(text), text.text().split("\n", 2)[0], text);
  }

  private Future<Outcome> post(
      Delivery delivery, Story story, JsonObject body, String title, LiveText text) {
    String thread = story.thread();
    boolean opens = story.forum() && thread == null;
    if (opens) {
      body.put("thread_name", Fitted.to(LONGEST_THREAD_NAME, title.replace("\\", "")));
    }
    String query = thread == null ? WAIT : WAIT + "&thread_id=" + thread;
    return requests
        .post(delivery, query, body)
        .compose(answer -> taken(answer)
            ? chats
                .told(delivery, opens ? DiscordAnswers.thread(answer) : null, text)
                .map(told -> answers.judged(delivery, answer))
            : Future.succeededFuture(answers.judged(delivery, answer)));
  }

  private static boolean taken(OutwardAnswer answer) {
    return answer.status() / 100 == 2;
  }
}
