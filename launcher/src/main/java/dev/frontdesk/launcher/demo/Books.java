package dev.frontdesk.launcher.demo;

import dev.frontdesk.launcher.demo.Founding.Founded;
import dev.frontdesk.store.AttemptStore.Attempt;
import dev.frontdesk.store.CallRecord;
import dev.frontdesk.store.Database;
import dev.frontdesk.store.DeliveryStore.Proof;
import dev.frontdesk.store.MessageStore.Message;
import dev.frontdesk.store.TenantStores;
import dev.frontdesk.store.UtteranceStore.Utterance;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What PostgreSQL knows about the calls, read as any tenant would read it. Blocks. */
final class Books {
  private static final int MOST_CALLS = 100;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  private final Database database;
  private final List<Founded> tenants;

  Books(Database database, List<Founded> tenants) {
    this.database = database;
    this.tenants = tenants;
  }

  /**
   * One call as it stands in the database.
   *
   * @param tools how many were asked for
   * @param messages that were taken
   * @param attempts to hand the caller over
   * @param proofs of who was told of its messages
   */
  record Row(
      String tenant,
      CallRecord call,
      List<Utterance> transcript,
      long tools,
      int messages,
      List<Attempt> attempts,
      List<Proof> proofs) {}

  /** By the provider's id, once {@code calls} of them have ended there, or what there is after ten seconds. */
  Map<String, Row> read(int calls) {
    long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
    List<Row> rows = rows();
    while (ended(rows) < calls && System.nanoTime() < deadline) {
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
      rows = rows();
    }
    return rows.stream()
        .collect(Collectors.toMap(row -> row.call().providerCallId(), Function.identity()));
  }

  /** One call, once it is as it should be, or as it stands after ten seconds. */
  Optional<Row> one(String providerCallId, Predicate<Row> complete) {
    long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
    Optional<Row> row = find(providerCallId);
    while (row.filter(complete).isEmpty() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
      row = find(providerCallId);
    }
    return row;
  }

  private Optional<Row> find(String providerCallId) {
    return rows().stream()
        .filter(row -> row.call().providerCallId().equals(providerCallId))
        .findFirst();
  }

  private static long ended(List<Row> rows) {
    return rows.stream().filter(row -> row.call().endedAt() != null).count();
  }

  private List<Row> rows() {
    return tenants.stream()
        .flatMap(tenant -> database
            .inTenant(tenant.tenant(), stores -> rows(tenant.business().name(), stores))
            .await()
            .stream())
        .toList();
  }

  private static Future<List<Row>> rows(String tenant, TenantStores stores) {
    return stores
        .calls()
        .page(null, MOST_CALLS)
        .compose(calls -> Future.join(
                calls.stream().map(call -> row(tenant, stores, call)).toList())
            .map(rows -> rows.<Row>list()));
  }

  private static Future<Row> row(String tenant, TenantStores stores, CallRecord call) {
    var transcript = stores.utterances().ofCall(call.id());
    var facts = stores.facts().timeline(call.id());
    var messages = stores.messages().ofCall(call.id());
    var attempts = stores.attempts().ofCall(call.id());
    var proofs = messages.compose(taken -> proofs(stores, call, taken));
    return Future.join(transcript, facts, messages, attempts, proofs)
        .map(read -> new Row(
            tenant,
            call,
            transcript.result(),
            facts.result().stream()
                .filter(fact -> fact.kind().equals("tool.asked"))
                .count(),
            messages.result().size(),
            attempts.result(),
            proofs.result()));
  }

  private static Future<List<Proof>> proofs(
      TenantStores stores, CallRecord call, List<Message> messages) {
    return Future.join(messages.stream()
            .map(message -> stores.deliveries().ofMessage(call.id(), message.id()))
            .toList())
        .map(read -> read.<List<Proof>>list().stream().flatMap(List::stream).toList());
  }
}
