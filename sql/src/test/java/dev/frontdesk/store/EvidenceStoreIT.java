package dev.frontdesk.store;

import static dev.frontdesk.store.House.fact;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.frontdesk.model.CallId;
import dev.frontdesk.store.EvidenceStore.Evidence;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class EvidenceStoreIT {
  private final Database database;

  EvidenceStoreIT(Database database) {
    this.database = database;
  }

  @Test
  void allThatIsWrittenOfACallIsReadTogetherByItsTenantOnly() {
    var house = House.create(database);
    var other = House.create(database);
    CallId call = new CallId(UUID.randomUUID());
    CallId theirs = new CallId(UUID.randomUUID());
    Wait.on(database
        .journal()
        .append(List.of(
            house.opened(call, 1),
            fact(
                call,
                2,
                "utterance",
                "{\"item\":\"a\",\"place\":1,\"side\":\"caller\",\"text\":\"hello\",\"state\":\"complete\"}"),
            fact(
                call,
                3,
                "transfer.attempted",
                "{\"attempt\":\"1\",\"key\":\"owner\",\"address\":\"+421900000002\"}"),
            fact(call, 4, "event", "{}"),
            fact(call, 5, "call.ended", "{\"outcome\":\"caller-hung-up\",\"reason\":\"\"}"),
            other.opened(theirs, 1))));

    List<String> ids = List.of(providerCall(house, call), providerCall(other, theirs), "nobody's");
    List<Evidence> found =
        Wait.on(database.inTenant(house.tenant(), stores -> stores.evidence().of(ids)));

    assertEquals(1, found.size());
    Evidence evidence = found.get(0);
    assertEquals(call, evidence.call().id());
    assertEquals("caller-hung-up", evidence.call().outcome());
    assertEquals(
        List.of("call.opened", "utterance", "transfer.attempted", "call.ended"),
        evidence.facts().stream().map(JournalRow::kind).toList());
    assertEquals(
        List.of("hello"),
        evidence.utterances().stream().map(UtteranceStore.Utterance::text).toList());
    assertEquals(
        List.of("owner"),
        evidence.attempts().stream().map(AttemptStore.Attempt::target).toList());
    assertEquals(List.of(), evidence.messages());
  }

  private String providerCall(House house, CallId call) {
    return Wait.on(database.inTenant(house.tenant(), stores -> stores.calls().byId(call)))
        .orElseThrow()
        .providerCallId();
  }
}
