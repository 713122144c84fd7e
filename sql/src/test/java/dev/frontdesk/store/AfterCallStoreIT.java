package dev.frontdesk.store;

import static dev.frontdesk.store.Furniture.SUMMARY;
import static dev.frontdesk.store.House.fact;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.model.CallId;
import dev.frontdesk.model.CallStory;
import dev.frontdesk.model.NodeId;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.Secret;
import dev.frontdesk.model.SummarySettings;
import dev.frontdesk.store.AfterCallStore.Job;
import dev.frontdesk.store.AfterCallStore.Spent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Ended calls are summed up by one node each, and what was made of them lives as long as what was said. */
@ExtendWith(PostgresExtension.class)
class AfterCallStoreIT {
  private static final NodeId FIRST = new NodeId("first");
  private static final NodeId SECOND = new NodeId("second");
  private static final Duration LEASE = Duration.ofMinutes(1);

  private final Database database;
  private final TestDatabase plain;
  private final AfterCallStore calls;
  private final House house;
  private final CallId call;

  AfterCallStoreIT(Database database, TestDatabase plain) {
    this.database = database;
    this.plain = plain;
    this.calls = database.afterCalls();
    this.house = House.create(database);
    this.call = house.open(database);
  }

  private void end() {
    Wait.on(database
        .journal()
        .append(List.of(
            fact(call, 2, "call.answered", "{}"),
            fact(
                call,
                3,
                "utterance",
                "{\"item\":\"a\",\"place\":1,\"side\":\"caller\",\"text\":\"Bread?\",\"state\":\"complete\"}"),
            fact(call, 4, "transfer.attempted", "{\"attempt\":\"1\",\"key\":\"owner\"}"),
            fact(
                call,
                5,
                "transfer.reported",
                "{\"attempt\":\"1\",\"outcome\":\"refused\",\"reason\":\"busy\"}"))));
    Wait.on(database
        .effects()
        .takeMessage(
            call, 1, "m", house.tenant(), "{\"name\":\"Jane\",\"message\":\"m\",\"urgent\":true}"));
    Wait.on(database
        .journal()
        .append(List.of(fact(call, 65, "call.ended", "{\"outcome\":\"caller-hung-up\"}"))));
  }

  private Optional<Job> take(NodeId node, Duration lease) {
    return Wait.on(calls.take(node, lease, Duration.ZERO, 10_000)).stream()
        .filter(each -> each.call().equals(call))
        .findFirst();
  }

  private Optional<SummaryStore.Stored> stored() {
    return Wait.on(
        database.inTenant(house.tenant(), stores -> stores.summaries().ofCall(call)));
  }

  @Test
  void anEndedCallIsTakenWithItsStoryAndOnlyOnce() {
    assertEquals(Optional.empty(), take(FIRST, LEASE));
    end();

    Job job = take(FIRST, LEASE).orElseThrow();

    assertEquals(
        new CallStory(
            "answer",
            "caller-hung-up",
            "",
            false,
            true,
            63,
            false,
            List.of(new CallStory.Message("Jane", true, "m")),
            List.of(new CallStory.Transfer("owner", "refused")),
            List.of(new CallStory.Said(true, "Bread?"))),
        job.story());
    assertEquals(new SummarySettings(true, "en", List.of()), job.settings());
    assertTrue(job.affordable());
    assertEquals(Optional.empty(), take(SECOND, LEASE));
    assertTrue(Wait.on(calls.settle(FIRST, job, SUMMARY)));
    assertEquals(Optional.of(SUMMARY), stored().map(SummaryStore.Stored::summary));
    assertEquals(Optional.empty(), take(FIRST, LEASE));
  }

  @Test
  void whatJustEndedIsLeftAloneForAMoment() {
    end();
    assertEquals(
        List.of(),
        Wait.on(calls.take(FIRST, LEASE, Duration.ofHours(1), 10_000)).stream()
            .filter(each -> each.call().equals(call))
            .toList());
  }

  @Test
  void anotherNodeTakesWhatALostOneWasAtAndTheLostOnesWordsCountNoMore() {
    end();
    Job lost = take(FIRST, Duration.ZERO).orElseThrow();

    Job again = take(SECOND, LEASE).orElseThrow();

    assertEquals(2, again.attempt());
    assertFalse(Wait.on(calls.settle(FIRST, lost, SUMMARY)));
    assertTrue(Wait.on(calls.settle(SECOND, again, SUMMARY)));
  }

  @Test
  void whatIsPutOffWaitsAndWhatIsGivenBackDoesNot() {
    end();
    Wait.on(calls.later(FIRST, take(FIRST, LEASE).orElseThrow(), Duration.ofHours(1)));
    assertEquals(Optional.empty(), take(FIRST, LEASE));
    plain.sql("UPDATE after_call SET due_at = now() WHERE call_id = ?", call.value());
    assertEquals(2, take(FIRST, LEASE).orElseThrow().attempt());

    Wait.on(calls.release(FIRST));

    assertEquals(2, take(SECOND, LEASE).orElseThrow().attempt());
  }

  @Test
  void ofACallerWhoIsErasedNothingIsLeftAndNothingComes() {
    end();
    Job late = take(FIRST, LEASE).orElseThrow();
    Wait.on(database.erasures().erase(house.tenant(), new PhoneNumber("+421900000009"), "key k"));

    assertFalse(Wait.on(calls.settle(FIRST, late, SUMMARY)));
    assertEquals(Optional.empty(), stored());
    assertEquals(0, plain.count("SELECT count(*) FROM after_call WHERE call_id = ?", call.value()));
  }

  @Test
  void aSummaryIsErasedWithItsCall() {
    end();
    Wait.on(calls.settle(FIRST, take(FIRST, LEASE).orElseThrow(), SUMMARY));

    Wait.on(database.erasures().erase(house.tenant(), new PhoneNumber("+421900000009"), "key k"));

    assertEquals(Optional.empty(), stored());
  }

  @Test
  void aSummaryGoesWithTheTranscriptUnlessTheCallIsHeld() {
    end();
    Wait.on(calls.settle(FIRST, take(FIRST, LEASE).orElseThrow(), SUMMARY));
    plain.sql(
        "UPDATE tenant SET transcript_days = 7 WHERE id = ?", house.tenant().value());
    plain.sql(
        "UPDATE call SET received_at = now() - interval '8 days', held_at = now(), held_for = 'x' WHERE id = ?",
        call.value());
    Wait.on(database.retention().run());
    assertTrue(stored().isPresent());

    plain.sql("UPDATE call SET held_at = NULL, held_for = NULL WHERE id = ?", call.value());
    Wait.on(database.retention().run());

    assertEquals(Optional.empty(), stored());
  }

  @Test
  void whatAModelCostsCountsInTheCallTheMonthAndTheBudget() {
    end();
    plain.sql(
        "UPDATE tenant SET monthly_budget_micros = 500 WHERE id = ?",
        house.tenant().value());
    Job job = take(FIRST, Duration.ZERO).orElseThrow();
    assertTrue(job.affordable());

    Wait.on(calls.spend(call, new Spent("gpt", 900, 100, 50, 500, true)));

    assertEquals(
        List.of("900 100 50 500"),
        plain.strings(
            "SELECT concat_ws(' ', text_in, text_cached_in, text_out, cost_micros) FROM call WHERE id = ?",
            call.value()));
    assertEquals(
        List.of("summary gpt 1 500"),
        plain.strings(
            "SELECT concat_ws(' ', kind, model, uses, cost_micros) FROM month_usage WHERE tenant_id = ?",
            house.tenant().value()));
    assertFalse(take(SECOND, LEASE).orElseThrow().affordable());
  }

  @Test
  void whoWantsToKnowIsTold() {
    Wait.on(database.inTenant(
        house.tenant(),
        stores -> stores
            .webhooks()
            .create(Furniture.webhook("call.summarised"), Secret.of("s"), Furniture.VAULT)));
    end();

    Wait.on(calls.settle(FIRST, take(FIRST, LEASE).orElseThrow(), SUMMARY));

    assertEquals(
        List.of("neutral [\"question\"] A caller asked for bread. +421900000009"),
        plain.strings("""
            SELECT concat_ws(' ', payload ->> 'sentiment', payload ->> 'tags', payload ->> 'summary', payload ->> 'caller')
            FROM outbox WHERE call_id = ? AND kind = 'call.summarised'""", call.value()));
  }

  @Test
  void settingsAreKept() {
    var wanted = new SummarySettings(false, "sk", List.of("cake-order"));
    Wait.on(database.inTenant(house.tenant(), stores -> stores.summaries().save(wanted)));
    end();

    assertEquals(
        wanted,
        Wait.on(database.inTenant(house.tenant(), stores -> stores.summaries().settings())));
    assertEquals(wanted, take(FIRST, LEASE).orElseThrow().settings());
  }
}
