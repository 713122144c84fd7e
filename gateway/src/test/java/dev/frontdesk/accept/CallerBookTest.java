package dev.frontdesk.accept;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.frontdesk.bus.BusMessage.CallerAnswered;
import dev.frontdesk.model.CallId;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CallerBookTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final TenantId BAKERY = new TenantId(new UUID(0, 1));
  private static final PhoneNumber JANA = new PhoneNumber("+421900000001");

  private final CallerBook book = new CallerBook(() -> NOON, told -> {});
  private int calls;

  @Test
  void countsTheCallsOfOneNumberToOneTenant() {
    answered(BAKERY, JANA, NOON);
    answered(BAKERY, JANA, NOON.plusSeconds(90));
    answered(BAKERY, new PhoneNumber("+421900000002"), NOON);
    answered(new TenantId(new UUID(0, 2)), JANA, NOON);

    assertEquals(2, book.callsThisHour(BAKERY, JANA, NOON.plusSeconds(120)));
  }

  @Test
  void forgetsACallAfterAnHour() {
    answered(BAKERY, JANA, NOON);
    answered(BAKERY, JANA, NOON.plus(Duration.ofMinutes(30)));

    assertEquals(2, book.callsThisHour(BAKERY, JANA, NOON.plus(Duration.ofMinutes(59))));
    assertEquals(1, book.callsThisHour(BAKERY, JANA, NOON.plus(Duration.ofMinutes(60))));
    assertEquals(0, book.callsThisHour(BAKERY, JANA, NOON.plus(Duration.ofMinutes(91))));
  }

  @Test
  void countsAnewAfterALongSilence() {
    answered(BAKERY, JANA, NOON);
    Instant later = NOON.plus(Duration.ofDays(3));
    answered(BAKERY, JANA, later);

    assertEquals(1, book.callsThisHour(BAKERY, JANA, later));
  }

  @Test
  void aCallThatIsToldOfTwiceCountsOnce() {
    var told = new CallerAnswered(new CallId(new UUID(1, 1)), BAKERY, JANA, NOON);
    book.told(told);
    book.told(told);

    assertEquals(1, book.callsThisHour(BAKERY, JANA, NOON));
  }

  @Test
  void aCallThatIsToldOfLateCountsWhereItBelongs() {
    answered(BAKERY, JANA, NOON.plus(Duration.ofMinutes(10)));
    answered(BAKERY, JANA, NOON);
    answered(BAKERY, JANA, NOON.minus(Duration.ofHours(2)));

    assertEquals(2, book.callsThisHour(BAKERY, JANA, NOON.plus(Duration.ofMinutes(10))));
    assertEquals(1, book.callsThisHour(BAKERY, JANA, NOON.plus(Duration.ofMinutes(65))));
  }

  private void answered(TenantId tenant, PhoneNumber caller, Instant at) {
    book.told(new CallerAnswered(new CallId(new UUID(2, ++calls)), tenant, caller, at));
  }
}
