package dev.frontdesk.store;

import dev.frontdesk.model.Secret;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Webhooks and their secrets, without {@link ChannelStore channels}: a tenant's inside {@code inTenant}, the agency's own, not its tenants', inside {@code inAgency}. */
public final class WebhookStore {
  private static final String COLUMNS = """
      SELECT w.id, w.url, w.events, w.description, w.personal, w.enabled, w.disabled_reason, w.failing_since, w.created_at,
        (SELECT max(s.valid_until) FROM webhook_secret s WHERE s.webhook_id = w.id AND s.valid_until > now()) AS rotating_until
      FROM (SELECT * FROM webhook WHERE {own} AND (tenant_id IS NULL) = $2 AND kind = 'webhook') w
      """;
  private static final String LIST = COLUMNS + "ORDER BY w.created_at, w.id";
  private static final String BY_ID = COLUMNS + "WHERE w.id = $3";
  private static final String INSERT_FOR_TENANT = """
      INSERT INTO webhook (tenant_id, agency_id, id, url, events, description, personal, enabled)
      SELECT id, agency_id, $2, $3, $4, $5, $6, $7 FROM tenant WHERE id = $1
      """;
  private static final String INSERT_FOR_AGENCY = """
      INSERT INTO webhook (agency_id, id, url, events, description, personal, enabled) VALUES ($1, $2, $3, $4, $5, $6, $7)
      """;
  private static final String UPDATE = """
      UPDATE webhook SET url = $4, events = $5, description = $6, personal = $7, enabled = $8,
        disabled_reason = CASE WHEN $8 THEN NULL ELSE disabled_reason END,
        failing_since = CASE WHEN $8 AND NOT enabled THEN NULL ELSE failing_since END
      WHERE {own} AND (tenant_id IS NULL) = $2 AND id = $3
      """;
  private static final String DELETE =
      "DELETE FROM webhook WHERE {own} AND (tenant_id IS NULL) = $2 AND id = $3";
  private static final String OWNER =
      "SELECT tenant_id, agency_id FROM webhook WHERE {own} AND (tenant_id IS NULL) = $2 AND id = $3";
  private static final String REPLACE_SECRET = """
      UPDATE webhook_secret SET valid_until = now() + $4::interval
      WHERE {own} AND (tenant_id IS NULL) = $2 AND webhook_id = $3 AND valid_until IS NULL
      """;
  private static final String FORGET_SECRETS = """
      DELETE FROM webhook_secret WHERE {own} AND (tenant_id IS NULL) = $2 AND webhook_id = $3 AND valid_until IS NOT NULL
      """;
  private static final String ADD_SECRET = """
      INSERT INTO webhook_secret (webhook_id, tenant_id, agency_id, sealed, data_key_id)
      SELECT id, tenant_id, agency_id, $4, $5 FROM webhook WHERE {own} AND (tenant_id IS NULL) = $2 AND id = $3
      """;

  private final Scope scope;
  private final boolean ofAgency;

  WebhookStore(Scope scope, Scope.Of of) {
    this.scope = scope;
    this.ofAgency = of == Scope.Of.AGENCY;
  }

  /**
   * As people set it.
   *
   * @param events kinds of events it is told of
   * @param personal whether it is told what names a caller
   */
  public record Setting(
      String url, List<String> events, String description, boolean personal, boolean enabled) {
    public Setting {
      events = List.copyOf(events);
    }
  }

  /**
   * A webhook without its secrets.
   *
   * @param disabledReason why it was disabled by itself
   * @param failingSince first failure since the last success
   * @param rotatingUntil until when a replaced secret signs along
   */
  public record Webhook(
      UUID id,
      Setting setting,
      @Nullable String disabledReason,
      @Nullable Instant failingSince,
      @Nullable Instant rotatingUntil,
      Instant createdAt) {}

  public Future<List<Webhook>> list() {
    return scope.list("list webhooks", LIST, WebhookStore::webhook, ofAgency);
  }

  public Future<Optional<Webhook>> byId(UUID id) {
    return scope.first("find webhook", BY_ID, WebhookStore::webhook, ofAgency, id);
  }

  /** Adds one, with the secret its deliveries are signed with. */
  public Future<UUID> create(Setting setting, Secret secret, SecretVault vault) {
    UUID id = UUID.randomUUID();
    return scope
        .run(
            "create webhook",
            ofAgency ? INSERT_FOR_AGENCY : INSERT_FOR_TENANT,
            id,
            setting.url(),
            setting.events().toArray(String[]::new),
            setting.description(),
            setting.personal(),
            setting.enabled())
        .compose(created -> addSecret(id, secret, vault))
        .map(id);
  }

  /** Disabling gives up what is on its way. */
  public Future<Boolean> update(UUID id, Setting setting) {
    return scope.touched(
        "update webhook",
        UPDATE,
        ofAgency,
        id,
        setting.url(),
        setting.events().toArray(String[]::new),
        setting.description(),
        setting.personal(),
        setting.enabled());
  }

  public Future<Boolean> delete(UUID id) {
    return scope.touched("delete webhook", DELETE, ofAgency, id);
  }

  /**
   * Replaces the secret; the one before signs along for {@code overlap}, older ones no more.
   *
   * @return false if there is no such webhook here
   */
  public Future<Boolean> rotate(UUID id, Secret secret, Duration overlap, SecretVault vault) {
    return scope
        .run("forget webhook secrets", FORGET_SECRETS, ofAgency, id)
        .compose(forgotten -> scope.run(
            "replace webhook secret", REPLACE_SECRET, ofAgency, id, ClaimStore.interval(overlap)))
        .compose(replaced -> addSecret(id, secret, vault));
  }

  private Future<Boolean> addSecret(UUID id, Secret secret, SecretVault vault) {
    return scope
        .first("find webhook", OWNER, OwnerKeys.DataOwner::of, ofAgency, id)
        .compose(owner -> owner.isEmpty()
            ? Future.succeededFuture(false)
            : new OwnerKeys(scope, vault)
                .seal(owner.get(), secret)
                .compose(closed -> scope.touched(
                    "add webhook secret", ADD_SECRET, ofAgency, id, closed.bytes(), closed.key())));
  }

  private static Webhook webhook(Row row) {
    return new Webhook(
        row.getUUID("id"),
        new Setting(
            row.getString("url"),
            List.of(row.getArrayOfStrings("events")),
            row.getString("description"),
            row.getBoolean("personal"),
            row.getBoolean("enabled")),
        row.getString("disabled_reason"),
        CallStore.instant(row, "failing_since"),
        CallStore.instant(row, "rotating_until"),
        row.getOffsetDateTime("created_at").toInstant());
  }
}
