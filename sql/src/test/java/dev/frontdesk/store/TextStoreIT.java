package dev.frontdesk.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.model.CallId;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.store.TextStore.Begun;
import java.util.List;
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
