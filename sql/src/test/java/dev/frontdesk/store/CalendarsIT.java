package dev.frontdesk.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.model.Secret;
import dev.frontdesk.store.CalendarStore.Password;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Calendars act as they are now; their passwords are sealed. */
@ExtendWith(PostgresExtension.class)
class CalendarsIT {
  private static final Password PASSWORD =
      new Password("https://a.example:443", Secret.of("s3cret-of-a-calendar"));

  private final Database database;
  private final TestDatabase plain;
  private final House house;

  CalendarsIT(Database database, TestDatabase plain) {
    this.database = database;
    this.plain = plain;
    this.house = House.withOwnEndpoint(database);
  }

  @Test
  void whatIsSavedIsFound() {
    save();
    var book = new CalendarBook(database, Furniture.VAULT);
    assertEquals(List.of(Furniture.calendar()), Wait.on(book.of(house.tenant())));
    assertEquals(Optional.empty(), Wait.on(book.password(house.tenant(), "shop")));
  }

  @Test
  void aPasswordIsSealedAndOpenedWithTheMasterKeyOnly() {
    save();
    Wait.on(database.inTenant(
        house.tenant(),
        stores -> stores.calendars().replacePassword("shop", PASSWORD, Furniture.VAULT)));
    var found =
        Wait.on(new CalendarBook(database, Furniture.VAULT).password(house.tenant(), "shop"));
    assertEquals(PASSWORD.origin(), found.orElseThrow().origin());
    assertEquals("s3cret-of-a-calendar", found.orElseThrow().secret().reveal());
    assertEquals(
        List.of("f"),
        plain.strings(
            "SELECT DISTINCT strpos(encode(sealed, 'escape'), 's3cret') > 0 FROM calendar_secret"));
    var closed = new CalendarBook(database, null).password(house.tenant(), "shop");
    assertThrows(RuntimeException.class, () -> Wait.on(closed));
  }

  @Test
  void aPasswordIsSealedUnderTheKeyOfItsOwnTenant() {
    save();
    House other = House.withOwnEndpoint(database);
    Wait.on(database.inTenant(
        other.tenant(),
        stores -> stores
            .calendars()
            .save(Furniture.calendar())
            .compose(
                done -> stores.calendars().replacePassword("shop", PASSWORD, Furniture.VAULT))));
    var refused = assertThrows(
        RuntimeException.class,
        () -> plain.sql("""
        INSERT INTO calendar_secret (tenant_id, agency_id, calendar, origin, sealed, data_key_id)
        SELECT c.tenant_id, c.agency_id, c.name, '', '', k.id
        FROM calendar c, data_key k WHERE c.tenant_id = '%s' AND k.tenant_id = '%s'
        """.formatted(house.tenant().value(), other.tenant().value())));
    assertTrue(refused.toString().contains("belongs to the owner"), refused::toString);
  }

  private void save() {
    Wait.on(
        database.inTenant(house.tenant(), stores -> stores.calendars().save(Furniture.calendar())));
  }
}
