package dev.frontdesk.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frontdesk.model.AgencyId;
import dev.frontdesk.model.ChannelKind;
import dev.frontdesk.model.NodeId;
import dev.frontdesk.model.Secret;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.store.SecretVault.Owner;
import dev.frontdesk.store.SecretVault.WrappedKey;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which webhooks and channels are still to be told of what: at least once, in the end or never more. */
public final class OutboxStore {
  private static final Logger LOG = LoggerFactory.getLogger(OutboxStore.class);
  private static final String TAKE = """
      SELECT id, webhook, tenant, agency, channel, url, recipients, told, personal, event, kind, happened_at, payload, context, attempt, secrets
      FROM door.delivery_take($1, $2, $3, $4, $5)
      """;
  private static final String SETTLE =
      "SELECT door.delivery_settle($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
  private static final String[] KINDS =
      Stream.of(ChannelKind.values()).map(ChannelKind::word).toArray(String[]::new);

  private static final String BACKLOG = "SELECT pending, dead FROM door.outbox_backlog($1)";
  private static final long MOST_COUNTED = 100_000;

  private final Door door;
  private final @Nullable SecretVault vault;

  OutboxStore(Door door, @Nullable SecretVault vault) {
    this.door = door;
    this.vault = vault;
  }

  /**
   * A delivery that is due.
   *
   * @param tenant whose it is; null: the agency's own
   * @param channel how it is told
   * @param url of a webhook; of a channel only the host
   * @param recipients who is to be told, where there may be several; without those who have been
   * @param personal whether the webhook wants what names a caller
   * @param event the same for all deliveries of one event
   * @param payload JSON object, with what is personal
   * @param context of a channel: JSON object, what people want to read besides; null: a webhook
   * @param attempt this one, from 1
   * @param secrets of a webhook to sign with, of a chat its address; the current one first, none if one does not open
   */
  public record Delivery(
      UUID id,
      UUID webhook,
      @Nullable TenantId tenant,
      ChannelKind channel,
      String url,
      List<String> recipients,
      boolean personal,
      UUID event,
      String kind,
      Instant happenedAt,
      String payload,
      @Nullable String context,
      int attempt,
      List<Secret> secrets) {
    public Delivery {
      recipients = List.copyOf(recipients);
      secrets = List.copyOf(secrets);
    }

    /** Nothing that could be logged by mistake. */
    @Override
    public String toString() {
      return "Delivery[" + id + " " + kind + "]";
    }
  }

  /**
   * What became of an attempt.
   *
   * @param status of the answer; null: there was none
   * @param error null: delivered
   * @param againIn null: with an error, given up
   * @param gone the webhook is to be disabled at once
   * @param pause for that long nothing more is sent to it; null: go on
   * @param answer what the receiver said; null: nothing that proves anything
   * @param told recipients that took it, where there are several
   */
  public record Outcome(
      @Nullable Integer status,
      @Nullable String error,
      @Nullable Duration againIn,
      boolean gone,
      @Nullable Duration pause,
      @Nullable String answer,
      List<String> told) {
    public Outcome {
      told = List.copyOf(told);
    }

    public Outcome(
        @Nullable Integer status,
        @Nullable String error,
        @Nullable Duration againIn,
        boolean gone) {
      this(status, error, againIn, gone, null, null, List.of());
    }
  }

  /**
   * Leases what is due; several nodes never get the same one.
   *
   * @param lease after it, another node may take what is not settled: this one may have died
   * @param each how many of one webhook are under way at most, on all nodes
   */
  public Future<List<Delivery>> take(NodeId node, Duration lease, int each, int limit) {
    return door.list(
        "take deliveries",
        TAKE,
        Tuple.of(node.value(), ClaimStore.interval(lease), each, limit, KINDS),
        this::delivery);
  }

  /** @param patience how long a webhook may fail before it is disabled when a delivery is given up */
  public Future<Void> settle(NodeId node, Delivery delivery, Outcome outcome, Duration patience) {
    String error = outcome.error();
    Duration againIn = outcome.againIn();
    Duration pause = outcome.pause();
    String answer = outcome.answer();
    var values = Tuple.of(
        delivery.id(),
        node.value(),
        delivery.attempt(),
        outcome.status(),
        error == null ? null : Json.storable(error),
        againIn == null ? null : ClaimStore.interval(againIn));
    values
        .addValue(outcome.gone())
        .addValue(ClaimStore.interval(patience))
        .addValue(pause == null ? null : ClaimStore.interval(pause))
        .addValue(answer == null ? null : Json.storable(answer))
        .addValue(outcome.told().toArray(String[]::new));
    return door.ask("settle delivery", SETTLE, values).mapEmpty();
  }

  /**
   * What is not delivered, of all tenants; each counted up to {@value #MOST_COUNTED}.
   *
   * @param pending due now or later
   * @param dead given up, and not sent again since
   */
  public record Backlog(long pending, long dead) {}

  /** Cheap enough to be asked every few seconds. */
  public Future<Backlog> backlog() {
    return door.ask("outbox backlog", BACKLOG, Tuple.of(MOST_COUNTED))
        .map(rows -> rows.iterator().next())
        .map(row -> new Backlog(row.getLong("pending"), row.getLong("dead")));
  }

  /** Gives back what this node has taken and not settled. */
  public Future<Void> release(NodeId node) {
    return door.ask(
            "release deliveries", "SELECT door.delivery_release($1)", Tuple.of(node.value()))
        .mapEmpty();
  }

  private Delivery delivery(Row row) {
    UUID tenant = row.getUUID("tenant");
    Owner owner = tenant != null
        ? Owner.of(new TenantId(tenant))
        : Owner.of(new AgencyId(row.getUUID("agency")));
    return new Delivery(
        row.getUUID("id"),
        row.getUUID("webhook"),
        tenant == null ? null : new TenantId(tenant),
        ChannelKind.of(row.getString("channel")),
        row.getString("url"),
        stillToTell(row),
        row.getBoolean("personal"),
        row.getUUID("event"),
        row.getString("kind"),
        row.getOffsetDateTime("happened_at").toInstant(),
        row.getString("payload"),
        row.getString("context"),
        row.getInteger("attempt"),
        secrets(row.getUUID("webhook"), owner, Json.read(row.getString("secrets"))));
  }

  private static List<String> stillToTell(Row row) {
    var told = new HashSet<>(List.of(row.getArrayOfStrings("told")));
    return Stream.of(row.getArrayOfStrings("recipients"))
        .filter(each -> !told.contains(each))
        .toList();
  }

  private List<Secret> secrets(UUID webhook, Owner owner, JsonNode sealed) {
    SecretVault open = vault;
    if (open == null) {
      return List.of();
    }
    var secrets = new ArrayList<Secret>();
    try {
      for (JsonNode each : sealed) {
        var key = new WrappedKey(
            each.path("wrapped").asText(), each.path("master_version").asInt());
        secrets.add(open.open(
            owner, key, Base64.getMimeDecoder().decode(each.path("sealed").asText())));
      }
      return secrets;
    } catch (SecretVault.Unreadable e) {
      LOG.atError()
          .addKeyValue("webhook", webhook)
          .setCause(e)
          .log("a secret of a webhook does not open");
      return List.of();
    }
  }
}
