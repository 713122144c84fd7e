package dev.frontdesk.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;

/** Deletes what is older than its tenant wants it kept. To be run every hour or so; several may run at once. */
public final class Retention {
  private static final int AT_ONCE = 500;

  private final Door door;

  Retention(Door door) {
    this.door = door;
  }

  /**
   * What was deleted.
   *
   * @param calls with all that was said and done in them
   * @param notifications that were delivered or given up
   * @param refusals deliveries that reached no tenant
   * @param strays claims, facts and effects of calls that never became a tenant's
   * @param transcripts what was said in calls that stay
   * @param bodies of messages that stay
   */
  public record Deleted(
      long calls,
      long messages,
      long notifications,
      long refusals,
      long strays,
      long transcripts,
      long bodies) {
    static final Deleted NOTHING = new Deleted(0, 0, 0, 0, 0, 0, 0);

    private Deleted and(Deleted more) {
      return new Deleted(
          calls + more.calls,
          messages + more.messages,
          notifications + more.notifications,
          refusals + more.refusals,
          strays + more.strays,
          transcripts + more.transcripts,
          bodies + more.bodies);
    }
  }

  /** Deletes in batches, each a transaction of its own, until nothing is left that is too old. */
  public Future<Deleted> run() {
    return run(AT_ONCE);
  }

  Future<Deleted> run(int atOnce) {
    return some(atOnce)
        .compose(deleted -> deleted.equals(Deleted.NOTHING)
            ? Future.succeededFuture(deleted)
            : run(atOnce).map(deleted::and));
  }

  private Future<Deleted> some(int atOnce) {
    return door.ask(
            "retention",
            "SELECT calls, messages, notifications, refusals, strays FROM door.retention_run($1)",
            Tuple.of(atOnce))
        .map(rows -> deleted(rows.iterator().next()))
        .compose(deleted -> forgotten(atOnce).map(deleted::and));
  }

  /** What was said in calls that are kept, when it is older than that is kept. */
  private Future<Deleted> forgotten(int atOnce) {
    return door.ask(
            "retention of transcripts",
            "SELECT transcripts, bodies, notifications FROM door.retention_forget($1)",
            Tuple.of(atOnce))
        .map(rows -> rows.iterator().next())
        .map(row -> new Deleted(
            0,
            0,
            row.getLong("notifications"),
            0,
            0,
            row.getLong("transcripts"),
            row.getLong("bodies")));
  }

  private static Deleted deleted(Row row) {
    return new Deleted(
        row.getLong("calls"),
        row.getLong("messages"),
        row.getLong("notifications"),
        row.getLong("refusals"),
        row.getLong("strays"),
        0,
        0);
  }
}
