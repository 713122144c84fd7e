package dev.frontdesk.store;

import static java.time.ZoneOffset.UTC;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frontdesk.model.CallId;
import dev.frontdesk.model.EndpointId;
import dev.frontdesk.model.MoveToken;
import dev.frontdesk.model.NodeId;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.TenantId;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Calls by SIP that are referred to a carrier's line of ours, each under a one-time token. A caller waits meanwhile, so waits are short. */
public final class MoveStore {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  private final Door door;

  MoveStore(Door door) {
    this.door = door;
  }

  /**
   * The call from which a caller comes, and whom they want.
   *
   * @param attempt of the transfer that moved it
   * @param owner of the former call
   * @param targets keys, in the order in which they are to be tried; empty: it is not known any more
   * @param about what the caller wants, masked as its tenant wants it; blank: nobody said
   */
  public record Moved(
      CallId call,
      TenantId tenant,
      int attempt,
      NodeId owner,
      List<String> targets,
      String about,
      @Nullable PhoneNumber caller,
      String callerName,
      @Nullable PhoneNumber dialled) {
    public Moved {
      targets = List.copyOf(targets);
    }
  }

  /** What was said in the former call. */
  public record Said(String item, boolean byCaller, String text) {}

  /**
   * @param effect {@code transfer-<attempt>}, whose payload names {@code key}, {@code then} and {@code about}
   * @param endpoint at which the token will be brought
   * @return false: the call is over, or not this tenant's, or had too many, or the endpoint is another owner's
   */
  public Future<Boolean> make(
      MoveToken token,
      CallId call,
      TenantId tenant,
      String effect,
      EndpointId endpoint,
      Instant now,
      Duration lasts) {
    return door.askAtOnce(
            "make move token",
            LONGEST_WAIT,
            "SELECT door.move_make($1, $2, $3, $4, $5, $6, $7) AS made",
            Tuple.from(new Object[] {
              Buffer.buffer(token.sha256()),
              call.value(),
              tenant.value(),
              effect,
              endpoint.value(),
              now.atOffset(UTC),
              ClaimStore.interval(lasts)
            }))
        .map(rows -> rows.iterator().next().getBoolean("made"));
  }

  /** To the first call at its endpoint that brings it in time, and to that call again; empty to all others. */
  public Future<Optional<Moved>> redeem(
      MoveToken token, EndpointId endpoint, String carrierCall, Instant now) {
    return door.ask(
            "redeem move token",
            LONGEST_WAIT,
            "SELECT call, tenant, effect, payload, owner, caller, caller_name, dialled FROM door.move_redeem($1, $2, $3, $4)",
            Tuple.of(
                Buffer.buffer(token.sha256()), endpoint.value(), carrierCall, now.atOffset(UTC)))
        .map(rows -> Door.mapped(rows, MoveStore::moved).stream().findFirst());
  }

  /** @return whether the claim is now the token's tenant's */
  public Future<Boolean> bind(MoveToken token, CallId call) {
    return door.ask(
            "bind moved call",
            LONGEST_WAIT,
            "SELECT door.move_bind($1, $2) AS bound",
            Tuple.of(Buffer.buffer(token.sha256()), call.value()))
        .map(rows -> rows.iterator().next().getBoolean("bound"));
  }

  /** The latest words of the call from which {@code call} was moved, oldest first; none if it was not, or {@code node} does not own it. */
  public Future<List<Said>> saidBefore(CallId call, NodeId node, int most) {
    return door.list(
        "said before",
        "SELECT item, side, body FROM door.said_before($1, $2, $3)",
        Tuple.of(call.value(), node.value(), most),
        row -> new Said(
            row.getString("item"), row.getString("side").equals("caller"), row.getString("body")));
  }

  private static Moved moved(Row row) {
    String effect = row.getString("effect");
    String payload = row.getString("payload");
    JsonNode wanted = Json.read(payload == null ? "{}" : payload);
    List<String> targets = new ArrayList<>();
    if (wanted.hasNonNull("key")) {
      targets.add(wanted.path("key").asText());
    }
    wanted.path("then").forEach(key -> targets.add(key.asText()));
    String name = row.getString("caller_name");
    return new Moved(
        new CallId(row.getUUID("call")),
        new TenantId(row.getUUID("tenant")),
        Integer.parseInt(effect.substring(effect.lastIndexOf('-') + 1)),
        new NodeId(row.getString("owner")),
        targets,
        wanted.path("about").asText(""),
        number(row.getString("caller")),
        name == null ? "" : name,
        number(row.getString("dialled")));
  }

  private static @Nullable PhoneNumber number(@Nullable String e164) {
    return e164 == null ? null : new PhoneNumber(e164);
  }
}
