package dev.frontdesk.accept;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.frontdesk.bus.BusMessage.NodeLoad;
import dev.frontdesk.bus.BusMessage.TenantLoad;
import dev.frontdesk.model.AgencyId;
import dev.frontdesk.model.AgencyLimits;
import dev.frontdesk.model.AgencySettings;
import dev.frontdesk.model.BlockList;
import dev.frontdesk.model.CallId;
import dev.frontdesk.model.CallLimits;
import dev.frontdesk.model.FrontDesk;
import dev.frontdesk.model.OpeningHours;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.model.TenantSettings;
import dev.frontdesk.policy.AgencyLoad;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LoadBookTest {
  private static final TenantId BAKERY = new TenantId(new UUID(0, 1));
  private Instant now = Instant.parse("2026-11-21T12:00:00Z");
  private final LoadBook book = new LoadBook(() -> now);

  @Test
  void aBurstBetweenTwoReportsCounts() {
    accept(1);
    accept(2);
    assertEquals(2, live());
  }

  @Test
  void aCallThatItsHolderReportsIsNotCountedTwice() {
    accept(1);
    told("a", 1);
    assertEquals(1, live());
  }

  @Test
  void theCallsOfAllHoldersCount() {
    told("a", 3);
    told("b", 4);
    assertEquals(7, live());
  }

  @Test
  void aHolderThatIsSilentIsGoneWithItsCalls() {
    told("a", 3);
    now = now.plusSeconds(6);
    told("b", 1);
    assertEquals(1, live());
  }

  @Test
  void theCallsOfAnAgencysTenantsCountTogether() {
    var cafe = new TenantId(new UUID(0, 7));
    var stranger = new TenantId(new UUID(0, 8));
    told("a", 3);
    book.told(new NodeLoad("b", List.of(new TenantLoad(cafe, 4), new TenantLoad(stranger, 5))));
    accept(1);
    var limits = new AgencyLimits(9, 700L);

    var load = book.of(
        bakery(),
        new AgencySettings(bakery().agency(), limits, 600, BlockList.NONE),
        Set.of(BAKERY, cafe)::contains,
        true);

    assertEquals(4, load.liveCalls());
    assertEquals(new AgencyLoad(limits, 8, 600), load.agency());
  }

  private void accept(int call) {
    now = now.plusMillis(10);
    book.accepted(new CallId(new UUID(1, call)), BAKERY);
  }

  private void told(String holder, int calls) {
    now = now.plusMillis(10);
    book.told(new NodeLoad(holder, List.of(new TenantLoad(BAKERY, calls))));
  }

  private int live() {
    return book.of(bakery(), true).liveCalls();
  }

  private static TenantSettings bakery() {
    return new TenantSettings(
        BAKERY,
        new AgencyId(new UUID(0, 2)),
        "Bakery",
        TenantSettings.Status.ACTIVE,
        "SK",
        "en",
        null,
        OpeningHours.always(ZoneOffset.UTC),
        CallLimits.DEFAULTS,
        FrontDesk.DEFAULTS,
        Map.of(),
        List.of(),
        null,
        0,
        1);
  }
}
