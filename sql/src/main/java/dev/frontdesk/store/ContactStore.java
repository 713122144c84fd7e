package dev.frontdesk.store;

import dev.frontdesk.model.Contact;
import dev.frontdesk.model.ContactId;
import dev.frontdesk.model.PhoneNumber;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Callers a tenant knows. */
public final class ContactStore {
  private static final String COLUMNS =
      "SELECT id, number, name, vip, blocked, language, notes FROM contact ";
  private static final String PAGE =
      COLUMNS + "WHERE {own} AND number > $2 ORDER BY number LIMIT $3";
  private static final String BY_ID = COLUMNS + "WHERE {own} AND id = $2";
  private static final String BY_NUMBER = COLUMNS + "WHERE {own} AND number = $2";

  /** The last of two with the same number counts; ids of known numbers stay. */
  private static final String UPSERT = """
      INSERT INTO contact (tenant_id, agency_id, id, number, name, vip, blocked, language, notes)
      SELECT DISTINCT ON (c.number) tenant.id, agency_id, c.id, c.number, c.name, c.vip, c.blocked, c.language, c.notes
      FROM tenant, unnest($2::uuid[], $3::text[], $4::text[], $5::boolean[], $6::boolean[], $7::text[], $8::text[])
        WITH ORDINALITY AS c (id, number, name, vip, blocked, language, notes, place)
      WHERE tenant.id = $1
      ORDER BY c.number, c.place DESC
      ON CONFLICT (tenant_id, number) DO UPDATE SET name = excluded.name, vip = excluded.vip, blocked = excluded.blocked,
        language = excluded.language, notes = excluded.notes
      """;

  private static final String INSERT = """
      INSERT INTO contact (tenant_id, agency_id, id, number, name, vip, blocked, language, notes)
      SELECT id, agency_id, $2, $3, $4, $5, $6, $7, $8 FROM tenant WHERE id = $1
      """;
  private static final String UPDATE = """
      UPDATE contact SET number = $3, name = $4, vip = $5, blocked = $6, language = $7, notes = $8 WHERE {own} AND id = $2
      """;
  private static final String DELETE = "DELETE FROM contact WHERE {own} AND id = $2";

  private static final String KEEP = "DELETE FROM contact WHERE {own} AND number <> ALL ($2)";

  private final Scope scope;

  ContactStore(Scope scope) {
    this.scope = scope;
  }

  /**
   * Contacts by number.
   *
   * @param after where the last page ended; null: from the first
   */
  public Future<List<Contact>> page(@Nullable PhoneNumber after, int limit) {
    return scope.list(
        "list contacts", PAGE, ContactStore::contact, after == null ? "" : after.e164(), limit);
  }

  public Future<Optional<Contact>> byId(ContactId id) {
    return scope.first("find contact", BY_ID, ContactStore::contact, id.value());
  }

  public Future<Optional<Contact>> byNumber(PhoneNumber number) {
    return scope.first("find contact", BY_NUMBER, ContactStore::contact, number.e164());
  }

  /** Fails with {@link StoreRefused} if the number is another contact's. */
  public Future<Void> add(Contact contact) {
    return scope.run("add contact", INSERT, values(contact)).mapEmpty();
  }

  /** Fails with {@link StoreRefused} if the number is another contact's. */
  public Future<Boolean> update(Contact contact) {
    return scope.touched("update contact", UPDATE, values(contact));
  }

  /** Adds contacts, or changes those whose numbers are known, in one statement for any number of them. */
  public Future<Integer> upsert(List<Contact> contacts) {
    return scope
        .run(
            "upsert contacts",
            UPSERT,
            contacts.stream().map(contact -> contact.id().value()).toArray(UUID[]::new),
            contacts.stream().map(contact -> contact.number().e164()).toArray(String[]::new),
            contacts.stream().map(Contact::name).toArray(String[]::new),
            contacts.stream().map(Contact::vip).toArray(Boolean[]::new),
            contacts.stream().map(Contact::blocked).toArray(Boolean[]::new),
            contacts.stream().map(Contact::language).toArray(String[]::new),
            contacts.stream().map(Contact::notes).toArray(String[]::new))
        .map(rows -> rows.rowCount());
  }

  /** Deletes all but those with one of these numbers. */
  public Future<Integer> keepOnly(List<PhoneNumber> numbers) {
    return scope
        .run("delete other contacts", KEEP, (Object)
            numbers.stream().map(PhoneNumber::e164).toArray(String[]::new))
        .map(rows -> rows.rowCount());
  }

  public Future<Boolean> delete(ContactId id) {
    return scope.touched("delete contact", DELETE, id.value());
  }

  private static @Nullable Object[] values(Contact contact) {
    return new @Nullable Object[] {
      contact.id().value(),
      contact.number().e164(),
      contact.name(),
      contact.vip(),
      contact.blocked(),
      contact.language(),
      contact.notes()
    };
  }

  private static Contact contact(Row row) {
    return new Contact(
        new ContactId(row.getUUID("id")),
        new PhoneNumber(row.getString("number")),
        row.getString("name"),
        row.getBoolean("vip"),
        row.getBoolean("blocked"),
        row.getString("language"),
        row.getString("notes"));
  }
}
