package dev.frontdesk.store;

import static java.time.ZoneOffset.UTC;

import dev.frontdesk.model.CallId;
import dev.frontdesk.model.EndpointId;
import dev.frontdesk.model.TenantId;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** The one-time tokens of media streams that were announced; only their SHA-256 is kept. A phone rings meanwhile, so waits are short. */
public final class StreamTokenStore {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  private final Door door;

  StreamTokenStore(Door door) {
    this.door = door;
  }

  /** What a token was bound to when it was made. */
  public record Bound(
      EndpointId endpoint,
      String account,
      String callSid,
      TenantId tenant,
      CallId call,
      int epoch) {}

  /**
   * @param sha256 of the token
   * @param lasts counted from {@code now}
   * @return epoch of the call; empty if it is over, not this tenant's, or has 20 tokens that nobody spent
   */
  public Future<OptionalInt> make(
      byte[] sha256,
      CallId call,
      TenantId tenant,
      String account,
      String callSid,
      Instant now,
      Duration lasts) {
    return door.askAtOnce(
            "make stream token",
            LONGEST_WAIT,
            "SELECT door.stream_token_make($1, $2, $3, $4, $5, $6, $7) AS epoch",
            Tuple.from(new Object[] {
              Buffer.buffer(sha256),
              call.value(),
              tenant.value(),
              account,
              callSid,
              now.atOffset(UTC),
              ClaimStore.interval(lasts)
            }))
        .map(rows -> rows.iterator().next().getInteger("epoch"))
        .map(epoch -> epoch == null ? OptionalInt.empty() : OptionalInt.of(epoch));
  }

  /** To the first who asks, in time, of a call that is not over; empty to all others. */
  public Future<Optional<Bound>> redeem(byte[] sha256, Instant now) {
    return door.ask(
            "redeem stream token",
            LONGEST_WAIT,
            "SELECT endpoint, account, call_sid, tenant, call, epoch FROM door.stream_token_redeem($1, $2)",
            Tuple.of(Buffer.buffer(sha256), now.atOffset(UTC)))
        .map(rows -> Door.mapped(rows, StreamTokenStore::bound).stream().findFirst());
  }

  private static Bound bound(Row row) {
    return new Bound(
        new EndpointId(row.getUUID("endpoint")),
        row.getString("account"),
        row.getString("call_sid"),
        new TenantId(row.getUUID("tenant")),
        new CallId(row.getUUID("call")),
        row.getInteger("epoch"));
  }
}
