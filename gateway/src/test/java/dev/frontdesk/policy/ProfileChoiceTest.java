package dev.frontdesk.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.model.CallId;
import dev.frontdesk.model.Canary;
import dev.frontdesk.model.Care;
import dev.frontdesk.model.Profile;
import dev.frontdesk.model.ProfileVersionId;
import dev.frontdesk.model.Reason;
import dev.frontdesk.model.TenantSettings;
import dev.frontdesk.model.VoiceSettings;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The share of a canary. */
class ProfileChoiceTest {
  private static final int CALLS = 20_000;
  private static final Profile TRIED = tried(9);

  private final Random random = new Random(20261121);

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 25, 50, 75, 99})
  void theCanaryGetsItsShareOfRandomCalls(int percent) {
    share(percent, i -> new CallId(new UUID(random.nextLong(), random.nextLong())));
  }

  /** Ids that count up, as those made of a clock do. */
  @ParameterizedTest
  @ValueSource(ints = {1, 5, 25, 50, 75, 99})
  void theCanaryGetsItsShareOfCallsInARow(int percent) {
    share(percent, i -> new CallId(new UUID(0x0190_0000_0000_7000L + i, 1)));
  }

  @Test
  void aCallIsAlwaysAnsweredTheSame() {
    TenantSettings tenant = tenant(50, TRIED);
    for (int i = 0; i < 100; i++) {
      var call = new CallId(new UUID(random.nextLong(), random.nextLong()));
      assertEquals(ProfileChoice.of(tenant, call), ProfileChoice.of(tenant, call));
    }
  }

  @Test
  void aLargerShareKeepsTheCallsOfASmallerOne() {
    for (int i = 0; i < 1_000; i++) {
      var call = new CallId(new UUID(random.nextLong(), random.nextLong()));
      if (isTried(tenant(10, TRIED), call)) {
        assertTrue(isTried(tenant(30, TRIED), call));
      }
    }
  }

  @Test
  void theNextCanaryGetsOtherCalls() {
    TenantSettings first = tenant(50, TRIED);
    TenantSettings next = tenant(50, tried(10));
    int both = 0;
    for (int i = 0; i < 1_000; i++) {
      var call = new CallId(new UUID(random.nextLong(), random.nextLong()));
      both += isTried(first, call) && isTried(next, call) ? 1 : 0;
    }
    assertTrue(both > 150 && both < 350, both + " of 1000 in both");
  }

  @Test
  void theReasonSaysSo() {
    TenantSettings tenant = tenant(99, TRIED);
    var call = new CallId(new UUID(1, 2));
    ProfileChoice choice = ProfileChoice.of(tenant, call);
    assertEquals(List.of(new Reason("canary", "version 9, 99 % of calls")), choice.reasons());
    assertEquals(TRIED, choice.tenant().profile());
  }

  @Test
  void withoutACanaryOrAPublishedVersionNothingIsChosen() {
    var call = new CallId(new UUID(1, 2));
    for (TenantSettings tenant : List.of(tenant(99, null), unpublished())) {
      assertEquals(ProfileChoice.settled(tenant), ProfileChoice.of(tenant, call));
    }
  }

  private interface Calls {
    CallId call(int i);
  }

  private static void share(int percent, Calls calls) {
    TenantSettings tenant = tenant(percent, TRIED);
    int hits = 0;
    for (int i = 0; i < CALLS; i++) {
      hits += isTried(tenant, calls.call(i)) ? 1 : 0;
    }
    double expected = CALLS * percent / 100.0;
    double fiveSigma = 5 * Math.sqrt(expected * (100 - percent) / 100.0);
    assertEquals(expected, hits, fiveSigma, percent + " %");
  }

  private static boolean isTried(TenantSettings tenant, CallId call) {
    return !ProfileChoice.of(tenant, call).reasons().isEmpty();
  }

  private static Profile tried(int version) {
    return new Profile(
        new ProfileVersionId(new UUID(7, version)),
        version,
        "Be brief.",
        "Hi.",
        "",
        VoiceSettings.DEFAULTS,
        Set.of(),
        List.of());
  }

  private static TenantSettings unpublished() {
    var desk = new Desk();
    desk.profile = null;
    return with(desk.tenant(), new Canary(TRIED, 99));
  }

  private static TenantSettings tenant(int percent, @Nullable Profile tried) {
    return with(new Desk().tenant(), tried == null ? null : new Canary(tried, percent));
  }

  private static TenantSettings with(TenantSettings tenant, @Nullable Canary canary) {
    return new TenantSettings(
        tenant.id(),
        tenant.agency(),
        tenant.name(),
        tenant.status(),
        tenant.region(),
        tenant.locale(),
        tenant.sipDomain(),
        tenant.hours(),
        tenant.limits(),
        tenant.desk(),
        tenant.contacts(),
        tenant.targets(),
        tenant.profile(),
        tenant.spentThisMonthMicros(),
        tenant.revision(),
        canary,
        Set.of(),
        Care.DEFAULTS,
        Map.of());
  }
}
