package dev.frontdesk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.model.Channel;
import dev.frontdesk.model.ChannelKind;
import dev.frontdesk.model.Secret;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.outward.OutwardAllow;
import dev.frontdesk.simulator.chat.Bucket;
import dev.frontdesk.simulator.chat.ChatAnswer;
import dev.frontdesk.simulator.chat.ChatServer;
import dev.frontdesk.simulator.chat.Post;
import dev.frontdesk.simulator.report.CallReport;
import dev.frontdesk.store.SecretVault;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Chats follow calls while they go on, and no call waits for a chat. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveChannelsIT {
  private static final TenantId BAKERY = TenantId.of("00000000-0000-0000-0000-0000000000b1");
  private static final SecretVault VAULT =
      SecretVault.of(Secret.of(Base64.getEncoder().encodeToString(new byte[32])));
  private static final String CONVERSATION = """
      steps:
      - greeting
      - caller: Is the oven hot?
      - agent: It is very hot.
      - caller: Then I come at noon.
      - agent: Until noon.
      - hang-up
      """;
  private static final List<String> SAID = List.of(
      "Is the oven hot?", "It is very hot.", "Then I come at noon.", "Until noon.", "ended");

  private final Vertx vertx = Vertx.vertx();
  private ChatServer chats;
  private TestGateway desk;

  @BeforeAll
  void open() {
    chats = TestGateway.await(ChatServer.open(vertx));
    desk = new TestGateway(
        settings -> settings.with(OutwardAllow.of("127.0.0.1:" + chats.port())), VAULT, 0);
  }

  @AfterEach
  void forget() {
    chats.silent(false);
    chats.limit(new Bucket(1_000, 1));
    desk.server.run("DELETE FROM webhook");
  }

  @AfterAll
  void close() {
    desk.close();
    TestGateway.await(chats.close());
    TestGateway.await(vertx.close());
  }

  @Test
  void whatIsSaidIsToldInOrderAndEndedByTheOutcome() {
    follow("slack", ChannelKind.SLACK, chats.slack("follow"), false);

    assertEquals(List.of(), desk.place(CONVERSATION).broken());

    assertInOrder("follow");
    assertTrue(
        posts("follow").get(0).body().path("text").asText().startsWith("☎ Jana +421900000001"),
        told("follow"));
  }

  @Test
  void itIsToldWhileTheCallGoesOn() {
    follow("now", ChannelKind.SLACK, chats.slack("now"), false);
    Future<CallReport> call = desk.placing(desk.webhook(), """
        limit: 60s
        steps:
        - greeting
        - caller: Is the oven hot?
        - agent: It is very hot.
        - cue: hang-up
        - hang-up
        """);

    String heard = TestGateway.eventually(() -> told("now"), text -> text.contains("very hot"));

    assertEquals(
        List.of("0"),
        desk.server.ask(
            "SELECT count(ended_at) FROM call WHERE id = (SELECT id FROM call ORDER BY received_at DESC LIMIT 1)"));
    assertFalse(call.isComplete());
    assertFalse(heard.contains("ended"), heard);
    desk.world.cue("hang-up");
    assertEquals(List.of(), TestGateway.await(call).broken());
    TestGateway.eventually(() -> told("now"), text -> text.contains("ended"));
  }

  @Test
  void whatIsTooLongForOneMessageIsToldInSeveral() {
    follow("long", ChannelKind.DISCORD, chats.discord("long"), false);
    String said = IntStream.range(100, 300)
        .mapToObj(i -> "Loaf " + i + " is for my aunt in Trnava, please.")
        .collect(Collectors.joining(" "));

    var call = desk.place("""
        steps:
        - greeting
        - caller: %s
        - agent: Noted.
        - hang-up
        """.formatted(said));

    assertEquals(List.of(), call.broken());
    String told = TestGateway.eventually(() -> told("long"), text -> text.contains("ended"));
    String together = told.replaceAll(" …\n☎ [^\n]*\nCaller: … ", " ");
    assertTrue(together.contains("Caller: " + said + "\n"), together);
    assertTrue(posts("long").size() > 4, told);
    assertTrue(told.indexOf("Noted.") > told.indexOf("Loaf 299"), told);
  }

  @Test
  void aForumHasOnePostForACall() {
    follow("forum", ChannelKind.DISCORD, chats.discord("forum"), true);

    assertEquals(List.of(), desk.place(CONVERSATION).broken());
    assertEquals(List.of(), desk.place(CONVERSATION).broken());

    TestGateway.eventually(
        () -> posts("forum").stream()
            .filter(post -> post.body().path("content").asText().contains("ended"))
            .map(Post::thread)
            .distinct()
            .count(),
        threads -> threads == 2);
    assertEquals(
        2,
        posts("forum").stream().filter(post -> post.body().has("thread_name")).count());
  }

  @Test
  void itIsNotToldMoreOftenThanTheServiceTakesAndLosesNothing() {
    chats.limit(new Bucket(1, 1_500));
    follow("slow", ChannelKind.DISCORD, chats.discord("slow"), false);
    chats.next(ChatAnswer.slowDown(0.6));

    for (int i = 0; i < 3; i++) {
      assertEquals(List.of(), desk.place(CONVERSATION).broken());
    }

    List<Post> posts = TestGateway.eventually(
        () -> posts("slow"),
        all -> all.stream()
                .filter(post -> post.body().path("content").asText().contains("ended"))
                .count()
            == 3);
    assertTrue(posts.size() >= 3);
    for (int i = 1; i < posts.size(); i++) {
      assertTrue(posts.get(i).atMillis() - posts.get(i - 1).atMillis() >= 1_500);
    }
  }

  @Test
  void aChatThatAnswersNothingHoldsUpNoCall() {
    chats.silent(true);
    follow("silent", ChannelKind.SLACK, chats.slack("silent"), false);
    int before = chats.asked();

    assertEquals(List.of(), desk.place(CONVERSATION).broken());

    TestGateway.eventually(chats::asked, asked -> asked > before);
    assertEquals(
        List.of("caller-hung-up"),
        desk.eventually(
            "SELECT outcome FROM call ORDER BY received_at DESC LIMIT 1",
            rows -> rows.equals(List.of("caller-hung-up"))));
  }

  @Test
  void aChatThatFailsGetsADeadLetterAndTheRestOfTheCallWhenThatIsReplayed() {
    follow("broken", ChannelKind.SLACK, chats.slack("broken"), false);
    for (int i = 0; i < 5; i++) {
      chats.next(ChatAnswer.of(500, "rollup_error"));
    }
    assertEquals(List.of(), desk.place(CONVERSATION).broken());
    desk.eventually("""
        WITH due AS (UPDATE webhook_delivery SET due_at = now() WHERE kind = 'call.live' AND attempts > 0 AND leased_until IS NULL
          AND dead_at IS NULL RETURNING 1)
        SELECT count(*) FROM webhook_delivery WHERE kind = 'call.live' AND dead_at IS NOT NULL""", rows -> rows.equals(List.of("1")));
    assertEquals(List.of(), posts("broken"));

    desk.server.run(
        "UPDATE webhook_delivery SET due_at = now(), attempts = 0, dead_at = NULL WHERE kind = 'call.live'");

    assertInOrder("broken");
  }

  private void assertInOrder(String secret) {
    TestGateway.eventually(() -> told(secret), text -> text.contains("ended"));
    int at = -1;
    for (String each : SAID) {
      int found = told(secret).indexOf(each, at + 1);
      assertTrue(found > at, () -> each + " in " + told(secret));
      assertEquals(found, told(secret).lastIndexOf(each), () -> each + " twice in " + told(secret));
      at = found;
    }
  }

  private List<Post> posts(String secret) {
    return chats.posts(secret);
  }

  private String told(String secret) {
    return posts(secret).stream()
        .map(post ->
            post.body().path("text").asText() + post.body().path("content").asText())
        .collect(Collectors.joining("\n"))
        .replace("\\", "");
  }

  private void follow(String name, ChannelKind kind, String url, boolean forum) {
    var channel =
        new Channel(name, kind, "", List.of(), List.of("call.emergency"), true, true, forum, true);
    TestGateway.await(desk.database.inTenant(
        BAKERY,
        stores -> stores
            .channels()
            .save(channel)
            .compose(saved -> stores.channels().replaceAddress(name, Secret.of(url), VAULT))));
  }
}
