package dev.frontdesk.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.model.CallId;
import dev.frontdesk.model.NodeId;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.store.StreamTokenStore.Bound;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class StreamTokenStoreIT {
  private static final Duration MINUTE = Duration.ofSeconds(60);
  private static final Instant NOON = House.NOON;

  private final Database database;
  private final TestDatabase plain;
  private final House house;
  private final String callSid = "CA" + UUID.randomUUID();
  private final CallId call = new CallId(UUID.randomUUID());

  StreamTokenStoreIT(Database database, TestDatabase plain) {
    this.database = database;
    this.plain = plain;
    this.house = House.create(database, Database.PLATFORM_CARRIER);
    Wait.on(database
        .claims()
        .claim(new Claim(
            call,
            house.endpoint(),
            callSid,
            "twilio.voice",
            null,
            callSid,
            "{}",
            new NodeId("here"),
            NOON)));
  }

  private OptionalInt made(byte[] token) {
    return made(token, house.tenant());
  }

  private OptionalInt made(byte[] token, TenantId tenant) {
    return Wait.on(database.streamTokens().make(token, call, tenant, "AC1", callSid, NOON, MINUTE));
  }

  private Optional<Bound> redeemed(byte[] token, Instant at) {
    return Wait.on(database.streamTokens().redeem(token, at));
  }

  private static byte[] token() {
    return House.sha256(UUID.randomUUID().toString());
  }

  @Test
  void itIsGivenToTheFirstWhoAsksAndToNobodyElse() {
    byte[] token = token();
    assertEquals(OptionalInt.of(1), made(token));

    List<Optional<Bound>> asked = Wait.on(Future.all(IntStream.range(0, 8)
            .mapToObj(i -> database.streamTokens().redeem(token, NOON))
            .toList())
        .map(all -> all.<Optional<Bound>>list()));

    var bound = new Bound(house.endpoint(), "AC1", callSid, house.tenant(), call, 1);
    assertEquals(List.of(bound), asked.stream().flatMap(Optional::stream).toList());
  }

  @Test
  void afterItsTimeItIsWorthNothing() {
    byte[] token = token();
    made(token);
    assertEquals(Optional.empty(), redeemed(token, NOON.plus(MINUTE)));
  }

  @Test
  void inItsTimeItIsWorthSomething() {
    byte[] token = token();
    made(token);
    assertTrue(redeemed(token, NOON.plus(MINUTE).minusMillis(1)).isPresent());
  }

  @Test
  void whatWasNeverMadeIsWorthNothing() {
    assertEquals(Optional.empty(), redeemed(token(), NOON));
  }

  @Test
  void aCallThatIsOverGetsNoneAndRedeemsNone() {
    byte[] before = token();
    made(before);
    plain.sql("UPDATE call_claim SET state = 'ended' WHERE call_id = ?", call.value());
    assertEquals(OptionalInt.empty(), made(token()));
    assertEquals(Optional.empty(), redeemed(before, NOON));
  }

  @Test
  void aTenantThatTheEndpointDoesNotReachGetsNone() {
    House stranger = House.create(database, Database.PLATFORM_ENDPOINT);
    assertEquals(OptionalInt.empty(), made(token(), stranger.tenant()));
  }

  @Test
  void aDeliveryThatIsRepeatedOverAndOverFillsNothingUp() {
    for (int i = 0; i < 20; i++) {
      assertEquals(OptionalInt.of(1), made(token()));
    }
    assertEquals(OptionalInt.empty(), made(token()));
  }

  @Test
  void theTokenItselfIsNowhere() {
    byte[] token = token();
    made(token);
    assertEquals(
        1L, plain.count("SELECT count(*) FROM stream_token WHERE sha256 = ?", (Object) token));
    assertEquals(
        List.of("sha256 tenant_id agency_id call_id epoch account call_sid expires_at"),
        plain.strings("""
            SELECT string_agg(column_name, ' ' ORDER BY ordinal_position) FROM information_schema.columns
            WHERE table_name = 'stream_token'
            """));
  }

  @Test
  void newsOfTheCarrierFindsTheCall() {
    CarrierCall found =
        Wait.on(database.claims().carrierCall(house.endpoint(), callSid)).orElseThrow();
    assertEquals(
        new CarrierCall(call, 1, new NodeId("here"), CarrierCall.State.OFFERED, null, NOON), found);
    assertEquals(
        Optional.empty(),
        Wait.on(database.claims().carrierCall(Database.PLATFORM_ENDPOINT, callSid)));
  }
}
