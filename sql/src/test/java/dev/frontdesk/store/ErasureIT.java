package dev.frontdesk.store;

import static dev.frontdesk.store.House.fact;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.model.CallId;
import dev.frontdesk.model.Contact;
import dev.frontdesk.model.ContactId;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.store.ErasureStore.Certificate;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A caller who asks to be forgotten is, by the one tenant that was asked. */
@ExtendWith(PostgresExtension.class)
class ErasureIT {
  private static final String SECRET = "my knee hurts";

  private final Database database;
  private final TestDatabase plain;
  private final House mine;
  private final House theirs;
  private final PhoneNumber caller = House.newNumber();

  ErasureIT(Database database, TestDatabase plain) {
    this.database = database;
    this.plain = plain;
    this.mine = House.withOwnEndpoint(database);
    this.theirs = House.withOwnEndpoint(database);
  }

  private JournalRow opened(House house, CallId call, Instant received) {
    return fact(call, 1, "call.opened", """
        {"tenant": "%s", "endpoint": "%s", "caller": "%s", "callerName": "Knee, Jane", "dialled": "%s", "providerCallId": "p", "decision": "answer",
         "reasons": ["caller-known: %s", "open"], "receivedAt": "%s"}""".formatted(
            house.tenant(), house.endpoint(), caller, house.number(), caller, received));
  }

  private CallId claimed(House house) {
    var call = new CallId(UUID.randomUUID());
    Wait.on(database
        .claims()
        .claim(new Claim(
            call,
            house.endpoint(),
            "rtc_" + call,
            "realtime.call.incoming",
            null,
            "wh",
            "{\"origin\":{\"caller\":\"%s\"}}".formatted(caller),
            House.NODE,
            House.NOON)));
    return call;
  }

  private static List<JournalRow> talk(CallId call) {
    return List.of(
        fact(call, 2, "call.answered", "{}"),
        fact(
            call,
            3,
            "utterance",
            "{\"item\":\"a\",\"place\":1,\"side\":\"caller\",\"text\":\"" + SECRET
                + "\",\"state\":\"complete\"}"),
        fact(call, 4, "event", "{\"said\":\"" + SECRET + "\"}"),
        fact(call, 5, "tool.answered", "{\"output\":\"" + SECRET + "\"}"),
        fact(call, 6, "usage", "{\"kind\":\"response\",\"model\":\"m\",\"costMicros\":700}"),
        fact(call, 7, "call.ended", "{\"outcome\":\"caller-hung-up\"}"));
  }

  private List<JournalRow> conversation(House house, CallId call, Instant received) {
    List<JournalRow> facts = new ArrayList<>(List.of(opened(house, call, received)));
    facts.addAll(talk(call));
    return facts;
  }

  /** Everything that a caller leaves behind. */
  private CallId leaveTraces(House house) {
    CallId call = claimed(house);
    Wait.on(database.journal().append(conversation(house, call, Instant.now())));
    Wait.on(database.effects().takeMessage(call, 1, "m", house.tenant(), message()));
    Wait.on(database.effects().claim(call, 1, "t", "http_tool", "{\"ask\":\"" + SECRET + "\"}"));
    Wait.on(database.effects().finish(call, "t", "{\"answer\":\"" + SECRET + "\"}"));
    Wait.on(database
        .claims()
        .refuse(house.endpoint(), "p2", caller.e164(), "+1", "unknown number", House.NOON));
    var contact = new ContactId(UUID.randomUUID());
    Wait.on(database.inTenant(
        house.tenant(),
        stores -> stores
            .contacts()
            .upsert(List.of(new Contact(contact, caller, "Jane", false, false, null, SECRET)))
            .compose(done -> stores.blocks().create(UUID.randomUUID(), caller.e164(), SECRET))
            .compose(done -> stores
                .audit()
                .add("key k", "contact.created", contact.toString(), "{\"name\":\"Jane\"}"))
            .compose(done ->
                stores.audit().add("key k", "call.blocked", "x", "{\"number\":\"" + caller + "\"}"))
            .compose(done -> stores.audit().add("key k", "hours.changed", "y", "{\"a\":1}"))));
    return call;
  }

  private String message() {
    return "{\"name\":\"Jane\",\"number\":\"%s\",\"message\":\"%s\"}".formatted(caller, SECRET);
  }

  private Certificate erase() {
    return Wait.on(database.erasures().erase(mine.tenant(), caller, "key k"));
  }

  /** Tables in which something of the caller stands, with how often. */
  private Map<String, Long> traces(House house) {
    var traces = new TreeMap<String, Long>();
    for (String table : plain.strings("""
        SELECT DISTINCT table_name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'tenant_id'
        """)) {
      long found = plain.count("""
          SELECT count(*) FROM %s r WHERE tenant_id = ? AND (strpos(to_jsonb(r)::text, ?) > 0 OR strpos(to_jsonb(r)::text, ?) > 0
            OR strpos(to_jsonb(r)::text, 'Jane') > 0)""".formatted(table), house.tenant().value(), caller.e164(), SECRET);
      if (found > 0) {
        traces.put(table, found);
      }
    }
    return traces;
  }

  @Test
  void nothingOfTheCallerIsLeftAtTheOneTenantAndEverythingAtTheOther() {
    leaveTraces(mine);
    leaveTraces(theirs);
    var before = traces(theirs);
    assertEquals(before, traces(mine));
    assertEquals(11, before.size(), before::toString);

    Certificate certificate = erase();

    assertEquals(Map.of(), traces(mine));
    assertEquals(before, traces(theirs));
    assertEquals(
        "{audit=2, blocks=1, calls=1, claims=1, contacts=1, effects=2, facts=4, messages=1, outbox=1, refusals=1, utterances=1}",
        new TreeMap<>(certificate.counts()).toString());
  }

  @Test
  void thatACallTookPlaceAndWhatItCostStays() {
    CallId call = leaveTraces(mine);

    erase();

    CallRecord seen = Wait.on(
            database.inTenant(mine.tenant(), stores -> stores.calls().byId(call)))
        .orElseThrow();
    assertEquals("caller-hung-up", seen.outcome());
    assertEquals(700, seen.usage().costMicros());
    assertEquals(List.of("caller-known", "open"), seen.reasons());
    assertNotNull(seen.answeredAt());
    var month = YearMonth.of(2026, 11);
    assertEquals(
        1,
        Wait.on(database.inTenant(mine.tenant(), stores -> stores.usage().byMonth(month, month)))
            .size());
  }

  @Test
  void theCertificateProvesItToWhoKnowsTheNumberAndTheAuditStillHolds() {
    leaveTraces(mine);

    Certificate certificate = erase();

    assertNotNull(certificate.finishedAt());
    assertTrue(certificate.isOf(caller));
    assertFalse(certificate.isOf(theirs.number()));
    assertEquals(
        List.of(certificate),
        Wait.on(database.inTenant(mine.tenant(), stores -> stores.erasures().page(null, 9))));
    var verdict = Wait.on(database.audit().verify(mine.agency()));
    assertTrue(verdict.holds(), verdict::toString);
    assertEquals(2, verdict.erased());
  }

  @Test
  void aNumberNobodyKnowsIsErasedTooAndTwiceIsNoHarm() {
    leaveTraces(mine);
    erase();

    Certificate again = erase();

    assertNotNull(again.finishedAt());
    assertTrue(again.counts().values().stream().allMatch(count -> count == 0), again::toString);
  }

  @Test
  void whatASpoolBringsLateOfAnErasedCallIsNotStored() {
    CallId call = claimed(mine);
    Wait.on(database.journal().append(List.of(opened(mine, call, Instant.now()))));
    erase();

    Wait.on(database.journal().append(talk(call)));
    Wait.on(database.effects().takeMessage(call, 1, "m", mine.tenant(), message()));
    Wait.on(database.effects().claim(call, 1, "t", "http_tool", "{\"ask\":\"" + SECRET + "\"}"));
    Wait.on(database.effects().finish(call, "t", "{\"answer\":\"" + SECRET + "\"}"));

    assertEquals(Map.of(), traces(mine));
    CallRecord seen = Wait.on(
            database.inTenant(mine.tenant(), stores -> stores.calls().byId(call)))
        .orElseThrow();
    assertEquals("caller-hung-up", seen.outcome());
    assertEquals(700, seen.usage().costMicros());
  }

  @Test
  void aCallThatIsKnownOnlyFromASpoolIsOpenedErased() {
    Instant before = Instant.now();
    erase();
    CallId call = claimed(mine);

    Wait.on(database.journal().append(conversation(mine, call, before)));

    assertEquals(Map.of(), traces(mine));
    assertEquals(
        700,
        Wait.on(database.inTenant(mine.tenant(), stores -> stores.calls().byId(call)))
            .orElseThrow()
            .usage()
            .costMicros());
  }

  @Test
  void whoCallsAgainLaterIsACallerLikeAnyOther() {
    erase();
    CallId call = claimed(mine);

    Wait.on(database.journal().append(conversation(mine, call, Instant.now().plusSeconds(3600))));

    assertEquals(
        List.of(SECRET),
        Wait.on(database.inTenant(mine.tenant(), stores -> stores.utterances().ofCall(call)))
            .stream()
            .map(UtteranceStore.Utterance::text)
            .toList());
  }

  @Test
  void manyCallsWrittenAtTheSameTimeAreAllErased() {
    Instant before = Instant.now();
    List<Future<?>> all = new ArrayList<>();
    Future<Certificate> erasure = null;
    for (int i = 0; i < 250; i++) {
      var call = new CallId(UUID.randomUUID());
      var facts = conversation(mine, call, before);
      all.add(database
          .journal()
          .append(facts.subList(0, 4))
          .compose(done -> database.journal().append(facts)));
      if (i == 220) {
        erasure = database.erasures().erase(mine.tenant(), caller, "key k");
        all.add(erasure);
      }
    }
    Wait.on(Future.all(all));

    assertEquals(Map.of(), traces(mine));
    assertEquals(
        250,
        plain.count(
            "SELECT count(*) FROM call WHERE tenant_id = ? AND erased_at IS NOT NULL",
            mine.tenant().value()));
  }
}
