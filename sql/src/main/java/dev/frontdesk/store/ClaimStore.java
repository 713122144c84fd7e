package dev.frontdesk.store;

import static java.time.ZoneOffset.UTC;

import dev.frontdesk.model.CallId;
import dev.frontdesk.model.EndpointId;
import dev.frontdesk.model.NodeId;
import dev.frontdesk.model.TenantId;
import io.vertx.core.Future;
import io.vertx.pgclient.data.Interval;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Collectors;

/** Whose call it is: the claim row is the ownership row. */
public final class ClaimStore {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  /** Of the 15 s in which a carrier has to be answered; what takes over a lost node's calls keeps the database busy meanwhile. */
  private static final Duration CARRIER_WAITS = Duration.ofSeconds(3);

  private final Door door;

  ClaimStore(Door door) {
    this.door = door;
  }

  /**
   * Makes an announced call ours, durably, in one round trip. The phone rings meanwhile, so the wait is short, and with the database
   * known to be away there is none.
   */
  public Future<Claimed> claim(Claim claim) {
    return door.askAtOnce(
            "claim",
            LONGEST_WAIT,
            "SELECT call, epoch, fresh FROM door.claim($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            Tuple.from(new Object[] {
              claim.call().value(),
              claim.endpoint().value(),
              Json.storable(claim.providerCallId()),
              claim.webhookType(),
              claim.carrierCallId() == null ? null : Json.storable(claim.carrierCallId()),
              Json.storable(claim.webhookId()),
              Json.storable(claim.offer()),
              claim.node().value(),
              claim.receivedAt().atOffset(UTC)
            }))
        .map(rows -> rows.iterator().next())
        .map(row -> new Claimed(
            new CallId(row.getUUID("call")), row.getInteger("epoch"), row.getBoolean("fresh")));
  }

  /**
   * Takes a call over.
   *
   * @return the new epoch; empty when somebody else was first, or the call has ended
   */
  public Future<OptionalInt> fence(CallId call, int epoch, NodeId node) {
    return door.ask(
            "fence",
            "SELECT door.fence($1, $2, $3) AS epoch",
            Tuple.of(call.value(), epoch, node.value()))
        .map(rows -> rows.iterator().next().getInteger("epoch"))
        .map(taken -> taken == null ? OptionalInt.empty() : OptionalInt.of(taken));
  }

  /**
   * Takes at most {@code limit} offers that nobody decided for {@code olderThan}; several askers never get the same one.
   */
  public Future<List<OpenOffer>> unanswered(Duration olderThan, NodeId node, int limit) {
    return door.list(
        "unanswered claims",
        "SELECT call, epoch, owner, former, endpoint, offer, attempts FROM door.claims_unanswered($1, $2, $3)",
        Tuple.of(interval(olderThan), node.value(), limit),
        row -> new OpenOffer(
            new CallId(row.getUUID("call")),
            row.getInteger("epoch"),
            new NodeId(row.getString("owner")),
            new NodeId(row.getString("former")),
            new EndpointId(row.getUUID("endpoint")),
            row.getString("offer"),
            row.getInteger("attempts")));
  }

  /** Running calls whose owner's lease lapsed {@code lapsedFor} ago or earlier. Looks only: fence what you take. */
  public Future<List<Orphan>> orphaned(Duration lapsedFor, int limit) {
    return door.list(
        "orphaned claims",
        "SELECT call, epoch, owner FROM door.claims_orphaned($1, $2)",
        Tuple.of(interval(lapsedFor), limit),
        row -> new Orphan(
            new CallId(row.getUUID("call")),
            row.getInteger("epoch"),
            new NodeId(row.getString("owner"))));
  }

  /**
   * Takes over those of the orphans whose owner's lease has still lapsed and which nobody else took, all at once.
   *
   * @return what became {@code node}'s
   */
  public Future<List<Taken>> take(List<Orphan> orphans, NodeId node) {
    return door.list(
        "take orphans",
        "SELECT call, epoch, offer FROM door.take_orphans($1, $2, $3)",
        Tuple.of(
            orphans.stream().map(orphan -> orphan.call().value()).toArray(UUID[]::new),
            orphans.stream().map(Orphan::epoch).toArray(Integer[]::new),
            node.value()),
        row -> new Taken(
            new CallId(row.getUUID("call")), row.getInteger("epoch"), row.getString("offer")));
  }

  /**
   * A call that was taken over.
   *
   * @param epoch the new one
   * @param offer JSON
   */
  public record Taken(CallId call, int epoch, String offer) {}

  /**
   * As {@link #fence}, for many calls at once.
   *
   * @param epochs as they are known
   * @return the new epochs of those that are {@code node}'s now
   */
  public Future<Map<CallId, Integer>> fence(Map<CallId, Integer> epochs, NodeId node) {
    return door.list(
            "fence calls",
            "SELECT call, epoch FROM door.fence_all($1, $2, $3)",
            known(epochs, node),
            row -> Map.entry(new CallId(row.getUUID("call")), row.getInteger("epoch")))
        .map(rows ->
            rows.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  /**
   * Those of the calls that are under a newer epoch than {@code node} knows.
   *
   * @param epochs as they are known there
   */
  public Future<List<Moved>> moved(Map<CallId, Integer> epochs, NodeId node) {
    return door.list(
        "moved claims",
        "SELECT call, epoch, owned FROM door.claims_moved($1, $2, $3)",
        known(epochs, node),
        row -> new Moved(
            new CallId(row.getUUID("call")), row.getInteger("epoch"), row.getBoolean("owned")));
  }

  /** @param owned whether it is the asking node's all the same */
  public record Moved(CallId call, int epoch, boolean owned) {}

  private static Tuple known(Map<CallId, Integer> epochs, NodeId node) {
    List<CallId> calls = List.copyOf(epochs.keySet());
    return Tuple.of(
        calls.stream().map(CallId::value).toArray(UUID[]::new),
        calls.stream().map(epochs::get).toArray(Integer[]::new),
        node.value());
  }

  /** What was offered of a running call, JSON; empty if {@code node} does not own it, or it has ended. */
  public Future<Optional<String>> offer(CallId call, NodeId node) {
    return door.ask(
            "offer of a call",
            "SELECT door.call_offer($1, $2) AS offer",
            Tuple.of(call.value(), node.value()))
        .map(rows -> Optional.ofNullable(rows.iterator().next().getString("offer")));
  }

  /** Whether it is claimed and not over: some node answers for it, now or once its owner is found lost. */
  public Future<Boolean> isRunning(CallId call) {
    return door.ask(
            "running call", "SELECT door.call_running($1) AS running", Tuple.of(call.value()))
        .map(rows -> rows.iterator().next().getBoolean("running"));
  }

  /** The node that holds a call, or held it last; empty: the call is over. */
  public Future<Optional<NodeId>> owner(CallId call) {
    return door.ask(
            "owner of a call",
            LONGEST_WAIT,
            "SELECT door.call_owner($1) AS owner",
            Tuple.of(call.value()))
        .map(rows ->
            Optional.ofNullable(rows.iterator().next().getString("owner")).map(NodeId::new));
  }

  /** The call that the carrier behind {@code endpoint} knows under this id; empty: never claimed. */
  public Future<Optional<CarrierCall>> carrierCall(EndpointId endpoint, String providerCall) {
    return door.ask(
            "call of the carrier",
            CARRIER_WAITS,
            "SELECT call, epoch, owner, state, tenant, received_at FROM door.carrier_call($1, $2)",
            Tuple.of(endpoint.value(), Json.storable(providerCall)))
        .map(rows -> Door.mapped(rows, ClaimStore::carrierCall).stream().findFirst());
  }

  private static CarrierCall carrierCall(Row row) {
    UUID tenant = row.getUUID("tenant");
    return new CarrierCall(
        new CallId(row.getUUID("call")),
        row.getInteger("epoch"),
        new NodeId(row.getString("owner")),
        CarrierCall.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        tenant == null ? null : new TenantId(tenant),
        row.getOffsetDateTime("received_at").toInstant());
  }

  /** How many calls {@code node} is to hold that are claimed and not decided yet. */
  public Future<Long> open(NodeId node) {
    return door.ask("open offers", "SELECT door.offers_open($1) AS offers", Tuple.of(node.value()))
        .map(rows -> rows.iterator().next().getLong("offers"));
  }

  /** Writes down a delivery that reached no tenant, under the endpoint's owner, and ends its claim. */
  public Future<Void> refuse(
      EndpointId endpoint,
      String providerCallId,
      String caller,
      String dialled,
      String reason,
      Instant at) {
    return door.ask(
            "refuse delivery",
            "SELECT door.refuse_delivery($1, $2, $3, $4, $5, $6)",
            Tuple.of(
                endpoint.value(),
                Json.storable(providerCallId),
                Json.storable(caller),
                Json.storable(dialled),
                reason,
                at.atOffset(UTC)))
        .mapEmpty();
  }

  static Interval interval(Duration duration) {
    return Interval.of(0, 0, 0, 0, 0, (int) duration.toSeconds(), duration.toNanosPart() / 1_000);
  }
}
