package dev.frontdesk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.model.Secret;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.outward.OutwardAllow;
import dev.frontdesk.store.SecretVault;
import dev.frontdesk.store.WebhookStore.Setting;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Calls are told to a real HTTP server: a good one, one in trouble, one that is gone, one that never answers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NotificationsIT {
  private static final TenantId BAKERY = TenantId.of("00000000-0000-0000-0000-0000000000b1");
  private static final Secret SECRET =
      Secret.of("whsec_ABEiM0RVZneImaq7zN3u/wARIjNEVWZ3iJmqu8zd7v8=");
  private static final Secret NEXT = Secret.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
  private static final SecretVault VAULT =
      SecretVault.of(Secret.of(Base64.getEncoder().encodeToString(new byte[32])));
  private static final String CALL_WITH_A_MESSAGE = """
      steps:
      - greeting
      - caller: Please tell the baker that the oven is hot.
      - tool: take_message
        with: { message: the oven is hot, caller_name: Jana, confirmed: true }
      - agent: I will pass it on.
      - hang-up
      """;

  private record Seen(String path, String id, String timestamp, String signature, Buffer body) {
    JsonObject json() {
      return body.toJsonObject();
    }

    /** Computed here from what came over the wire, by the scheme and nothing of ours. */
    boolean isSignedBy(Secret secret) {
      try {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(
            Base64.getDecoder().decode(secret.reveal().substring("whsec_".length())),
            "HmacSHA256"));
        mac.update((id + "." + timestamp + ".").getBytes(UTF_8));
        String expected = "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes()));
        long age = Math.abs(Instant.now().getEpochSecond() - Long.parseLong(timestamp));
        return age < 300 && Arrays.asList(signature.split(" ", -1)).contains(expected);
      } catch (GeneralSecurityException e) {
        throw new AssertionError(e);
      }
    }
  }

  private final List<Seen> seen = new CopyOnWriteArrayList<>();
  private final Vertx vertx = Vertx.vertx();
  private TestGateway desk;
  private int port;

  @BeforeAll
  void open() {
    port = TestGateway.await(
            vertx.createHttpServer().requestHandler(this::answer).listen(0, "127.0.0.1"))
        .actualPort();
    desk = gateway();
  }

  @AfterAll
  void close() {
    desk.close();
    TestGateway.await(vertx.close());
  }

  private TestGateway gateway() {
    return new TestGateway(
        settings -> settings.with(OutwardAllow.of("127.0.0.1:" + port)), VAULT, 0);
  }

  @Test
  void aCallAndItsMessageAreToldOnceSignedAndThin() {
    UUID webhook = webhook("/thin", false);
    UUID curious = webhook("/personal", true);
    assertEquals(List.of(), desk.place(CALL_WITH_A_MESSAGE).broken());

    settled(webhook, "delivered", 2);
    settled(curious, "delivered", 2);
    desk.server.run("DELETE FROM webhook WHERE id IN ('%s', '%s')".formatted(webhook, curious));

    assertEquals(
        List.of("call.completed", "message.taken"),
        to("/thin").stream().map(each -> each.json().getString("type")).sorted().toList());
    for (Seen each : to("/thin")) {
      assertTrue(each.isSignedBy(SECRET), each::toString);
      assertFalse(each.body().toString().contains("+421900000001"), each::toString);
      assertFalse(each.body().toString().contains("oven"), each::toString);
    }
    JsonObject call = told("/thin", "call.completed");
    assertEquals(BAKERY.toString(), call.getString("tenant_id"));
    assertEquals("caller-hung-up", call.getString("outcome"));
    assertEquals("the oven is hot", told("/personal", "message.taken").getString("message"));
    assertEquals("+421900000001", told("/personal", "call.completed").getString("caller"));
  }

  private JsonObject told(String path, String type) {
    return to(path).stream()
        .map(Seen::json)
        .filter(each -> each.getString("type").equals(type))
        .findFirst()
        .orElseThrow()
        .getJsonObject("data");
  }

  @Test
  void afterAFailureItIsTriedAgainWithTheSameIdAndANewSignature() {
    UUID webhook = webhook("/twice", false);
    ping(webhook);
    settled(webhook, "waiting answered 500", 1);
    assertEquals("t", desk.server.ask("""
            SELECT due_at - attempted_at BETWEEN interval '5 s' AND interval '7 s' FROM webhook_delivery WHERE webhook_id = '%s'
            """.formatted(webhook)).get(0));

    desk.server.run(
        "UPDATE webhook_delivery SET due_at = now() WHERE webhook_id = '" + webhook + "'");

    settled(webhook, "delivered", 1);
    assertEquals(2, to("/twice").size());
    assertEquals(to("/twice").get(0).id(), to("/twice").get(1).id());
    assertTrue(to("/twice").get(1).isSignedBy(SECRET));
  }

  @Test
  void whoIsBusyIsAskedAgainWhenItWishes() {
    UUID webhook = webhook("/busy", false);
    ping(webhook);
    settled(webhook, "waiting answered 429", 1);
    assertEquals("t", desk.server.ask("""
            SELECT due_at - attempted_at BETWEEN interval '59 min' AND interval '61 min' FROM webhook_delivery WHERE webhook_id = '%s'
            """.formatted(webhook)).get(0));
  }

  @Test
  void whoIsGoneIsDisabled() {
    UUID webhook = webhook("/gone", false);
    ping(webhook);
    settled(webhook, "failed answered 410", 1);
    assertEquals(
        List.of("answered 410"),
        desk.server.ask(
            "SELECT disabled_reason FROM webhook WHERE NOT enabled AND id = '" + webhook + "'"));
  }

  @Test
  void aRedirectIsNotFollowed() {
    UUID webhook = webhook("/elsewhere", false);
    ping(webhook);
    settled(webhook, "waiting answered 302", 1);
    assertEquals(List.of(), to("/secret"));
  }

  @Test
  void anAddressOfOursIsNotAsked() {
    UUID webhook = create("https://localhost/latest/meta-data", false);
    ping(webhook);
    settled(webhook, "waiting the name localhost leads to an address that is not public", 1);
  }

  @Test
  void whoNeverAnswersHoldsUpNobodyElse() {
    UUID slow = webhook("/never", false);
    for (int i = 0; i < 9; i++) {
      ping(slow);
    }
    TestGateway.eventually(() -> to("/never"), all -> all.size() == 4);
    UUID fast = webhook("/fast", false);
    ping(fast);

    settled(fast, "delivered", 1);

    assertEquals(4, to("/never").size());
    desk.server.run("DELETE FROM webhook WHERE id = '" + slow + "'");
  }

  @Test
  void whatALostNodeWasAtIsDeliveredByAnother() {
    UUID webhook = webhook("/lost", false);
    ping(webhook);
    TestGateway.eventually(() -> to("/lost"), all -> all.size() == 1);

    // No answer ever comes; the lease ends.
    desk.server.run(
        "UPDATE webhook_delivery SET leased_by = 'lost', leased_until = now() WHERE webhook_id = '"
            + webhook + "'");

    settled(webhook, "delivered", 1);
    assertEquals(to("/lost").get(0).id(), to("/lost").get(1).id());
  }

  @Test
  void aNodeThatStopsGivesBackWhatItIsAt() {
    var leaving = gateway();
    UUID webhook = create(leaving, "http://127.0.0.1:" + port + "/never/left", false);
    TestGateway.await(
        leaving.database.inTenant(BAKERY, stores -> stores.deliveries().ping(webhook)));
    TestGateway.eventually(() -> to("/never/left"), all -> all.size() == 1);

    leaving.leave();

    assertEquals(
        List.of("t"),
        leaving.server.ask(
            "SELECT leased_until IS NULL AND attempts = 0 AND delivered_at IS NULL FROM webhook_delivery"));
    leaving.server.close();
  }

  @Test
  void whileASecretIsReplacedBothSign() {
    UUID webhook = webhook("/rotated", false);
    assertEquals(
        true,
        TestGateway.await(desk.database.inTenant(
            BAKERY,
            stores -> stores.webhooks().rotate(webhook, NEXT, Duration.ofHours(24), VAULT))));
    ping(webhook);
    settled(webhook, "delivered", 1);
    Seen once = to("/rotated").get(0);
    assertTrue(once.isSignedBy(SECRET), once::toString);
    assertTrue(once.isSignedBy(NEXT), once::toString);
  }

  private void settled(UUID webhook, String state, int deliveries) {
    desk.eventually(
        """
        SELECT concat_ws(' ', CASE WHEN delivered_at IS NOT NULL THEN 'delivered' WHEN dead_at IS NOT NULL THEN 'failed' ELSE 'waiting' END,
          last_error) FROM webhook_delivery WHERE webhook_id = '%s' AND leased_until IS NULL""".formatted(webhook),
        rows -> rows.size() == deliveries && rows.stream().allMatch(state::equals));
  }

  private UUID webhook(String path, boolean personal) {
    return create("http://127.0.0.1:" + port + path, personal);
  }

  private UUID create(String url, boolean personal) {
    return create(desk, url, personal);
  }

  private static UUID create(TestGateway gateway, String url, boolean personal) {
    var setting = new Setting(url, List.of("message.taken", "call.completed"), "", personal, true);
    return TestGateway.await(gateway.database.inTenant(
        BAKERY, stores -> stores.webhooks().create(setting, SECRET, VAULT)));
  }

  private void ping(UUID webhook) {
    TestGateway.await(
        desk.database.inTenant(BAKERY, stores -> stores.deliveries().ping(webhook)));
  }

  private List<Seen> to(String path) {
    return seen.stream().filter(each -> each.path().equals(path)).toList();
  }

  private void answer(HttpServerRequest request) {
    request.body().onSuccess(body -> {
      boolean again = !to(request.path()).isEmpty();
      seen.add(new Seen(
          request.path(),
          request.getHeader("webhook-id"),
          request.getHeader("webhook-timestamp"),
          request.getHeader("webhook-signature"),
          body));
      reply(request, again);
    });
  }

  private static void reply(HttpServerRequest request, boolean again) {
    var response = request.response();
    String path = request.path();
    if (path.startsWith("/never") || (path.equals("/lost") && !again)) {
      return;
    }
    if (path.equals("/twice") && !again) {
      response.setStatusCode(500);
    } else if (path.equals("/busy")) {
      response.setStatusCode(429).putHeader("retry-after", "3600");
    } else if (path.equals("/gone")) {
      response.setStatusCode(410);
    } else if (path.equals("/elsewhere")) {
      response.setStatusCode(302).putHeader("location", "/secret");
    }
    response.end();
  }
}
