package dev.frontdesk.store;

import dev.frontdesk.model.CallId;
import dev.frontdesk.model.ChannelKind;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What became of the deliveries of webhooks, those of {@link WebhookStore} with the same owner. */
public final class DeliveryStore {
  private static final String COLUMNS = """
      SELECT id, coalesce(outbox_id, id) AS event, kind, happened_at, attempts, attempted_at, delivered_at, dead_at, due_at, last_status,
        last_error, answer, told
      FROM webhook_delivery WHERE {own} AND (tenant_id IS NULL) = $2 AND webhook_id = $3
      """;
  private static final String PAGE = COLUMNS + """
        AND ($4::timestamptz IS NULL OR happened_at < $4 OR happened_at = $4 AND id > $5)
      ORDER BY happened_at DESC, id LIMIT $6
      """;
  private static final String BY_ID = COLUMNS + "AND id = $4";
  private static final String REPLAY = """
      UPDATE webhook_delivery SET due_at = now(), attempts = 0, delivered_at = NULL, dead_at = NULL, leased_by = NULL, leased_until = NULL,
        answer = NULL, told = CASE WHEN delivered_at IS NULL THEN told ELSE '{}' END
      WHERE {own} AND (tenant_id IS NULL) = $2 AND webhook_id = $3 AND id = $4
      """;
  private static final String PING = """
      INSERT INTO webhook_delivery (id, webhook_id, tenant_id, agency_id, kind)
      SELECT $4, id, tenant_id, agency_id, 'ping' FROM webhook WHERE {own} AND (tenant_id IS NULL) = $2 AND id = $3
      """;
  private static final String OF_MESSAGE = """
      SELECT d.id, w.kind AS channel, coalesce(w.name, w.description) AS name, d.attempts, d.attempted_at, d.delivered_at, d.dead_at, d.due_at,
        d.last_status, d.last_error, d.answer, CASE WHEN d.delivered_at IS NOT NULL AND d.told = '{}' THEN w.recipients ELSE d.told END AS told
      FROM (SELECT * FROM outbox WHERE {own} AND call_id = $2 AND kind = 'message.taken') o
      JOIN (SELECT * FROM webhook_delivery WHERE {own}) d ON d.outbox_id = o.id
      JOIN (SELECT * FROM webhook WHERE {own}) w ON w.id = d.webhook_id
      WHERE o.payload ->> 'id' = $3::uuid::text
      ORDER BY w.kind, w.name, d.id LIMIT 100
      """;
  private static final String FORGET_PINGS = """
      DELETE FROM webhook_delivery WHERE {own} AND (tenant_id IS NULL) = $2 AND webhook_id = $3 AND outbox_id IS NULL
        AND happened_at < now() - interval '30 days'
      """;

  private final Scope scope;
  private final boolean ofAgency;

  DeliveryStore(Scope scope, Scope.Of of) {
    this.scope = scope;
    this.ofAgency = of == Scope.Of.AGENCY;
  }

  /**
   * One event on its way to one webhook.
   *
   * @param attempts so far
   * @param dueAt when it is tried next, unless it is delivered or dead
   * @param lastStatus of the last answer; null: there was none
   * @param answer what the receiver said when it took it; null: it has not, or said nothing
   * @param told recipients that took it, where there may be several
   */
  public record Delivery(
      UUID id,
      UUID event,
      String kind,
      Instant happenedAt,
      int attempts,
      @Nullable Instant attemptedAt,
      @Nullable Instant deliveredAt,
      @Nullable Instant deadAt,
      Instant dueAt,
      @Nullable Integer lastStatus,
      @Nullable String lastError,
      @Nullable String answer,
      List<String> told) {
    public Delivery {
      told = List.copyOf(told);
    }
  }

  /**
   * Who was told of a message, and what they said: the proof, or why there is none.
   *
   * @param channel how
   * @param name of the channel, or what a webhook is described as
   * @param told recipients that took it, where there may be several
   */
  public record Proof(
      UUID id,
      ChannelKind channel,
      String name,
      int attempts,
      @Nullable Instant attemptedAt,
      @Nullable Instant deliveredAt,
      @Nullable Instant deadAt,
      Instant dueAt,
      @Nullable Integer lastStatus,
      @Nullable String lastError,
      @Nullable String answer,
      List<String> told) {
    public Proof {
      told = List.copyOf(told);
    }
  }

  /** Where a page ended. */
  public record Cursor(Instant happenedAt, UUID delivery) {}

  /** Newest first. */
  public Future<List<Delivery>> page(UUID webhook, @Nullable Cursor after, int limit) {
    return scope.list(
        "list deliveries",
        PAGE,
        DeliveryStore::delivery,
        ofAgency,
        webhook,
        after == null ? null : after.happenedAt().atOffset(ZoneOffset.UTC),
        after == null ? null : after.delivery(),
        limit);
  }

  public Future<Optional<Delivery>> byId(UUID webhook, UUID id) {
    return scope.first("find delivery", BY_ID, DeliveryStore::delivery, ofAgency, webhook, id);
  }

  /** Of one message to all that its own tenant has told; the agency's webhooks are the agency's. */
  public Future<List<Proof>> ofMessage(CallId call, UUID message) {
    return scope.list(
        "list deliveries of message", OF_MESSAGE, DeliveryStore::proof, call.value(), message);
  }

  /** Due at once, with all attempts before it, for whoever has not been told while it failed, or for all again; false if there is no such delivery here. */
  public Future<Boolean> replay(UUID webhook, UUID id) {
    return scope.touched("replay delivery", REPLAY, ofAgency, webhook, id);
  }

  /** Sends an event that tells nothing, and forgets those of old. */
  public Future<UUID> ping(UUID webhook) {
    UUID id = UUID.randomUUID();
    return scope
        .run("forget pings", FORGET_PINGS, ofAgency, webhook)
        .compose(forgotten -> scope.run("ping webhook", PING, ofAgency, webhook, id))
        .map(id);
  }

  private static Delivery delivery(Row row) {
    return new Delivery(
        row.getUUID("id"),
        row.getUUID("event"),
        row.getString("kind"),
        row.getOffsetDateTime("happened_at").toInstant(),
        row.getInteger("attempts"),
        CallStore.instant(row, "attempted_at"),
        CallStore.instant(row, "delivered_at"),
        CallStore.instant(row, "dead_at"),
        row.getOffsetDateTime("due_at").toInstant(),
        row.getInteger("last_status"),
        row.getString("last_error"),
        row.getString("answer"),
        List.of(row.getArrayOfStrings("told")));
  }

  private static Proof proof(Row row) {
    return new Proof(
        row.getUUID("id"),
        ChannelKind.of(row.getString("channel")),
        row.getString("name"),
        row.getInteger("attempts"),
        CallStore.instant(row, "attempted_at"),
        CallStore.instant(row, "delivered_at"),
        CallStore.instant(row, "dead_at"),
        row.getOffsetDateTime("due_at").toInstant(),
        row.getInteger("last_status"),
        row.getString("last_error"),
        row.getString("answer"),
        List.of(row.getArrayOfStrings("told")));
  }
}
