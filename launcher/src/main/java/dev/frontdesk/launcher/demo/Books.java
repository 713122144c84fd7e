package dev.frontdesk.launcher.demo;

import dev.frontdesk.launcher.demo.Founding.Founded;
import dev.frontdesk.store.CallRecord;
import dev.frontdesk.store.Database;
import dev.frontdesk.store.TenantStores;
import dev.frontdesk.store.UtteranceStore.Utterance;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
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
   */
  record Row(
      String tenant, CallRecord call, List<Utterance> transcript, long tools, int messages) {}

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
    return stores
        .utterances()
        .ofCall(call.id())
        .compose(transcript -> stores
            .facts()
            .timeline(call.id())
            .compose(facts -> stores
                .messages()
                .ofCall(call.id())
                .map(messages -> new Row(
                    tenant,
                    call,
                    transcript,
                    facts.stream()
                        .filter(fact -> fact.kind().equals("tool.asked"))
                        .count(),
                    messages.size()))));
  }
}
