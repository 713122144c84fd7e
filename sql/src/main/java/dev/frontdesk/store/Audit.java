package dev.frontdesk.store;

import dev.frontdesk.model.AgencyId;
import dev.frontdesk.store.AuditLinks.Head;
import dev.frontdesk.store.AuditLinks.Stretch;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Whether an agency's audit entries are all there, as they were written. Every hash is computed again, by the database. */
public final class Audit {
  private static final int AT_ONCE = 20_000;

  private final Database database;
  private final int atOnce;

  Audit(Database database) {
    this(database, AT_ONCE);
  }

  /** For tests: fewer entries in one look. */
  Audit(Database database, int atOnce) {
    this.database = database;
    this.atOnce = atOnce;
  }

  /**
   * What a verification found.
   *
   * @param entries how many were looked at
   * @param erased how many of them have lost their detail, which is no break
   * @param head hash of the newest entry, hexadecimal; kept elsewhere it proves later that nothing up to it was written anew
   * @param brokenAt place of the first entry that is wrong; null: the chain holds
   * @param reason what is wrong there, for people
   */
  public record Verdict(
      long entries,
      long erased,
      String head,
      @Nullable Long brokenAt,
      @Nullable String reason) {

    public boolean holds() {
      return brokenAt == null;
    }
  }

  /** Follows the chain from its first entry to the newest at this moment, or to the first break. */
  public Future<Verdict> verify(AgencyId agency) {
    return database
        .inAgency(agency, stores -> stores.auditLinks().head())
        .compose(head -> follow(agency, head, new Stretch(0, 0, 0, Buffer.buffer(), null, null)));
  }

  private Future<Verdict> follow(AgencyId agency, Head head, Stretch so) {
    if (so.broken() != null) {
      return Future.succeededFuture(verdict(so, so.broken(), so.wrong()));
    }
    if (so.place() >= head.last()) {
      return Future.succeededFuture(ended(head, so));
    }
    int most = (int) Math.min(atOnce, head.last() - so.place());
    return database
        .inAgency(agency, stores -> stores.auditLinks().after(so.place(), so.hash(), most))
        .compose(next -> follow(agency, head, sum(so, next)));
  }

  private static Stretch sum(Stretch so, Stretch next) {
    return new Stretch(
        so.entries() + next.entries(),
        so.erased() + next.erased(),
        next.place(),
        next.hash(),
        next.broken(),
        next.wrong());
  }

  private static Verdict ended(Head head, Stretch so) {
    if (head.place() > so.place()) {
      return verdict(
          so, so.place() + 1, "entries from here to %d are missing".formatted(head.place()));
    }
    if (head.place() < so.place() || !head.hash().equals(so.hash())) {
      return verdict(so, so.place(), "it is not the end that the chain's head names");
    }
    return verdict(so, null, null);
  }

  private static Verdict verdict(Stretch so, @Nullable Long at, @Nullable String reason) {
    return new Verdict(
        so.entries(), so.erased(), HexFormat.of().formatHex(so.hash().getBytes()), at, reason);
  }
}
