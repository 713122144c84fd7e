package dev.frontdesk.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.model.CallId;
import dev.frontdesk.model.EndpointId;
import dev.frontdesk.model.NodeId;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class ClaimStoreIT {
  private static final NodeId HERE = new NodeId("here");
  private static final NodeId THERE = new NodeId("there");
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private final Database database;
  private final TestDatabase plain;

  ClaimStoreIT(Database database, TestDatabase plain) {
    this.database = database;
    this.plain = plain;
  }

  private static Claim claim(String providerCall, String type, @Nullable String carrierCall) {
    return new Claim(
        new CallId(UUID.randomUUID()),
        Database.PLATFORM_ENDPOINT,
        providerCall,
        type,
        carrierCall,
        "wh_" + UUID.randomUUID(),
        "{\"to\":\"+421900000001\"}",
        HERE,
        NOON);
  }

  private static String unique() {
    return "rtc_" + UUID.randomUUID();
  }

  @Test
  void aCallRunsFromItsClaimToItsEnd() {
    Claim claim = claim(unique(), "realtime.call.incoming", null);
    assertFalse(Wait.on(database.claims().isRunning(claim.call())));

    Wait.on(database.claims().claim(claim));
    assertTrue(Wait.on(database.claims().isRunning(claim.call())));

    plain.sql(
        "UPDATE call_claim SET state = 'ended' WHERE call_id = ?", claim.call().value());
    assertFalse(Wait.on(database.claims().isRunning(claim.call())));
  }

  @Test
  void aHundredDeliveriesOfOneCallAreFreshOnce() {
    String providerCall = unique();
    String carrierCall = unique();
    var storm = IntStream.range(0, 100)
        .mapToObj(i ->
            database.claims().claim(claim(providerCall, "realtime.call.incoming", carrierCall)))
        .toList();

    List<Claimed> answers = Wait.on(Future.all(storm).map(all -> all.<Claimed>list()));

    assertEquals(1, answers.stream().filter(Claimed::fresh).count());
    assertEquals(1, answers.stream().map(Claimed::call).distinct().count());
    assertEquals(
        1, plain.count("SELECT count(*) FROM call_claim WHERE provider_call_id = ?", providerCall));
  }

  @Test
  void theOtherWebhookTypeAnnouncesTheSameCall() {
    String carrierCall = unique();
    var both = IntStream.range(0, 40)
        .mapToObj(i -> i % 2 == 0
            ? claim("a" + carrierCall, "realtime.call.incoming", carrierCall)
            : claim("b" + carrierCall, "live.call.incoming", carrierCall))
        .map(database.claims()::claim)
        .toList();

    List<Claimed> answers = Wait.on(Future.all(both).map(all -> all.<Claimed>list()));

    assertEquals(1, answers.stream().filter(Claimed::fresh).count());
    assertEquals(1, answers.stream().map(Claimed::call).distinct().count());
  }

  @Test
  void theSameTypeWithTheSameCallIdIsANewAttempt() {
    String carrierCall = unique();
    var first =
        Wait.on(database.claims().claim(claim(unique(), "realtime.call.incoming", carrierCall)));

    var second =
        Wait.on(database.claims().claim(claim(unique(), "realtime.call.incoming", carrierCall)));

    assertTrue(first.fresh() && second.fresh());
    assertNotEquals(first.call(), second.call());
  }

  @Test
  void anOfferIsKeptWhateverItsStringsHold() {
    var odd = claim(unique(), "realtime.call.incoming", null);
    var nul = new Claim(
        odd.call(),
        odd.endpoint(),
        odd.providerCallId(),
        odd.webhookType(),
        "call\0id",
        odd.webhookId(),
        "{\"name\":\"a\\u0000b\",\"half\":\"\\ud800\"}",
        HERE,
        NOON);

    assertTrue(Wait.on(database.claims().claim(nul)).fresh());
  }

  @Test
  void aClaimOnAnUnknownEndpointIsRefused() {
    var claim = claim(unique(), "realtime.call.incoming", null);
    var elsewhere = new Claim(
        claim.call(),
        new EndpointId(UUID.randomUUID()),
        claim.providerCallId(),
        claim.webhookType(),
        null,
        claim.webhookId(),
        claim.offer(),
        HERE,
        NOON);

    var refused =
        assertInstanceOf(StoreRefused.class, Wait.failure(database.claims().claim(elsewhere)));

    assertEquals("23503", refused.sqlState());
  }

  @Test
  void onlyOneOfManyTakesACallOver() {
    var call = Wait.on(database.claims().claim(claim(unique(), "realtime.call.incoming", null)))
        .call();
    var takers = IntStream.range(0, 20)
        .mapToObj(i -> database.claims().fence(call, 1, THERE))
        .toList();

    List<OptionalInt> epochs = Wait.on(Future.all(takers).map(all -> all.<OptionalInt>list()));

    assertEquals(
        List.of(OptionalInt.of(2)),
        epochs.stream().filter(OptionalInt::isPresent).toList());
    assertEquals(
        List.of("there"),
        plain.strings("SELECT owner FROM call_claim WHERE call_id = ?", call.value()));
  }

  @Test
  void anEndedCallCannotBeTakenOver() {
    var call = Wait.on(database.claims().claim(claim(unique(), "realtime.call.incoming", null)))
        .call();
    plain.sql("UPDATE call_claim SET state = 'ended' WHERE call_id = ?", call.value());

    assertEquals(OptionalInt.empty(), Wait.on(database.claims().fence(call, 1, THERE)));
  }

  @Test
  void twoNodesShareTheUnansweredOffersWithoutOverlap() {
    Set<CallId> offered = new HashSet<>();
    for (int i = 0; i < 30; i++) {
      offered.add(Wait.on(database.claims().claim(claim(unique(), "realtime.call.incoming", null)))
          .call());
    }
    plain.sql("UPDATE call_claim SET offered_at = offered_at - interval '1 minute'");

    var here = database.claims().unanswered(Duration.ofSeconds(1), HERE, 500);
    var there = database.claims().unanswered(Duration.ofSeconds(1), THERE, 500);
    var all = new ArrayList<>(Wait.on(here));
    all.addAll(Wait.on(there));

    assertEquals(all.size(), all.stream().map(OpenOffer::call).distinct().count());
    var mine = all.stream().filter(offer -> offered.contains(offer.call())).toList();
    assertEquals(30, mine.size());
    assertTrue(mine.stream().allMatch(offer -> offer.attempts() == 2));
    assertTrue(
        Wait.on(there).stream().allMatch(offer -> offer.epoch() == 2), "a new owner, a new epoch");
    assertTrue(
        Wait.on(here).stream().filter(mine::contains).allMatch(offer -> offer.epoch() == 1),
        "whoever asks again for its own keeps the epoch, so that its first try is not fenced off");
    assertEquals(
        List.of(), Wait.on(database.claims().unanswered(Duration.ofSeconds(1), HERE, 500)));
  }

  @Test
  void theOfferOfALivingNodeIsLeftToItForTenSeconds() {
    Wait.on(database.leases().renew(HERE, "ACCEPTANCE", Duration.ofMinutes(1)));
    var call = Wait.on(database.claims().claim(claim(unique(), "realtime.call.incoming", null)))
        .call();
    plain.sql(
        "UPDATE call_claim SET offered_at = offered_at - interval '5 s' WHERE call_id = ?",
        call.value());
    assertFalse(offersTo(THERE).contains(call));

    plain.sql(
        "UPDATE call_claim SET offered_at = offered_at - interval '6 s' WHERE call_id = ?",
        call.value());
    var offered = Wait.on(database.claims().unanswered(Duration.ofSeconds(1), THERE, 500)).stream()
        .filter(open -> open.call().equals(call))
        .toList();
    assertEquals(
        List.of(HERE),
        offered.stream().map(OpenOffer::owner).toList(),
        "offered elsewhere, it is still its owner's, who may hold it");
    assertEquals(1, offered.get(0).epoch());
    Wait.on(database.leases().release(HERE));
  }

  @Test
  void anOfferThatALivingNodeNeverTakesIsAnotherNodesInTheEnd() {
    Wait.on(database.leases().renew(HERE, "SESSIONS", Duration.ofMinutes(1)));
    var call = Wait.on(database.claims().claim(claim(unique(), "realtime.call.incoming", null)))
        .call();
    plain.sql(
        "UPDATE call_claim SET offered_at = offered_at - interval '11 s', attempts = 5 WHERE call_id = ?",
        call.value());
    var offered = Wait.on(database.claims().unanswered(Duration.ofSeconds(1), THERE, 500)).stream()
        .filter(open -> open.call().equals(call))
        .findFirst()
        .orElseThrow();
    assertEquals(THERE, offered.owner());
    assertEquals(2, offered.epoch());
    Wait.on(database.leases().release(HERE));
  }

  private List<CallId> offersTo(NodeId node) {
    return Wait.on(database.claims().unanswered(Duration.ofSeconds(1), node, 500)).stream()
        .map(OpenOffer::call)
        .toList();
  }
}
