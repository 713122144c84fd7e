package dev.frontdesk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frontdesk.model.Channel;
import dev.frontdesk.model.ChannelKind;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.Secret;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.outward.OutwardAllow;
import dev.frontdesk.simulator.chat.Bucket;
import dev.frontdesk.simulator.chat.ChatAnswer;
import dev.frontdesk.simulator.chat.ChatServer;
import dev.frontdesk.simulator.chat.Post;
import dev.frontdesk.store.SecretVault;
import io.vertx.core.Vertx;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** People of a business are told in chats that keep to their documentation, slow down, break and go away. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChatChannelsIT {
  private static final TenantId BAKERY = TenantId.of("00000000-0000-0000-0000-0000000000b1");
  private static final SecretVault VAULT =
      SecretVault.of(Secret.of(Base64.getEncoder().encodeToString(new byte[32])));
  private static final String CALL_WITH_A_MESSAGE = """
      steps:
      - greeting
      - caller: Please tell the baker that the oven is hot.
      - tool: take_message
        with: { message: "the oven is *hot*, <@everyone>", caller_name: Jana, urgent: true, confirmed: true }
      - agent: I will pass it on.
      - hang-up
      """;

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
    desk.server.run("DELETE FROM webhook");
    chats.limit(new Bucket(1_000, 1));
  }

  @AfterAll
  void close() {
    desk.close();
    TestGateway.await(chats.close());
    TestGateway.await(vertx.close());
  }

  @Test
  void aMessageIsToldInBothChatsWithProof() {
    channel(
        "discord", ChannelKind.DISCORD, chats.discord("told"), "message.taken", "call.completed");
    channel("slack", ChannelKind.SLACK, chats.slack("told-too"), "message.taken");
    assertEquals(List.of(), desk.place(CALL_WITH_A_MESSAGE).broken());

    settled("discord", "delivered", 2);
    settled("slack", "delivered", 1);

    JsonNode embed = embeds("told").stream()
        .filter(each -> each.path("title").asText().startsWith("Urgent message"))
        .findFirst()
        .orElseThrow();
    assertTrue(embed.path("description").asText().contains("\\*hot\\*"), embed::toString);
    assertTrue(embed.toString().contains("421900000001"), embed::toString);
    JsonNode slack = chats.posts("told-too").get(0).body();
    assertTrue(slack.path("text").asText().contains("&lt;@everyone&gt;"), slack::toString);
    assertEquals(List.of("slack 200 ok"), desk.server.ask("""
            SELECT w.name || ' ' || d.last_status || ' ' || d.answer FROM webhook_delivery d JOIN webhook w ON w.id = d.webhook_id
            WHERE w.kind = 'slack'"""));
    assertEquals(List.of("t"), desk.server.ask("""
        SELECT bool_and(answer ~ '^message [0-9]+$') FROM webhook_delivery d JOIN webhook w ON w.id = d.webhook_id
        WHERE w.kind = 'discord'"""));
  }

  @Test
  void aCallerWhoIsRefusedIsToldAsMissed() {
    channel("missed", ChannelKind.DISCORD, chats.discord("missed"), "call.missed");
    TestGateway.await(desk.database.inTenant(
        BAKERY, stores -> stores.blocks().create(UUID.randomUUID(), "+421910000077", "")));
    TestGateway.eventually(
        () -> desk.directory.tenant(BAKERY).orElseThrow().care().blocks(),
        rules -> rules.blocking(new PhoneNumber("+421910000077")).isPresent());

    assertEquals(List.of(), desk.place("""
        from: "+421910000077"
        steps: [ wait-for-end ]
        expect: { outcome: rejected 603, accepts: 0 }
        """).broken());

    TestGateway.eventually(() -> embeds("missed"), all -> !all.isEmpty());
    assertTrue(embeds("missed").get(0).path("title").asText().startsWith("Missed call"));
  }

  @Test
  void whoIsToldToSlowDownWaitsAsLongAndLosesNothing() {
    channel("slow", ChannelKind.DISCORD, chats.discord("slow"), "call.completed");
    chats.next(ChatAnswer.slowDown(0.7));
    long began = System.nanoTime();
    ping("slow");
    settled("slow", "delivered", 1);
    assertEquals(List.of("2"), desk.server.ask("SELECT attempts FROM webhook_delivery"));
    assertTrue(System.nanoTime() - began >= 700_000_000L);
  }

  @Test
  void aBucketIsNeverOverrunAndItsOrderKept() {
    chats.limit(new Bucket(2, 1_000));
    channel("bucket", ChannelKind.DISCORD, chats.discord("bucket"), "call.completed");
    int before = chats.asked();
    for (int i = 0; i < 5; i++) {
      ping("bucket");
    }
    settled("bucket", "delivered", 5);
    assertEquals(5, chats.posts("bucket").size());
    assertEquals(5, chats.asked() - before);
  }

  @Test
  void whatIsGoneIsDisabledAndWhatIsWrongIsGivenUp() {
    channel("gone", ChannelKind.DISCORD, chats.discord("gone"), "call.completed");
    chats.next(ChatAnswer.of(404, "{\"message\": \"Unknown Webhook\", \"code\": 10015}"));
    ping("gone");
    settled("gone", "failed answered 404 (10015)", 1);
    assertEquals(
        List.of("answered 404 (10015)"),
        desk.server.ask("SELECT disabled_reason FROM webhook WHERE name = 'gone' AND NOT enabled"));
    channel("wrong", ChannelKind.SLACK, chats.slack("wrong"), "call.completed");
    chats.next(ChatAnswer.of(400, "invalid_blocks"));
    ping("wrong");
    settled("wrong", "failed answered 400 invalid_blocks", 1);
    assertEquals(List.of("t"), desk.server.ask("SELECT enabled FROM webhook WHERE name = 'wrong'"));
  }

  @Test
  void inTroubleItIsTriedAgain() {
    channel("broken", ChannelKind.SLACK, chats.slack("broken"), "call.completed");
    chats.next(ChatAnswer.of(500, "rollup_error"));
    ping("broken");
    settled("broken", "waiting answered 500", 1);
    desk.server.run("UPDATE webhook_delivery SET due_at = now()");
    settled("broken", "delivered", 1);
    assertEquals(1, chats.posts("broken").size());
  }

  @Test
  void anAddressOfOursIsNotAsked() {
    channel("ours", ChannelKind.SLACK, "https://localhost/services/T0/B0/x", "call.completed");
    ping("ours");
    settled("ours", "waiting the name localhost leads to an address that is not public", 1);
  }

  @Test
  void theAddressStandsInNoRowInClear() {
    channel("sealed", ChannelKind.SLACK, chats.slack("sealed-one"), "call.completed");
    ping("sealed");
    settled("sealed", "delivered", 1);
    assertFalse(desk.server
        .ask(
            "SELECT w::text || d::text FROM webhook w JOIN webhook_delivery d ON d.webhook_id = w.id")
        .toString()
        .contains("sealed-one"));
  }

  private List<JsonNode> embeds(String token) {
    return chats.posts(token).stream()
        .map(Post::body)
        .map(each -> each.path("embeds").path(0))
        .toList();
  }

  private void channel(String name, ChannelKind kind, String url, String... events) {
    var channel = new Channel(name, kind, "", List.of(), List.of(events), true, false, false, true);
    TestGateway.await(desk.database.inTenant(
        BAKERY,
        stores -> stores
            .channels()
            .save(channel)
            .compose(saved -> stores.channels().replaceAddress(name, Secret.of(url), VAULT))));
  }

  private void ping(String name) {
    UUID id = UUID.fromString(
        desk.server.ask("SELECT id FROM webhook WHERE name = '" + name + "'").get(0));
    TestGateway.await(
        desk.database.inTenant(BAKERY, stores -> stores.deliveries().ping(id)));
  }

  private void settled(String name, String state, int deliveries) {
    desk.eventually(
        """
        SELECT concat_ws(' ', CASE WHEN d.delivered_at IS NOT NULL THEN 'delivered' WHEN d.dead_at IS NOT NULL THEN 'failed' ELSE 'waiting' END,
          d.last_error) FROM webhook_delivery d JOIN webhook w ON w.id = d.webhook_id
        WHERE w.name = '%s' AND d.leased_until IS NULL""".formatted(name),
        rows -> rows.size() == deliveries && rows.stream().allMatch(state::equals));
  }
}
