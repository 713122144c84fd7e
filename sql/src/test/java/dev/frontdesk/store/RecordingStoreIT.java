package dev.frontdesk.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.model.CallId;
import dev.frontdesk.model.NodeId;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.store.RecordingStore.Fetched;
import dev.frontdesk.store.RecordingStore.Job;
import dev.frontdesk.store.VoicemailStore.Sound;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A recording becomes a message once, whoever tells of it and however often, and goes when its message does. */
@ExtendWith(PostgresExtension.class)
class RecordingStoreIT {
  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final PhoneNumber CALLER = new PhoneNumber("+421900000009");
  private static final Fetched FETCHED =
      new Fetched("audio/x-wav", Buffer.buffer("RIFF"), "Two loaves, please.");

  private final NodeId node = new NodeId("node " + UUID.randomUUID());
  private final Database database;
  private final TestDatabase plain;
  private final RecordingStore recordings;
  private final House house;

  RecordingStoreIT(Database database, TestDatabase plain) {
    this.database = database;
    this.plain = plain;
    this.recordings = database.recordings();
    this.house = House.create(database);
  }

  @Test
  void isToldTwiceAndIsOneMessage() {
    CallId call = house.open(database);
    assertTrue(recorded(house, call));
    assertFalse(recorded(house, call));
    assertTrue(Wait.on(recordings.settle(node, taken(call), FETCHED)));
    assertEquals(List.of("+421900000009 Two loaves, please. 7"), plain.strings("""
            SELECT concat_ws(' ', m.from_number, m.body, o.payload ->> 'seconds') FROM message m
            JOIN outbox o ON o.call_id = m.call_id AND o.kind = 'message.taken' WHERE m.call_id = ?""", call.value()));
    assertEquals(
        Optional.of("RIFF"), sound(house, call).map(each -> each.bytes().toString()));
  }

  @Test
  void isLeasedToOneNodeAndTheLateOneStoresNothing() {
    CallId call = house.open(database);
    recorded(house, call);
    Job late = taken(call);
    assertEquals(Optional.empty(), due(call));
    plain.sql("UPDATE voicemail SET leased_until = now() WHERE call_id = ?", call.value());
    Job next = due(call).orElseThrow();
    assertFalse(Wait.on(recordings.settle(node, late, FETCHED)));
    assertTrue(Wait.on(recordings.settle(node, next, FETCHED)));
    assertFalse(Wait.on(recordings.settle(node, next, FETCHED)));
    assertEquals(1, plain.count("SELECT count(*) FROM message WHERE call_id = ?", call.value()));
  }

  @Test
  void isDeletedAtTheCarrierOnceItIsHereAndThenLeftAlone() {
    CallId call = house.open(database);
    recorded(house, call);
    Wait.on(recordings.settle(node, taken(call), FETCHED));
    Job atCarrier = taken(call);
    assertTrue(atCarrier.fetched());
    Wait.on(recordings.later(node, atCarrier, null));
    assertEquals(Optional.empty(), due(call));
  }

  @Test
  void ofAnotherTenantsNumberIsNobodys() {
    House other = House.create(database);
    CallId call = house.claim(database);
    assertFalse(Wait.on(recordings.recorded(
        Database.PLATFORM_CARRIER, call, house.tenant(), "RE" + call, CALLER, 7)));
    assertTrue(recorded(house, call));
    assertEquals(
        Optional.empty(),
        Wait.on(database.inTenant(
            other.tenant(), stores -> stores.voicemail().ofMessage(message(call)))));
  }

  @Test
  void isNotFetchedOfACallerWhoWasErased() {
    CallId call = house.open(database);
    recorded(house, call);
    Job job = taken(call);
    Wait.on(database.erasures().erase(house.tenant(), CALLER, "me"));
    assertFalse(Wait.on(recordings.settle(node, job, FETCHED)));
    assertFalse(recorded(house, call));
    assertEquals(0, plain.count("SELECT count(*) FROM voicemail WHERE call_id = ?", call.value()));
    assertEquals(0, plain.count("SELECT count(*) FROM message WHERE call_id = ?", call.value()));
  }

  @Test
  void goesWithTheErasureOfACallThatNobodyOpened() {
    CallId call = house.claim(database);
    recorded(house, call);
    Wait.on(database.erasures().erase(house.tenant(), CALLER, "me"));
    assertEquals(0, plain.count("SELECT count(*) FROM voicemail WHERE call_id = ?", call.value()));
  }

  @Test
  void itsSoundGoesWithTheTranscriptAndItselfWithTheMessage() {
    plain.sql(
        "UPDATE tenant SET retention_days = 30, transcript_days = 7 WHERE id = ?",
        house.tenant().value());
    CallId call = house.open(database);
    recorded(house, call);
    Wait.on(recordings.settle(node, taken(call), FETCHED));
    age(call, 6);
    assertTrue(sound(house, call).isPresent());
    age(call, 8);
    assertEquals(Optional.empty(), sound(house, call));
    assertEquals(1, plain.count("SELECT count(*) FROM voicemail WHERE call_id = ?", call.value()));
    age(call, 31);
    assertEquals(0, plain.count("SELECT count(*) FROM voicemail WHERE call_id = ?", call.value()));
  }

  /** What the retention leaves of it after so many days. */
  private void age(CallId call, int days) {
    plain.sql(
        "UPDATE message SET taken_at = now() - make_interval(days => ?) WHERE call_id = ?",
        days,
        call.value());
    Wait.on(database.retention().run());
  }

  private boolean recorded(House of, CallId call) {
    return Wait.on(recordings.recorded(of.endpoint(), call, of.tenant(), "RE" + call, CALLER, 7));
  }

  private Job taken(CallId call) {
    return due(call).orElseThrow();
  }

  /** Those of other tests are given back. */
  private Optional<Job> due(CallId call) {
    List<Job> all = Wait.on(recordings.take(node, LEASE, 10_000));
    all.stream()
        .filter(each -> !each.call().equals(call))
        .forEach(each -> Wait.on(recordings.later(node, each, Duration.ZERO)));
    return all.stream().filter(each -> each.call().equals(call)).findFirst();
  }

  private Optional<Sound> sound(House of, CallId call) {
    return Wait.on(
        database.inTenant(of.tenant(), stores -> stores.voicemail().ofMessage(message(call))));
  }

  private UUID message(CallId call) {
    return plain.strings("SELECT id::text FROM message WHERE call_id = ?", call.value()).stream()
        .findFirst()
        .map(UUID::fromString)
        .orElseGet(UUID::randomUUID);
  }
}
