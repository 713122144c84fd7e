package dev.frontdesk.store;

import dev.frontdesk.model.CallId;
import dev.frontdesk.model.EndpointId;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.model.TextLimits;
import dev.frontdesk.model.TextRefusal;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Text messages on their way, and how far the carrier says they are. */
public final class TextStore {
  private static final String BEGIN =
      "SELECT id, endpoint, sender FROM door.text_begin($1, $2, $3, $4, $5)";
  private static final String BEGIN_WITHIN =
      "SELECT id, endpoint, sender, refusal FROM door.text_begin_within($1, $2, $3, $4, $5, $6)";
  private static final String STATUS = "SELECT door.text_status($1, $2, $3, $4, $5) AS known";

  private final Door door;

  TextStore(Door door) {
    this.door = door;
  }

  /**
   * A message that is written down and may be sent.
   *
   * @param id in the address to which the carrier tells what became of it
   * @param sender number of the tenant that it comes from
   */
  public record Begun(UUID id, EndpointId endpoint, PhoneNumber sender) {}

  /**
   * @param call in which it is sent; null: it tells of an event
   * @param delivery of that event, whose tenant's it is; null: it is sent in a call
   * @return empty: the tenant has no number at a carrier that sends any
   */
  public Future<Optional<Begun>> begin(
      TenantId tenant,
      @Nullable CallId call,
      @Nullable UUID delivery,
      PhoneNumber recipient,
      int segments) {
    return door.list(
            "begin text message",
            BEGIN,
            Tuple.of(
                tenant.value(),
                call == null ? null : call.value(),
                delivery,
                recipient.e164(),
                segments),
            TextStore::begun)
        .map(found -> found.stream().findFirst());
  }

  private static Begun begun(Row row) {
    return new Begun(
        row.getUUID("id"),
        new EndpointId(row.getUUID("endpoint")),
        new PhoneNumber(row.getString("sender")));
  }

  /**
   * How a message to a number that a caller shows was begun.
   *
   * @param begun null: refused
   * @param refusal null: not refused
   */
  public record Guarded(@Nullable Begun begun, @Nullable TextRefusal refusal) {}

  /**
   * As above, of a message to a number that a caller shows: counted against the tenant's limits.
   *
   * @param limits of the last 24 hours
   */
  public Future<Optional<Guarded>> beginWithin(
      TenantId tenant,
      @Nullable CallId call,
      PhoneNumber recipient,
      int segments,
      TextLimits limits) {
    return door.list(
            "begin text message within limits",
            BEGIN_WITHIN,
            Tuple.of(
                tenant.value(),
                call == null ? null : call.value(),
                recipient.e164(),
                segments,
                limits.perNumber(),
                limits.perDay()),
            row -> row.getString("refusal") == null
                ? new Guarded(begun(row), null)
                : new Guarded(null, TextRefusal.valueOf(row.getString("refusal"))))
        .map(found -> found.stream().findFirst());
  }

  /**
   * What the carrier says; what is less far than what is known changes nothing.
   *
   * @param sid the carrier's; null: it told none
   * @param status one of its words, or unknown
   * @return false: there is no such message on that endpoint
   */
  public Future<Boolean> status(
      UUID id, EndpointId endpoint, @Nullable String sid, String status, @Nullable Integer error) {
    return door.ask(
            "text message status", STATUS, Tuple.of(id, endpoint.value(), sid, status, error))
        .map(rows -> rows.iterator().next().getBoolean("known"));
  }
}
