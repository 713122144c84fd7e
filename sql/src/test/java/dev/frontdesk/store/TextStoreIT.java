package dev.frontdesk.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.model.CallId;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.TextLimits;
import dev.frontdesk.model.TextRefusal;
import dev.frontdesk.store.TextStore.Begun;
import dev.frontdesk.store.TextStore.Guarded;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A text message goes from the tenant's own number, and its furthest news stands, in whatever order they come. */
@ExtendWith(PostgresExtension.class)
class TextStoreIT {
  private static final String SID = "SM00000000000000000000000000000001";
  private static final PhoneNumber CALLER = new PhoneNumber("+421900000009");

  private final Database database;
  private final TestDatabase plain;
  private final TextStore texts;
  private final House house;

  TextStoreIT(Database database, TestDatabase plain) {
    this.database = database;
    this.plain = plain;
    this.texts = database.texts();
    this.house = House.create(database, Database.PLATFORM_CARRIER);
  }

  private Begun begun() {
    return Wait.on(texts.begin(house.tenant(), null, null, CALLER, 1)).orElseThrow();
  }

  private boolean told(Begun begun, String status, @Nullable Integer error) {
    return Wait.on(texts.status(begun.id(), begun.endpoint(), SID, status, error));
  }

  private String status(Begun begun) {
    return plain
        .strings(
            "SELECT concat_ws(' ', status, error_code) FROM text_message WHERE id = ?", begun.id())
        .get(0);
  }

  @Test
  void itGoesFromANumberOfTheTenantAtACarrierAndFromNoOther() {
    assertEquals(house.number(), begun().sender());
    House elsewhere = House.create(database);
    assertTrue(Wait.on(texts.begin(elsewhere.tenant(), null, null, CALLER, 1)).isEmpty());
  }

  @Test
  void toNumbersThatCallersShowGoesNoMoreThanTheTenantAllows() {
    var limits = new TextLimits(2, 3);
    var other = new PhoneNumber("+421900000010");
    for (int i = 0; i < 3; i++) {
      begun(); // of a number that the tenant named, which does not count
    }
    assertNull(within(CALLER, limits).refusal());
    assertNull(within(CALLER, limits).refusal());
    assertEquals(new Guarded(null, TextRefusal.NUMBER_LIMIT), within(CALLER, limits));
    assertEquals(
        house.number(), Objects.requireNonNull(within(other, limits).begun()).sender());
    assertEquals(new Guarded(null, TextRefusal.DAY_LIMIT), within(other, limits));

    House elsewhere = House.create(database, Database.PLATFORM_CARRIER);
    assertTrue(Wait.on(texts.beginWithin(elsewhere.tenant(), null, CALLER, 1, limits))
        .filter(each -> each.refusal() == null)
        .isPresent());
    plain.sql(
        "UPDATE text_message SET asked_at = asked_at - interval '25 hours' WHERE recipient = ?",
        CALLER.e164());
    assertNull(within(CALLER, limits).refusal());
  }

  private Guarded within(PhoneNumber recipient, TextLimits limits) {
    return Wait.on(texts.beginWithin(house.tenant(), null, recipient, 1, limits))
        .orElseThrow();
  }

  @Test
  void aLateWordNeverTakesAnythingBack() {
    Begun begun = begun();
    assertTrue(told(begun, "queued", null));
    assertTrue(told(begun, "delivered", null));
    assertTrue(told(begun, "sent", null));
    assertTrue(told(begun, "undelivered", 30_003));
    assertEquals("delivered", status(begun));
  }

  @Test
  void whatWasNotDeliveredNamesTheCarriersCode() {
    Begun begun = begun();
    told(begun, "sent", null);
    told(begun, "undelivered", 30_003);
    assertEquals("undelivered 30003", status(begun));
  }

  @Test
  void wordsOfAnotherMessageOrNoWordsAreNoNews() {
    Begun begun = begun();
    told(begun, "queued", null);
    assertFalse(Wait.on(
        texts.status(begun.id(), begun.endpoint(), SID.replace("SM0", "SM1"), "delivered", null)));
    assertFalse(
        Wait.on(texts.status(begun.id(), Database.PLATFORM_ENDPOINT, SID, "delivered", null)));
    assertFalse(told(begun, "dreamt", null));
    assertEquals("queued", status(begun));
  }

  @Test
  void whoeverIsForgottenWasWrittenToNoMore() {
    CallId call = house.open(database);
    Begun begun = Wait.on(texts.begin(house.tenant(), call, null, CALLER, 1)).orElseThrow();
    plain.strings("UPDATE call SET erased_at = now() WHERE id = ? RETURNING id", call.value());
    assertEquals(List.of(), plain.strings("SELECT id FROM text_message WHERE id = ?", begun.id()));
  }
}
