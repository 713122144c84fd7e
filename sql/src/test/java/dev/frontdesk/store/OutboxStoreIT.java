package dev.frontdesk.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.model.CallId;
import dev.frontdesk.model.NodeId;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.Secret;
import dev.frontdesk.store.OutboxStore.Delivery;
import dev.frontdesk.store.OutboxStore.Outcome;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What happens is handed to the webhooks that want it, once each, and leased until it is settled. */
@ExtendWith(PostgresExtension.class)
class OutboxStoreIT {
  private static final NodeId FIRST = new NodeId("first");
  private static final NodeId SECOND = new NodeId("second");
  private static final Duration LEASE = Duration.ofMinutes(5);
  private static final Duration PATIENCE = Duration.ofDays(3);
  private static final Secret SECRET = Secret.of("whsec_planted");

  private final Database database;
  private final TestDatabase plain;
  private final OutboxStore outbox;
  private final House house;
  private final CallId call;

  OutboxStoreIT(Database database, TestDatabase plain) {
    this.database = database;
    this.plain = plain;
    this.outbox = database.outbox(Furniture.VAULT);
    this.house = House.create(database);
    this.call = house.open(database);
  }

  private UUID webhook(String... events) {
    return Wait.on(database.inTenant(
        house.tenant(),
        stores -> stores.webhooks().create(Furniture.webhook(events), SECRET, Furniture.VAULT)));
  }

  private void message(String effect) {
    Wait.on(database
        .effects()
        .takeMessage(
            call,
            1,
            effect,
            house.tenant(),
            "{\"number\":\"+421900000009\",\"message\":\"words\"}"));
  }

  private void facts(JournalRow... rows) {
    Wait.on(database.journal().append(List.of(rows)));
  }

  private List<Delivery> take(NodeId node, Duration lease, UUID webhook) {
    return Wait.on(outbox.take(node, lease, 2, 1_000)).stream()
        .filter(each -> each.webhook().equals(webhook))
        .toList();
  }

  private Delivery takeOne(NodeId node, Duration lease, UUID webhook) {
    List<Delivery> taken = take(node, lease, webhook);
    assertEquals(1, taken.size());
    return taken.get(0);
  }

  private void failed(Delivery delivery, @Nullable Duration againIn) {
    Wait.on(
        outbox.settle(FIRST, delivery, new Outcome(500, "answered 500", againIn, false), PATIENCE));
  }

  private void delivered(NodeId node, Delivery delivery) {
    Wait.on(outbox.settle(node, delivery, new Outcome(204, null, null, false), PATIENCE));
  }

  @Test
  void whatWaitsAndWhatWasGivenUpIsCounted() {
    var before = Wait.on(outbox.backlog());
    UUID webhook = webhook("message.taken");
    message("first");
    message("second");
    assertEquals(before.pending() + 2, Wait.on(outbox.backlog()).pending());

    var taken = take(FIRST, LEASE, webhook);
    failed(taken.get(0), null);
    delivered(FIRST, taken.get(1));

    var after = Wait.on(outbox.backlog());
    assertEquals(before.pending(), after.pending());
    assertEquals(before.dead() + 1, after.dead());
  }

  private List<String> kinds(UUID webhook) {
    return plain.strings(
        "SELECT kind FROM webhook_delivery WHERE webhook_id = ? ORDER BY happened_at", webhook);
  }

  private String state(UUID webhook) {
    return plain.strings("""
        SELECT concat_ws(' ', CASE WHEN delivered_at IS NOT NULL THEN 'delivered' WHEN dead_at IS NOT NULL THEN 'dead' ELSE 'waits' END,
          attempts, last_status, last_error) FROM webhook_delivery WHERE webhook_id = ?""", webhook).get(0);
  }

  @Test
  void whoWantsToKnowOfAMessageIsToldOnceAndNobodyElse() {
    UUID own = webhook("message.taken");
    UUID deaf = webhook("call.completed");
    UUID agencys = Wait.on(database.inAgency(
        house.agency(),
        stores ->
            stores.webhooks().create(Furniture.webhook("message.taken"), SECRET, Furniture.VAULT)));
    House other = House.create(database);
    UUID foreign = Wait.on(database.inTenant(
        other.tenant(),
        stores ->
            stores.webhooks().create(Furniture.webhook("message.taken"), SECRET, Furniture.VAULT)));
    message("m");
    message("m");

    List<Delivery> both = Wait.on(
            Future.all(outbox.take(FIRST, LEASE, 2, 1_000), outbox.take(SECOND, LEASE, 2, 1_000))
                .map(taken -> taken.<List<Delivery>>list()))
        .stream()
        .flatMap(List::stream)
        .filter(each -> List.of(own, deaf, agencys, foreign).contains(each.webhook()))
        .toList();

    assertEquals(2, both.size());
    assertEquals(both.get(0).event(), both.get(1).event());
    for (Delivery each : both) {
      assertEquals(List.of(SECRET), each.secrets());
      assertTrue(each.payload().contains("words"), each.payload());
      assertFalse(each.toString().contains("words"));
    }
    assertEquals(List.of(), kinds(deaf));
    assertEquals(List.of(), kinds(foreign));
  }

  @Test
  void whatALostNodeHadTakenComesToAnotherWithTheSameEvent() {
    UUID webhook = webhook("message.taken");
    message("m");
    Delivery lost = takeOne(FIRST, Duration.ZERO, webhook);

    Delivery again = takeOne(SECOND, LEASE, webhook);
    failed(lost, Duration.ZERO); // thawed, and no longer asked

    assertEquals(lost.event(), again.event());
    assertEquals(2, again.attempt());
    assertEquals(List.of(), take(FIRST, LEASE, webhook));
    delivered(SECOND, again);
    assertEquals("delivered 2 204", state(webhook));
    failed(again, null);
    assertEquals("delivered 2 204", state(webhook));
  }

  @Test
  void aNodeThatStopsGivesBackWhatItTook() {
    UUID webhook = webhook("message.taken");
    message("m");
    takeOne(FIRST, LEASE, webhook);
    assertEquals(List.of(), take(SECOND, LEASE, webhook));

    Wait.on(outbox.release(FIRST));

    assertEquals(1, takeOne(SECOND, LEASE, webhook).attempt());
  }

  @Test
  void ofOneWebhookOnlySoManyAreUnderWay() {
    UUID slow = webhook("message.taken");
    for (String effect : List.of("a", "b", "c")) {
      message(effect);
    }
    List<Delivery> taken = take(FIRST, LEASE, slow);

    assertEquals(2, taken.size());
    assertEquals(List.of(), take(SECOND, LEASE, slow));
    delivered(FIRST, taken.get(0));
    assertEquals(1, take(SECOND, LEASE, slow).size());
  }

  @Test
  void callsAndTransfersAreToldOnceHoweverOftenTheyAreReported() {
    UUID webhook =
        webhook("call.answered", "call.completed", "transfer.completed", "transfer.failed");
    facts(
        House.fact(call, 2, "call.answered", "{}"),
        House.fact(call, 3, "transfer.attempted", "{\"attempt\":\"1\",\"key\":\"sales\"}"),
        House.fact(call, 4, "transfer.reported", "{\"attempt\":\"1\",\"outcome\":\"taken\"}"));
    assertEquals(List.of("call.answered"), kinds(webhook));
    facts(House.fact(call, 5, "transfer.reported", "{\"attempt\":\"1\",\"outcome\":\"silent\"}"));
    facts(House.fact(call, 6, "transfer.reported", "{\"attempt\":\"1\",\"outcome\":\"refused\"}"));
    facts(
        House.fact(call, 7, "transfer.reported", "{\"attempt\":\"1\",\"outcome\":\"confirmed\"}"));
    facts(House.fact(call, 8, "call.ended", "{\"outcome\":\"transferred\"}"));
    facts(
        House.fact(call, 8, "call.ended", "{\"outcome\":\"transferred\"}"),
        new JournalRow(call, 2, 1, House.NOON, "call.ended", "{\"outcome\":\"lost\"}"));

    assertEquals(
        List.of("call.answered", "transfer.failed", "transfer.completed", "call.completed"),
        kinds(webhook));
    assertEquals(List.of("transferred 10 2026-11-21"), plain.strings("""
            SELECT concat_ws(' ', payload ->> 'outcome', payload ->> 'seconds', created_at::date)
            FROM outbox WHERE call_id = ? AND kind = 'call.completed'""", call.value()));
  }

  @Test
  void whatNobodyWantsToKnowIsNotWrittenDown() {
    facts(House.fact(call, 2, "call.ended", "{\"outcome\":\"caller-hung-up\"}"));

    assertEquals(0, plain.count("SELECT count(*) FROM outbox WHERE call_id = ?", call.value()));
  }

  @Test
  void aFailureIsDueAgainAndTheWebhookIsDisabledWhenItIsGone() {
    UUID webhook = webhook("message.taken");
    message("m");
    failed(takeOne(FIRST, LEASE, webhook), Duration.ofHours(1));
    assertEquals("waits 1 500 answered 500", state(webhook));
    assertEquals(List.of(), take(FIRST, LEASE, webhook));
    message("n");
    Delivery last = takeOne(FIRST, LEASE, webhook);

    Wait.on(outbox.settle(FIRST, last, new Outcome(410, "answered 410", null, true), PATIENCE));

    assertEquals(
        List.of("answered 410"),
        plain.strings("SELECT disabled_reason FROM webhook WHERE id = ? AND NOT enabled", webhook));
    assertEquals(
        List.of("notifications"),
        plain.strings(
            "SELECT actor FROM audit WHERE action = 'webhook.disable' AND subject = ?",
            webhook.toString()));
    assertEquals(
        2,
        plain.count(
            "SELECT count(*) FROM webhook_delivery WHERE webhook_id = ? AND dead_at IS NOT NULL",
            webhook));
    message("o");
    assertEquals(2, kinds(webhook).size());
  }

  @Test
  void aWebhookThatFailedForDaysIsDisabledWhenADeliveryIsGivenUp() {
    UUID webhook = webhook("message.taken");
    message("m");
    message("n");
    List<Delivery> taken = take(FIRST, LEASE, webhook);
    failed(taken.get(0), null);
    assertEquals(0, disabled(webhook));
    plain.sql("UPDATE webhook SET failing_since = now() - interval '4 days' WHERE id = ?", webhook);

    failed(taken.get(1), null);

    assertEquals(1, disabled(webhook));
  }

  @Test
  void aSuccessForgetsTheFailuresBefore() {
    UUID webhook = webhook("message.taken");
    message("m");
    plain.sql("UPDATE webhook SET failing_since = now() - interval '4 days' WHERE id = ?", webhook);

    delivered(FIRST, takeOne(FIRST, LEASE, webhook));

    assertEquals(
        1,
        plain.count(
            "SELECT count(*) FROM webhook WHERE id = ? AND failing_since IS NULL", webhook));
  }

  private long disabled(UUID webhook) {
    return plain.count("SELECT count(*) FROM webhook WHERE id = ? AND NOT enabled", webhook);
  }

  @Test
  void aReplaySendsTheSameEventFromTheFirstAttemptOn() {
    UUID webhook = webhook("message.taken");
    message("m");
    Delivery first = takeOne(FIRST, LEASE, webhook);
    delivered(FIRST, first);

    assertEquals(
        true,
        Wait.on(database.inTenant(
            house.tenant(), stores -> stores.deliveries().replay(webhook, first.id()))));

    Delivery again = takeOne(SECOND, LEASE, webhook);
    assertEquals(first.event(), again.event());
    assertEquals(1, again.attempt());
  }

  @Test
  void aPingIsAnEventOfItsOwn() {
    UUID webhook = webhook("message.taken");
    UUID one =
        Wait.on(database.inTenant(house.tenant(), stores -> stores.deliveries().ping(webhook)));
    Wait.on(database.inTenant(house.tenant(), stores -> stores.deliveries().ping(webhook)));

    List<Delivery> taken = take(FIRST, LEASE, webhook);

    assertEquals(List.of("ping", "ping"), taken.stream().map(Delivery::kind).toList());
    assertNotEquals(taken.get(0).event(), taken.get(1).event());
    assertTrue(taken.stream().anyMatch(each -> each.event().equals(one)));
  }

  @Test
  void aReplacedSecretSignsAlongUntilItsTimeIsOver() {
    UUID webhook = webhook("message.taken");
    Secret next = Secret.of("whsec_next");
    rotate(webhook, next, Duration.ofHours(24));
    message("m");
    assertEquals(List.of(next, SECRET), takeOne(FIRST, LEASE, webhook).secrets());

    Secret last = Secret.of("whsec_last");
    rotate(webhook, last, Duration.ZERO);
    message("n");
    assertEquals(List.of(last), takeOne(FIRST, LEASE, webhook).secrets());
  }

  private void rotate(UUID webhook, Secret secret, Duration overlap) {
    assertEquals(
        true,
        Wait.on(database.inTenant(
            house.tenant(),
            stores -> stores.webhooks().rotate(webhook, secret, overlap, Furniture.VAULT))));
  }

  @Test
  void withAnErasedCallerGoesWhatWasStillToBeTold() {
    UUID webhook = webhook("message.taken", "call.completed");
    message("m");

    Wait.on(database.erasures().erase(house.tenant(), new PhoneNumber("+421900000009"), "key k"));
    assertEquals(List.of(), kinds(webhook));

    facts(House.fact(call, 9, "call.ended", "{\"outcome\":\"caller-hung-up\"}"));
    assertEquals(List.of("call.completed"), kinds(webhook));
    assertFalse(takeOne(FIRST, LEASE, webhook).payload().contains("+421900000009"));
  }
}
