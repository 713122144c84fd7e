package dev.frontdesk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.bus.Address;
import dev.frontdesk.bus.Bus;
import dev.frontdesk.bus.BusMessage.ClaimMade;
import dev.frontdesk.bus.BusMessage.DatabaseSeen;
import dev.frontdesk.bus.BusMessage.Taken;
import dev.frontdesk.bus.Offer;
import dev.frontdesk.bus.RecordCodec;
import dev.frontdesk.bus.Witnesses;
import dev.frontdesk.call.Origin;
import dev.frontdesk.model.Attestation;
import dev.frontdesk.model.CallId;
import dev.frontdesk.model.NodeId;
import dev.frontdesk.provider.realtime.RealtimeProvider;
import dev.frontdesk.store.Database;
import dev.frontdesk.store.DatabaseSettings;
import dev.frontdesk.webhook.Claims;
import dev.frontdesk.webhook.Claims.Held;
import dev.frontdesk.webhook.ClaimsInMemory;
import dev.frontdesk.webhook.SharedClaims;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A phone rings, the database does not answer, and the provider announces the call more than once: it is one call, of one node. */
class ClaimsIT {
  private static final NodeId SELF = new NodeId("self");
  private static final NodeId OTHER = new NodeId("other");
  private static final Offer OFFER = new Offer(
      new Origin(
          Database.PLATFORM_ENDPOINT,
          RealtimeProvider.NAME,
          "rtc_1",
          null,
          null,
          "",
          null,
          Instant.EPOCH,
          Instant.EPOCH,
          Instant.EPOCH),
      List.of(),
      Attestation.FULL);

  private final int port = FreePorts.range(2);
  private final Vertx vertx = started(port);
  private final Bus bus = Gateway.bus(vertx);
  private final TestServer server = new TestServer();
  private final DatabaseSettings real = server.running();
  private final Wire wire = new Wire(vertx, real.port());
  private final Database database =
      TestGateway.await(Database.open(vertx, TestGateway.through(real, wire.port())));
  private final Witnesses witnesses = new Witnesses(SELF, bus, System::nanoTime);
  private final Claims claims = claims(vertx, bus, SELF, witnesses);

  @AfterEach
  void close() {
    TestGateway.await(database.close());
    TestGateway.await(vertx.close());
    server.close();
  }

  @Test
  void deliveriesAtTheSameTimeAreOneCall() {
    takesEntries(bus, SELF);
    wire.cut();
    List<Held> held = all(List.of(claim(claims), claim(claims), claim(claims)));
    assertEquals(1, held.stream().filter(each -> each.claimed().fresh()).count());
    assertEquals(1, calls(held).size(), "all are told of one call");
  }

  @Test
  void aDeliveryToAnotherNodeIsTheSameCall() {
    takesEntries(bus, SELF);
    Vertx second =
        TestGateway.await(Clustering.start(Optional.of(ChildNode.clusterSettings(port + 1, port))));
    try {
      Bus its = Gateway.bus(second);
      takesEntries(its, OTHER);
      var alone = new Witnesses(OTHER, its, System::nanoTime);
      wire.cut();
      List<Held> held = all(List.of(claim(claims), claim(claims(second, its, OTHER, alone))));
      assertEquals(1, held.stream().filter(each -> each.claimed().fresh()).count());
    } finally {
      TestGateway.await(second.close());
    }
  }

  @Test
  void aNodeThatReachesTheDatabaseMakesTheClaimAndHasTheCall() {
    var made = new CallId(new UUID(1, 2));
    reachesTheDatabase();
    TestGateway.await(bus.answer(
        Address.CLAIM_ASKED.on(OTHER),
        asked -> Future.succeededFuture(new ClaimMade(made, 3, true))));
    wire.cut();
    Held held = TestGateway.await(claim(claims));
    assertEquals(OTHER, held.owner());
    assertEquals(made, held.claimed().call());
    assertTrue(held.claimed().fresh());
  }

  @Test
  void aNodeThatWasAskedAndDidNotAnswerHasTheCallIfAnybodyHas() {
    reachesTheDatabase();
    bus.answer(
        Address.CLAIM_ASKED.on(OTHER), asked -> Promise.<ClaimMade>promise().future());
    takesEntries(bus, OTHER);
    wire.cut();
    assertEquals(OTHER, TestGateway.await(claim(claims)).owner());
  }

  @Test
  void aNodeThatIsGoneHasNothing() {
    reachesTheDatabase();
    takesEntries(bus, SELF);
    wire.cut();
    assertEquals(SELF, TestGateway.await(claim(claims)).owner());
  }

  @Test
  void aNodeThatHasNoRoomLeavesTheCallToAnother() {
    TestGateway.await(bus.answer(
        Address.JOURNAL.on(OTHER), batch -> Future.failedFuture("No space left on device")));
    takesEntries(bus, SELF);
    wire.cut();
    Iterator<NodeId> owners = List.of(OTHER, SELF).iterator();
    Held held = TestGateway.await(claim(claims(vertx, bus, owners::next, witnesses)));
    assertEquals(SELF, held.owner());
    assertTrue(held.claimed().fresh());
  }

  @Test
  void aClaimThatWasKeptNowhereMayBeMadeAgain() {
    wire.cut();
    assertFalse(
        TestGateway.await(claim(claims).map(true).otherwise(false))); // nobody takes its entry
    takesEntries(bus, SELF);
    assertTrue(TestGateway.await(claim(claims)).claimed().fresh());
  }

  private void reachesTheDatabase() {
    witnesses.are(List.of(SELF, OTHER));
    bus.answer(
        Address.DATABASE_ASKED.on(OTHER), asked -> Future.succeededFuture(new DatabaseSeen(true)));
  }

  private static void takesEntries(Bus bus, NodeId node) {
    TestGateway.await(
        bus.answer(Address.JOURNAL.on(node), batch -> Future.succeededFuture(new Taken())));
  }

  private Claims claims(Vertx on, Bus bus, NodeId owner, Witnesses witnesses) {
    return claims(on, bus, () -> owner, witnesses);
  }

  private Claims claims(Vertx on, Bus bus, Supplier<NodeId> owners, Witnesses witnesses) {
    return new Claims(
        database.claims(),
        bus,
        new RecordCodec(List.of()),
        owners,
        UUID::randomUUID,
        witnesses,
        new ClaimsInMemory(),
        new SharedClaims(on));
  }

  private static Future<Held> claim(Claims claims) {
    return claims.claim(OFFER, "realtime.call.incoming", "wh_1");
  }

  private static List<Held> all(List<Future<Held>> claimed) {
    return TestGateway.await(Future.all(claimed).map(done -> done.<Held>list()));
  }

  private static Set<CallId> calls(List<Held> held) {
    return held.stream().map(each -> each.claimed().call()).collect(Collectors.toSet());
  }

  private static Vertx started(int port) {
    return TestGateway.await(Clustering.start(Optional.of(ChildNode.clusterSettings(port, port))));
  }
}
