package dev.frontdesk.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.model.CallId;
import dev.frontdesk.model.EndpointId;
import dev.frontdesk.model.MoveToken;
import dev.frontdesk.model.NodeId;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.store.MoveStore.Moved;
import dev.frontdesk.store.MoveStore.Said;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A call by SIP at one endpoint goes on at another, an agency's carrier account that none of its tenant's numbers ring through. */
@ExtendWith(PostgresExtension.class)
class MoveStoreIT {
  private static final Duration MINUTE = Duration.ofSeconds(60);
  private static final Instant NOON = House.NOON;

  private final Database database;
  private final TestDatabase plain;
  private final House house;
  private final EndpointId line;
  private final CallId former;
  private final String callSid = "CA" + UUID.randomUUID();

  MoveStoreIT(Database database, TestDatabase plain) {
    this.database = database;
    this.plain = plain;
    this.house = House.create(database);
    this.line = carrierOf(house);
    this.former = house.open(database);
    plain.sql(
        "INSERT INTO effect (call_id, effect_id, tenant_id, agency_id, epoch, kind, payload) VALUES (?, 'transfer-2', ?, ?, 1, 'transfer',"
            + " '{\"key\": \"jana\", \"address\": \"+1\", \"then\": [\"petr\"], \"about\": \"rolls\"}')",
        former.value(),
        house.tenant().value(),
        house.agency().value());
  }

  private EndpointId carrierOf(House owner) {
    return Wait.on(database.inAgency(
        owner.agency(),
        stores -> stores
            .endpoints()
            .create(
                "twilio",
                "carrier",
                "https://api.twilio.com",
                null,
                "AC00000000000000000000000000000001",
                "desk.sip.example.com")));
  }

  private static MoveToken token() {
    byte[] bytes = new byte[MoveToken.BYTES];
    new SecureRandom().nextBytes(bytes);
    return MoveToken.of(bytes);
  }

  private boolean made(MoveToken token, EndpointId at) {
    return Wait.on(
        database.moves().make(token, former, house.tenant(), "transfer-2", at, NOON, MINUTE));
  }

  private Optional<Moved> redeemed(MoveToken token, EndpointId at, String by, Instant when) {
    return Wait.on(database.moves().redeem(token, at, by, when));
  }

  private CallId arrived() {
    var call = new CallId(UUID.randomUUID());
    Wait.on(database
        .claims()
        .claim(
            new Claim(call, line, callSid, "twilio.voice", null, callSid, "{}", House.NODE, NOON)));
    return call;
  }

  @Test
  void itTellsTheFirstCallThatBringsItWhoseItIsAndThatCallAgain() {
    MoveToken token = token();
    assertTrue(made(token, line));

    List<Optional<Moved>> asked = Wait.on(Future.all(IntStream.range(0, 8)
            .mapToObj(i -> database.moves().redeem(token, line, "CA" + i, NOON))
            .toList())
        .map(all -> all.<Optional<Moved>>list()));
    var moved = new Moved(
        former,
        house.tenant(),
        2,
        House.NODE,
        List.of("jana", "petr"),
        "rolls",
        new PhoneNumber("+421900000009"),
        "",
        house.number());
    assertEquals(List.of(moved), asked.stream().flatMap(Optional::stream).toList());

    int first =
        IntStream.range(0, 8).filter(i -> asked.get(i).isPresent()).findFirst().getAsInt();
    assertEquals(
        Optional.of(moved), redeemed(token, line, "CA" + first, NOON.plus(MINUTE.multipliedBy(2))));
    assertEquals(Optional.empty(), redeemed(token, line, "CA9", NOON));
  }

  @Test
  void itIsWorthNothingLaterOrAtAnotherEndpointOrIfItWasNeverMade() {
    MoveToken token = token();
    assertTrue(made(token, line));
    assertEquals(Optional.empty(), redeemed(token, carrierOf(house), callSid, NOON));
    assertEquals(Optional.empty(), redeemed(token, line, callSid, NOON.plus(MINUTE)));
    assertEquals(Optional.empty(), redeemed(token(), line, callSid, NOON));
    assertTrue(redeemed(token, line, callSid, NOON).isPresent());
  }

  @Test
  void noneIsMadeForAnotherOwnersEndpointOrACallThatIsOver() {
    assertFalse(made(token(), carrierOf(House.create(database))));
    plain.sql("UPDATE call_claim SET state = 'ended' WHERE call_id = ?", former.value());
    assertFalse(made(token(), line));
  }

  @Test
  void theCallThatBroughtItIsOpenedForItsTenantThoughTheEndpointDoesNotReachIt() {
    MoveToken token = token();
    made(token, line);
    redeemed(token, line, callSid, NOON);
    CallId call = arrived();
    assertTrue(Wait.on(database.moves().bind(token, call)));

    Wait.on(database.journal().append(List.of(opened(call))));
    assertEquals(1L, plain.count("SELECT count(*) FROM call WHERE id = ?", call.value()));
    assertEquals(
        1L,
        plain.count(
            "SELECT count(*) FROM call_claim WHERE call_id = ? AND state = 'decided' AND moved_from = ?",
            call.value(),
            former.value()));
  }

  @Test
  void aCallThatDidNotBringItIsNotOpened() {
    MoveToken token = token();
    made(token, line);
    redeemed(token, line, "CA-other", NOON);
    CallId call = arrived();
    assertFalse(Wait.on(database.moves().bind(token, call)));
    Wait.on(database.journal().append(List.of(opened(call))));
    assertEquals(0L, plain.count("SELECT count(*) FROM call WHERE id = ?", call.value()));
  }

  @Test
  void whatWasSaidBeforeIsToldToTheOwnerOnly() {
    MoveToken token = token();
    made(token, line);
    redeemed(token, line, callSid, NOON);
    CallId call = arrived();
    Wait.on(database.moves().bind(token, call));
    for (int place = 1; place <= 3; place++) {
      plain.sql(
          "INSERT INTO utterance VALUES (?, ?, ?, 'item_' || ?::int, ?::int, CASE ?::int % 2 WHEN 1 THEN 'caller' ELSE 'agent' END, 'said ' || ?::int,"
              + " 'complete', now(), 1, 1, 1, 1)",
          former.value(),
          house.tenant().value(),
          house.agency().value(),
          place,
          place,
          place,
          place);
    }
    assertEquals(
        List.of(new Said("item_2", false, "said 2"), new Said("item_3", true, "said 3")),
        Wait.on(database.moves().saidBefore(call, House.NODE, 2)));
    assertEquals(List.of(), Wait.on(database.moves().saidBefore(call, new NodeId("other"), 2)));
  }

  private JournalRow opened(CallId call) {
    return House.fact(
        call, 1, "call.opened", """
        {"tenant": "%s", "endpoint": "%s", "caller": "+421900000009", "dialled": "%s", "providerCallId": "%s",
         "decision": "forward", "reasons": ["moved: jana"], "receivedAt": "2026-11-21T11:59:58Z"}""".formatted(house.tenant(), line, house.number(), callSid));
  }
}
