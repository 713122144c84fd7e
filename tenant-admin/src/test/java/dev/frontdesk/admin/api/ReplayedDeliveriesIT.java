package dev.frontdesk.admin.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.admin.api.TestApi.Reply;
import dev.frontdesk.model.NodeId;
import dev.frontdesk.model.Secret;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.notify.Chats;
import dev.frontdesk.notify.NotificationsVerticle;
import dev.frontdesk.notify.OutboxCount;
import dev.frontdesk.notify.Senders;
import dev.frontdesk.outward.OutwardAllow;
import dev.frontdesk.outward.OutwardClient;
import dev.frontdesk.store.Directory;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was given up after the last attempt is sent again by the API, and arrives. */
class ReplayedDeliveriesIT {
  private static final NodeId NODE = new NodeId("teller");

  private record Told(int status, String id, JsonObject body) {}

  private final TestServer server = new TestServer();
  private final House house = House.create(server);
  private final TestApi api = new TestApi(server);
  private final String key = house.key(Role.TENANT);
  private final String tenant = "/v1/tenants/" + house.tenant;
  private final List<Told> told = new CopyOnWriteArrayList<>();
  private volatile int status = 500;
  private HttpServer receiver;
  private Directory directory;

  @BeforeEach
  void open() {
    receiver = TestApi.await(api.vertx
        .createHttpServer()
        .requestHandler(request -> request.body().onSuccess(body -> {
          String id = request.getHeader("webhook-id");
          int answer = status;
          told.add(new Told(answer, id == null ? "" : id, body.toJsonObject()));
          request.response().setStatusCode(answer).end(answer == 200 ? "ok" : "");
        }))
        .listen(0, "127.0.0.1"));
    server.run("DELETE FROM webhook");
    directory = TestApi.await(Directory.open(api.vertx, api.database, TestApi.VAULT));
    var allow = OutwardAllow.of("127.0.0.1:" + receiver.actualPort());
    var senders = new Senders(
        api.vertx,
        new OutwardClient(api.vertx, allow),
        InstantSource.system(),
        RandomGenerator.getDefault(),
        api.bus,
        new Chats(api.database.chats(), NODE),
        Optional.empty());
    TestApi.await(api.vertx.deployVerticle(new NotificationsVerticle(
        NODE, directory.outbox(), senders, Duration.ofMillis(50), new OutboxCount())));
  }

  @AfterEach
  void close() {
    TestApi.await(directory.close());
    api.close();
  }

  @Test
  void aWebhookGetsTheSameEventOnceItTakesItAgain() {
    Reply made = api.post(
        tenant + "/webhooks",
        key,
        new JsonObject()
            .put("url", "https://crm.example/hook")
            .put("events", new JsonArray().add("message.taken"))
            .encode());
    assertEquals(201, made.status(), made.body());
    server.run("UPDATE webhook SET url = 'http://127.0.0.1:%d/hook' WHERE id = '%s'"
        .formatted(receiver.actualPort(), made.json().getString("id")));

    Told arrived = givenUpAndReplayed(made.header("location") + "/deliveries");

    assertEquals("message.taken", arrived.body().getString("type"));
    assertEquals(told.get(0).body(), arrived.body());
    assertTrue(arrived.id().startsWith("msg_"), arrived.id());
    assertEquals(1, told.stream().map(Told::id).distinct().count());
  }

  @Test
  void aChatIsToldOnceItTakesItAgain() {
    String slack = tenant + "/channels/slack";
    JsonObject channel = new JsonObject()
        .put("kind", "slack")
        .put("url", "https://hooks.slack.example/services/T0/B0/secret")
        .put("events", new JsonArray().add("message.taken"));
    Reply saved = api.send("PUT", slack, key, channel.encode(), Map.of());
    assertEquals(200, saved.status(), saved.body());
    var address = Secret.of("http://127.0.0.1:" + receiver.actualPort() + "/services/T0/B0/secret");
    TestApi.await(api.database.inTenant(
        new TenantId(house.tenant),
        stores -> stores.channels().replaceAddress("slack", address, TestApi.VAULT)));

    Told arrived = givenUpAndReplayed(slack + "/deliveries");

    assertEquals(told.get(0).body(), arrived.body());
    assertTrue(arrived.body().getString("text").contains(house.mark), arrived::toString);
  }

  /** Ten attempts by the schedule, of which only the waiting is cut short. */
  private Told givenUpAndReplayed(String deliveries) {
    server.run("""
        INSERT INTO outbox (tenant_id, agency_id, call_id, kind, payload)
        SELECT tenant_id, agency_id, call_id, 'message.taken', json_build_object('id', id, 'message', body, 'callerName', from_name)
        FROM message WHERE id = '%s'""".formatted(house.ids.get("message")));
    eventually(
        () -> {
          server.run(
              "UPDATE webhook_delivery SET due_at = now() WHERE attempts > 0 AND leased_until IS NULL AND dead_at IS NULL");
          return only(deliveries);
        },
        delivery -> delivery.getString("state").equals("failed"));
    JsonObject dead = only(deliveries);
    assertEquals(10, dead.getInteger("attempts"));
    assertEquals("answered 500", dead.getString("lastError"));
    assertEquals(10, told.size());

    status = 200;
    Reply replayed = api.post(deliveries + "/" + dead.getString("id") + "/replay", key, "");

    assertEquals(200, replayed.status(), replayed.body());
    JsonObject delivered = eventually(
        () -> only(deliveries), delivery -> delivery.getString("state").equals("delivered"));
    assertEquals(dead.getString("id"), delivered.getString("id"));
    assertEquals(1, delivered.getInteger("attempts"));
    assertEquals(11, told.size());
    assertEquals(200, told.get(10).status());
    return told.get(10);
  }

  private JsonObject only(String deliveries) {
    JsonArray items = api.get(deliveries, key).json().getJsonArray("items");
    assertEquals(1, items.size(), items::encode);
    return items.getJsonObject(0);
  }

  private static JsonObject eventually(
      Supplier<JsonObject> question, Predicate<JsonObject> wanted) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    JsonObject answer = question.get();
    while (!wanted.test(answer)) {
      assertTrue(System.nanoTime() < deadline, answer::encode);
      LockSupport.parkNanos(
          5_000_000); // who asks without a pause takes the time of whom it waits for
      answer = question.get();
    }
    return answer;
  }
}
