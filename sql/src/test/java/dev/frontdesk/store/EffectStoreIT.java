package dev.frontdesk.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.frontdesk.model.CallId;
import dev.frontdesk.store.EffectVerdict.State;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class EffectStoreIT {
  private static final String MESSAGE =
      "{\"name\":\"Jana\",\"number\":\"+421900000003\",\"urgent\":true,\"message\":\"call \\u0000back\"}";

  private final Database database;
  private final TestDatabase plain;
  private final House house;

  EffectStoreIT(Database database, TestDatabase plain) {
    this.database = database;
    this.plain = plain;
    this.house = House.create(database);
  }

  private EffectVerdict claim(CallId call, int epoch) {
    return Wait.on(database.effects().claim(call, epoch, "hangup-1", "hangup", "{}"));
  }

  @Test
  void anEffectIsGrantedOnce() {
    CallId call = house.open(database);
    var askers = IntStream.range(0, 20)
        .mapToObj(i -> database.effects().claim(call, 1, "refer-1", "refer", "{}"))
        .toList();

    List<EffectVerdict> verdicts =
        Wait.on(Future.all(askers).map(all -> all.<EffectVerdict>list()));

    assertEquals(
        1, verdicts.stream().filter(verdict -> verdict.state() == State.GRANTED).count());
    assertEquals(
        19, verdicts.stream().filter(verdict -> verdict.state() == State.DONE).count());
  }

  @Test
  void aStaleEpochGetsNothing() {
    CallId call = house.open(database);
    Wait.on(database.claims().fence(call, 1, House.NODE));

    assertEquals(new EffectVerdict(State.STALE, null), claim(call, 1));
    assertEquals(new EffectVerdict(State.GRANTED, null), claim(call, 2));
  }

  @Test
  void anUnknownCallGetsNothing() {
    assertEquals(State.STALE, claim(new CallId(UUID.randomUUID()), 1).state());
  }

  @Test
  void theNextOwnerLearnsWhatAnEffectCameTo() {
    CallId call = house.open(database);
    claim(call, 1);
    Wait.on(database.effects().finish(call, "hangup-1", "{\"status\":200}"));
    Wait.on(database.claims().fence(call, 1, House.NODE));

    assertEquals(new EffectVerdict(State.DONE, "{\"status\":200}"), claim(call, 2));
  }

  @Test
  void theNextOwnerLearnsThatNobodyKnows() {
    CallId call = house.open(database);
    claim(call, 1);
    Wait.on(database.claims().fence(call, 1, House.NODE));

    assertEquals(new EffectVerdict(State.DONE, null), claim(call, 2));
  }

  @Test
  void aMessageIsTakenOnce() {
    CallId call = house.open(database);

    var first = Wait.on(database.effects().takeMessage(call, 1, "tool-1", house.tenant(), MESSAGE));
    var second =
        Wait.on(database.effects().takeMessage(call, 1, "tool-1", house.tenant(), MESSAGE));

    assertEquals(State.GRANTED, first.state());
    assertEquals(new EffectVerdict(State.DONE, first.result()), second);
    var taken =
        Wait.on(database.inTenant(house.tenant(), stores -> stores.messages().ofCall(call)));
    assertEquals(
        List.of("Jana call \ufffdback"),
        taken.stream().map(message -> message.fromName() + " " + message.body()).toList());
    assertEquals(
        1,
        plain.count(
            "SELECT count(*) FROM outbox WHERE call_id = ? AND kind = 'message.taken'",
            call.value()));
  }

  @Test
  void aMessageMayBeTakenBeforeTheOpeningIsWritten() {
    CallId call = house.claim(database);

    var taken = Wait.on(database.effects().takeMessage(call, 1, "tool-1", house.tenant(), MESSAGE));

    assertEquals(State.GRANTED, taken.state());
  }

  @Test
  void aMessageUnderAStaleEpochIsNotTaken() {
    CallId call = house.open(database);
    Wait.on(database.claims().fence(call, 1, House.NODE));

    var stale = Wait.on(database.effects().takeMessage(call, 1, "tool-1", house.tenant(), MESSAGE));

    assertEquals(State.STALE, stale.state());
    assertEquals(0, plain.count("SELECT count(*) FROM message WHERE call_id = ?", call.value()));
  }

  @Test
  void aMessageForAnotherTenantIsRefused() {
    CallId opened = house.open(database);
    CallId unopened = house.claim(database);
    House victim = House.create(database, house.endpoint());
    House stranger = House.withOwnEndpoint(database);

    assertInstanceOf(
        StoreRefused.class,
        Wait.failure(
            database.effects().takeMessage(opened, 1, "tool-1", victim.tenant(), MESSAGE)));
    assertInstanceOf(
        StoreRefused.class,
        Wait.failure(
            database.effects().takeMessage(unopened, 1, "tool-1", stranger.tenant(), MESSAGE)));
    assertEquals(0, plain.count("SELECT count(*) FROM effect WHERE call_id = ?", opened.value()));
  }
}
