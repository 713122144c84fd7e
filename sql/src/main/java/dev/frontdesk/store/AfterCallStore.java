package dev.frontdesk.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frontdesk.model.CallId;
import dev.frontdesk.model.CallStory;
import dev.frontdesk.model.CallStory.Message;
import dev.frontdesk.model.CallStory.Said;
import dev.frontdesk.model.CallStory.Transfer;
import dev.frontdesk.model.CallSummary;
import dev.frontdesk.model.EndpointId;
import dev.frontdesk.model.NodeId;
import dev.frontdesk.model.SummarySettings;
import dev.frontdesk.model.TenantId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Ended calls that are to be summed up: each by one node at a time, until it is done. */
public final class AfterCallStore {
  private final Door door;

  AfterCallStore(Door door) {
    this.door = door;
  }

  /**
   * A call to be summed up.
   *
   * @param endpoint on which it came in, a voice provider's or a carrier's
   * @param attempt this one, from 1
   * @param affordable false: the tenant's or its agency's budget of the month is spent
   * @param settings with the language that counts
   */
  public record Job(
      CallId call,
      TenantId tenant,
      EndpointId endpoint,
      int attempt,
      boolean affordable,
      SummarySettings settings,
      CallStory story) {

    /** Nothing of what was said. */
    @Override
    public String toString() {
      return "Job[" + call + " " + attempt + "]";
    }
  }

  /**
   * What a model used.
   *
   * @param costMicros micro-dollars; 0 if nobody knows the price
   */
  public record Spent(
      String model,
      long textIn,
      long textCachedIn,
      long textOut,
      long costMicros,
      boolean priced) {}

  /**
   * Leases ended calls; several nodes never get the same one.
   *
   * @param lease after it, another node may take what is not settled: this one may have died
   * @param quiet how long ago they ended at least: what happened last may be written down last
   */
  public Future<List<Job>> take(NodeId node, Duration lease, Duration quiet, int limit) {
    return door.list(
        "take ended calls",
        "SELECT call, tenant, endpoint, attempt, wanted, affordable, language, tags, story FROM door.after_call_take($1, $2, $3, $4)",
        Tuple.of(node.value(), ClaimStore.interval(lease), ClaimStore.interval(quiet), limit),
        AfterCallStore::job);
  }

  /** @return false: the caller was erased meanwhile, or the call is another node's; nothing is stored */
  public Future<Boolean> settle(NodeId node, Job job, CallSummary summary) {
    return door.ask(
            "settle summary",
            "SELECT door.after_call_settle($1, $2, $3, $4, $5, $6, $7, $8) AS settled",
            Tuple.from(new Object[] {
              job.call().value(),
              node.value(),
              job.attempt(),
              Json.storable(summary.text()),
              summary.sentiment().name().toLowerCase(Locale.ROOT),
              summary.tags().toArray(String[]::new),
              summary.followUps().stream().map(Json::storable).toArray(String[]::new),
              summary.model()
            }))
        .map(rows -> rows.iterator().next().getBoolean("settled"));
  }

  /** Counts into the call, the month and the budgets what a model used, whatever becomes of what it wrote. */
  public Future<Void> spend(CallId call, Spent spent) {
    return spend(call, "summary", spent);
  }

  /** @param kind of usage, one word */
  public Future<Void> spend(CallId call, String kind, Spent spent) {
    String usage = Json.write(Map.of(
        "kind", kind,
        "model", spent.model(),
        "textIn", spent.textIn(),
        "textCachedIn", spent.textCachedIn(),
        "textOut", spent.textOut(),
        "costMicros", spent.costMicros(),
        "priced", spent.priced()));
    return door.ask(
            "count summary's cost",
            "SELECT door.after_call_spent($1, $2)",
            Tuple.of(call.value(), usage))
        .mapEmpty();
  }

  /** Puts a call off. */
  public Future<Void> later(NodeId node, Job job, Duration in) {
    return door.ask(
            "put summary off",
            "SELECT door.after_call_later($1, $2, $3, $4)",
            Tuple.of(job.call().value(), node.value(), job.attempt(), ClaimStore.interval(in)))
        .mapEmpty();
  }

  /** Gives back what this node has taken and not settled. */
  public Future<Void> release(NodeId node) {
    return door.ask(
            "release ended calls", "SELECT door.after_call_release($1)", Tuple.of(node.value()))
        .mapEmpty();
  }

  private static Job job(Row row) {
    return new Job(
        new CallId(row.getUUID("call")),
        new TenantId(row.getUUID("tenant")),
        new EndpointId(row.getUUID("endpoint")),
        row.getInteger("attempt"),
        row.getBoolean("affordable"),
        new SummarySettings(
            row.getBoolean("wanted"),
            row.getString("language"),
            List.of(row.getArrayOfStrings("tags"))),
        story(Json.read(row.getString("story"))));
  }

  private static CallStory story(JsonNode told) {
    return new CallStory(
        told.path("decision").asText(),
        told.path("outcome").asText(),
        told.path("caller").asText(),
        told.path("known").asBoolean(),
        told.path("answered").asBoolean(),
        told.path("seconds").asLong(),
        told.path("emergency").asBoolean(),
        SettingsReader.list(
            told.path("messages"),
            each -> new Message(
                each.path("from").asText(),
                each.path("urgent").asBoolean(),
                each.path("body").asText())),
        SettingsReader.list(
            told.path("transfers"),
            each ->
                new Transfer(each.path("target").asText(), each.path("outcome").asText())),
        SettingsReader.list(
            told.path("said"),
            each -> new Said(each.path("caller").asBoolean(), each.path("text").asText())));
  }
}
