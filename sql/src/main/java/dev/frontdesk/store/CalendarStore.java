package dev.frontdesk.store;

import dev.frontdesk.model.Calendar;
import dev.frontdesk.model.Secret;
import dev.frontdesk.model.SlotRules;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.store.SecretVault.Owner;
import dev.frontdesk.store.SecretVault.WrappedKey;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A tenant's calendars and their passwords. */
public final class CalendarStore {
  private static final String COLUMNS = """
      SELECT name, description, url, username, slot_minutes, lead_minutes, horizon_days, offers FROM calendar
      """;
  private static final String LIST = COLUMNS + "WHERE {own} ORDER BY name";
  private static final String BY_NAME = COLUMNS + "WHERE {own} AND name = $2";
  private static final String UPSERT = """
      INSERT INTO calendar (tenant_id, agency_id, name, description, url, username, slot_minutes, lead_minutes, horizon_days, offers)
      SELECT id, agency_id, $2, $3, $4, $5, $6, $7, $8, $9 FROM tenant WHERE id = $1
      ON CONFLICT (tenant_id, name) DO UPDATE SET description = excluded.description, url = excluded.url, username = excluded.username,
        slot_minutes = excluded.slot_minutes, lead_minutes = excluded.lead_minutes, horizon_days = excluded.horizon_days,
        offers = excluded.offers
      """;
  private static final String DELETE = "DELETE FROM calendar WHERE {own} AND name = $2";
  private static final String OWNER =
      "SELECT tenant_id, agency_id FROM calendar WHERE {own} AND name = $2";
  private static final String ORIGIN =
      "SELECT origin FROM calendar_secret WHERE {own} AND calendar = $2";
  private static final String SEALED = """
      SELECT s.origin, s.sealed, k.wrapped, k.master_version
      FROM (SELECT * FROM calendar_secret WHERE {own} AND calendar = $2) s JOIN data_key k ON k.id = s.data_key_id
      """;
  private static final String ADD_SECRET = """
      INSERT INTO calendar_secret (tenant_id, agency_id, calendar, origin, sealed, data_key_id)
      SELECT tenant_id, agency_id, name, $3, $4, $5 FROM calendar WHERE {own} AND name = $2
      """;
  private static final String REMOVE_SECRET =
      "DELETE FROM calendar_secret WHERE {own} AND calendar = $2";

  private final Scope scope;

  CalendarStore(Scope scope) {
    this.scope = scope;
  }

  /**
   * A password as it is used.
   *
   * @param origin the only place it is sent to
   */
  public record Password(String origin, Secret secret) {}

  public Future<List<Calendar>> list() {
    return scope.list("list calendars", LIST, CalendarStore::calendar);
  }

  public Future<Optional<Calendar>> byName(String name) {
    return scope.first("find calendar", BY_NAME, CalendarStore::calendar, name);
  }

  /** Adds a calendar, or changes the one with its name. */
  public Future<Void> save(Calendar calendar) {
    SlotRules rules = calendar.rules();
    return scope
        .run(
            "save calendar",
            UPSERT,
            calendar.name(),
            calendar.description(),
            calendar.url(),
            calendar.username(),
            (int) rules.length().toMinutes(),
            (int) rules.lead().toMinutes(),
            rules.horizonDays(),
            rules.offers())
        .mapEmpty();
  }

  public Future<Boolean> delete(String name) {
    return scope.touched("delete calendar", DELETE, name);
  }

  /** Where the password of a calendar is sent to; empty if it has none. What it says is never told. */
  public Future<Optional<String>> passwordOrigin(String name) {
    return scope.first("find calendar password", ORIGIN, row -> row.getString("origin"), name);
  }

  /** Puts a password in place of the one there is; false if there is no such calendar here. */
  public Future<Boolean> replacePassword(String name, Password password, SecretVault vault) {
    return removePassword(name)
        .compose(removed -> scope.first("find calendar", OWNER, OwnerKeys.DataOwner::of, name))
        .compose(owner -> owner.isEmpty()
            ? Future.succeededFuture(false)
            : new OwnerKeys(scope, vault)
                .seal(owner.get(), password.secret())
                .compose(closed -> scope.touched(
                    "add calendar password",
                    ADD_SECRET,
                    name,
                    password.origin(),
                    closed.bytes(),
                    closed.key())));
  }

  public Future<Boolean> removePassword(String name) {
    return scope.touched("remove calendar password", REMOVE_SECRET, name);
  }

  /**
   * The password of a calendar; empty if it has none.
   *
   * @param vault null: secrets stay closed, and this fails if there is one
   */
  public Future<Optional<Password>> password(String name, @Nullable SecretVault vault) {
    Owner owner = Owner.of(new TenantId(scope.owner()));
    return scope.first("open calendar password", SEALED, row -> opened(owner, row, vault), name);
  }

  private static Password opened(Owner owner, Row row, @Nullable SecretVault vault) {
    if (vault == null) {
      throw new IllegalStateException("no master key: secrets stay closed");
    }
    try {
      var key =
          WrappedKey.of(row.getBuffer("wrapped").getBytes(), row.getInteger("master_version"));
      return new Password(
          row.getString("origin"),
          vault.open(owner, key, row.getBuffer("sealed").getBytes()));
    } catch (SecretVault.Unreadable e) {
      throw new IllegalStateException("the password of a calendar does not open", e);
    }
  }

  private static Calendar calendar(Row row) {
    return new Calendar(
        row.getString("name"),
        row.getString("description"),
        row.getString("url"),
        row.getString("username"),
        new SlotRules(
            Duration.ofMinutes(row.getInteger("slot_minutes")),
            Duration.ofMinutes(row.getInteger("lead_minutes")),
            row.getInteger("horizon_days"),
            row.getInteger("offers")));
  }
}
