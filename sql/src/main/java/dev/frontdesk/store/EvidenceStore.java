package dev.frontdesk.store;

import dev.frontdesk.model.CallId;
import dev.frontdesk.store.AttemptStore.Attempt;
import dev.frontdesk.store.MessageStore.Message;
import dev.frontdesk.store.UtteranceStore.Utterance;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All that is written down about some calls, for whoever knows what really happened in them: an audit. */
public final class EvidenceStore {
  /** Calls of one question; each has some dozens of facts. */
  public static final int MOST_CALLS = 100;

  private static final String CALLS =
      CallStore.COLUMNS + "WHERE {own} AND provider_call_id = ANY ($2)";
  private static final String FACTS = FactStore.COLUMNS
      + "WHERE {own} AND call_id = ANY ($2) AND kind <> 'event' ORDER BY epoch, seq";
  private static final String UTTERANCES = """
      SELECT call_id, item, place, side, body, state, started_at FROM utterance
      WHERE {own} AND call_id = ANY ($2) ORDER BY place, started_at, item
      """;
  private static final String ATTEMPTS = """
      SELECT call_id, attempt, target_key, address, begun_at, reported_at, outcome, reason FROM transfer_attempt
      WHERE {own} AND call_id = ANY ($2) ORDER BY coalesce(begun_at, reported_at), attempt
      """;
  private static final String MESSAGES =
      MessageStore.COLUMNS + "WHERE {own} AND call_id = ANY ($2) ORDER BY taken_at, id";

  private final Scope scope;

  EvidenceStore(Scope scope) {
    this.scope = scope;
  }

  /**
   * What is written down about one call.
   *
   * @param facts all but the call's own events, by epoch and sequence
   */
  public record Evidence(
      CallRecord call,
      List<JournalRow> facts,
      List<Utterance> utterances,
      List<Attempt> attempts,
      List<Message> messages) {
    public Evidence {
      facts = List.copyOf(facts);
      utterances = List.copyOf(utterances);
      attempts = List.copyOf(attempts);
      messages = List.copyOf(messages);
    }
  }

  /** @param providerCalls at most {@value #MOST_CALLS}, by the provider's ids; calls that are not known here are left out */
  public Future<List<Evidence>> of(List<String> providerCalls) {
    return scope
        .list("find calls", CALLS, CallStore::call, (Object) providerCalls.toArray(String[]::new))
        .compose(this::with);
  }

  private Future<List<Evidence>> with(List<CallRecord> calls) {
    UUID[] ids = calls.stream().map(call -> call.id().value()).toArray(UUID[]::new);
    var facts = by("list facts", FACTS, FactStore::fact, ids);
    var utterances = by("list utterances", UTTERANCES, UtteranceStore::utterance, ids);
    var attempts = by("list transfer attempts", ATTEMPTS, AttemptStore::attempt, ids);
    var messages = by("list messages", MESSAGES, MessageStore::message, ids);
    return Future.all(facts, utterances, attempts, messages)
        .map(read -> calls.stream()
            .map(call -> new Evidence(
                call,
                of(facts, call.id()),
                of(utterances, call.id()),
                of(attempts, call.id()),
                of(messages, call.id())))
            .toList());
  }

  private <T> Future<Map<CallId, List<T>>> by(
      String what, String sql, Function<Row, T> mapping, UUID[] ids) {
    return scope
        .list(
            what,
            sql,
            row -> Map.entry(new CallId(row.getUUID("call_id")), mapping.apply(row)),
            (Object) ids)
        .map(rows -> rows.stream()
            .collect(Collectors.groupingBy(
                Map.Entry::getKey,
                HashMap::new,
                Collectors.mapping(Map.Entry::getValue, Collectors.toList()))));
  }

  private static <T> List<T> of(Future<Map<CallId, List<T>>> read, CallId call) {
    return read.result().getOrDefault(call, List.of());
  }
}
