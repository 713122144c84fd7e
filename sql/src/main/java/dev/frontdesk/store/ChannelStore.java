package dev.frontdesk.store;

import dev.frontdesk.model.Channel;
import dev.frontdesk.model.ChannelKind;
import dev.frontdesk.model.Secret;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A tenant's channels, by which its people are told of events, and the addresses of chats, which are secrets. */
public final class ChannelStore {
  private static final String COLUMNS = """
      SELECT id, name, kind, url, recipients, events, personal, live, forum, enabled, disabled_reason, failing_since
      FROM webhook
      WHERE {own} AND kind <> 'webhook'
      """;
  private static final String LIST = COLUMNS + "ORDER BY name";
  private static final String BY_NAME = COLUMNS + "AND name = $2";
  private static final String UPSERT = """
      INSERT INTO webhook (tenant_id, agency_id, name, kind, url, recipients, events, personal, live, forum, enabled)
      SELECT id, agency_id, $2, $3, $4, $5, $6, $7, $8, $9, $10 FROM tenant WHERE id = $1
      ON CONFLICT (tenant_id, name) DO UPDATE SET url = excluded.url, recipients = excluded.recipients, events = excluded.events,
        personal = excluded.personal, live = excluded.live, forum = excluded.forum, enabled = excluded.enabled,
        disabled_reason = CASE WHEN excluded.enabled THEN NULL ELSE webhook.disabled_reason END,
        failing_since = CASE WHEN excluded.enabled AND NOT webhook.enabled THEN NULL ELSE webhook.failing_since END
      """;
  private static final String DELETE =
      "DELETE FROM webhook WHERE {own} AND kind <> 'webhook' AND name = $2";
  private static final String OWNER =
      "SELECT tenant_id, agency_id FROM webhook WHERE {own} AND kind <> 'webhook' AND name = $2";
  private static final String FORGET_ADDRESS = """
      DELETE FROM webhook_secret s USING (SELECT id FROM webhook WHERE {own} AND kind <> 'webhook' AND name = $2) w
      WHERE s.webhook_id = w.id
      """;
  private static final String ADD_ADDRESS = """
      INSERT INTO webhook_secret (webhook_id, tenant_id, agency_id, sealed, data_key_id)
      SELECT id, tenant_id, agency_id, $3, $4 FROM webhook WHERE {own} AND kind <> 'webhook' AND name = $2
      """;

  private final Scope scope;

  ChannelStore(Scope scope) {
    this.scope = scope;
  }

  /**
   * A channel as it stands.
   *
   * @param id under which its deliveries are kept
   * @param disabledReason why it was disabled by itself
   * @param failingSince first failure since the last success
   */
  public record Kept(
      UUID id,
      Channel channel,
      @Nullable String disabledReason,
      @Nullable Instant failingSince) {}

  public Future<List<Kept>> list() {
    return scope.list("list channels", LIST, ChannelStore::kept);
  }

  public Future<Optional<Kept>> byName(String name) {
    return scope.first("find channel", BY_NAME, ChannelStore::kept, name);
  }

  /** Adds a channel, or changes the one with its name, whose kind stays. Disabling gives up what is on its way. */
  public Future<Void> save(Channel channel) {
    return scope
        .run(
            "save channel",
            UPSERT,
            channel.name(),
            channel.kind().word(),
            channel.host(),
            channel.recipients().toArray(String[]::new),
            channel.events().toArray(String[]::new),
            channel.personal(),
            channel.live(),
            channel.forum(),
            channel.enabled())
        .mapEmpty();
  }

  public Future<Boolean> delete(String name) {
    return scope.touched("delete channel", DELETE, name);
  }

  /** Puts the address of a chat in place of the one there is; false if there is no such channel here. */
  public Future<Boolean> replaceAddress(String name, Secret address, SecretVault vault) {
    return scope
        .run("forget channel address", FORGET_ADDRESS, name)
        .compose(forgotten -> scope.first("find channel", OWNER, OwnerKeys.DataOwner::of, name))
        .compose(owner -> owner.isEmpty()
            ? Future.succeededFuture(false)
            : new OwnerKeys(scope, vault)
                .seal(owner.get(), address)
                .compose(closed -> scope.touched(
                    "add channel address", ADD_ADDRESS, name, closed.bytes(), closed.key())));
  }

  private static Kept kept(Row row) {
    var channel = new Channel(
        row.getString("name"),
        ChannelKind.of(row.getString("kind")),
        row.getString("url"),
        List.of(row.getArrayOfStrings("recipients")),
        List.of(row.getArrayOfStrings("events")),
        row.getBoolean("personal"),
        row.getBoolean("live"),
        row.getBoolean("forum"),
        row.getBoolean("enabled"));
    return new Kept(
        row.getUUID("id"),
        channel,
        row.getString("disabled_reason"),
        CallStore.instant(row, "failing_since"));
  }
}
