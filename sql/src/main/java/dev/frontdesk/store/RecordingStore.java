package dev.frontdesk.store;

import dev.frontdesk.model.CallId;
import dev.frontdesk.model.EndpointId;
import dev.frontdesk.model.NodeId;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.TenantId;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Recordings that carriers have made of messages: each fetched by one node at a time, until its message is there. */
public final class RecordingStore {
  private final Door door;

  RecordingStore(Door door) {
    this.door = door;
  }

  /**
   * A recording that waits.
   *
   * @param recording the carrier's id
   * @param attempt this one, from 1; counted anew once it is fetched
   * @param fetched only its deletion at the carrier is left
   * @param transcribed a model is to write down what was said, and may be paid for
   * @param language BCP 47 tag, the tenant's
   */
  public record Job(
      UUID id,
      TenantId tenant,
      CallId call,
      EndpointId endpoint,
      String recording,
      int seconds,
      int attempt,
      boolean fetched,
      boolean transcribed,
      String language) {}

  /**
   * The carrier has recorded a message. Told twice, it is one.
   *
   * @param tenant whose number was dialled; null: known from the call alone
   * @param caller null: withheld, or not told
   * @return false if it was known, is not that tenant's, or its caller was erased
   */
  public Future<Boolean> recorded(
      EndpointId endpoint,
      CallId call,
      @Nullable TenantId tenant,
      String recording,
      @Nullable PhoneNumber caller,
      int seconds) {
    return door.ask(
            "take down recording",
            "SELECT door.voicemail_recorded($1, $2, $3, $4, $5, $6) AS fresh",
            Tuple.from(new Object[] {
              endpoint.value(),
              call.value(),
              tenant == null ? null : tenant.value(),
              recording,
              caller == null ? "" : caller.e164(),
              seconds
            }))
        .map(rows -> rows.iterator().next().getBoolean("fresh"));
  }

  /**
   * Leases recordings; several nodes never get the same one.
   *
   * @param lease after it, another node may take what is not settled: this one may have died
   */
  public Future<List<Job>> take(NodeId node, Duration lease, int limit) {
    return door.list(
        "take recordings",
        "SELECT id, tenant, call, endpoint, recording, seconds, attempt, fetched, transcribed, language FROM door.voicemail_take($1, $2, $3)",
        Tuple.of(node.value(), ClaimStore.interval(lease), limit),
        RecordingStore::job);
  }

  /**
   * What is to be stored of a recording.
   *
   * @param audio null: it could not be had
   * @param body of the message: what was said, or that something was
   */
  public record Fetched(
      @Nullable String mediaType, @Nullable Buffer audio, String body) {
    /** Nothing of what was said. */
    @Override
    public String toString() {
      return "Fetched[" + mediaType + "]";
    }
  }

  /** @return false: the caller was erased meanwhile, or the recording is another node's; nothing is stored */
  public Future<Boolean> settle(NodeId node, Job job, Fetched fetched) {
    return door.ask(
            "settle recording",
            "SELECT door.voicemail_settle($1, $2, $3, $4, $5, $6, $7) AS settled",
            Tuple.from(new Object[] {
              job.id(),
              node.value(),
              job.attempt(),
              fetched.mediaType(),
              fetched.audio(),
              Json.storable(fetched.body()),
              fetched.audio() != null
            }))
        .map(rows -> rows.iterator().next().getBoolean("settled"));
  }

  /** @param in null: nothing is left to be done */
  public Future<Void> later(NodeId node, Job job, @Nullable Duration in) {
    return door.ask(
            "put recording off",
            "SELECT door.voicemail_later($1, $2, $3, $4)",
            Tuple.of(
                job.id(), node.value(), job.attempt(), in == null ? null : ClaimStore.interval(in)))
        .mapEmpty();
  }

  /** Gives back what this node has taken and not settled. */
  public Future<Void> release(NodeId node) {
    return door.ask(
            "release recordings", "SELECT door.voicemail_release($1)", Tuple.of(node.value()))
        .mapEmpty();
  }

  private static Job job(Row row) {
    return new Job(
        row.getUUID("id"),
        new TenantId(row.getUUID("tenant")),
        new CallId(row.getUUID("call")),
        new EndpointId(row.getUUID("endpoint")),
        row.getString("recording"),
        row.getInteger("seconds"),
        row.getInteger("attempt"),
        row.getBoolean("fetched"),
        row.getBoolean("transcribed"),
        row.getString("language"));
  }
}
