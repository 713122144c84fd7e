package dev.frontdesk.aftercall;

import dev.frontdesk.aftercall.AfterCallCount.Result;
import dev.frontdesk.model.CallStory.Said;
import dev.frontdesk.model.CallSummary;
import dev.frontdesk.model.NodeId;
import dev.frontdesk.policy.SummaryPrompt;
import dev.frontdesk.policy.SummaryRules;
import dev.frontdesk.provider.Answer;
import dev.frontdesk.provider.Providers.Connection;
import dev.frontdesk.provider.TextModel.Question;
import dev.frontdesk.provider.TextModel.Used;
import dev.frontdesk.provider.TextModel.Written;
import dev.frontdesk.store.AfterCallStore;
import dev.frontdesk.store.AfterCallStore.Job;
import dev.frontdesk.store.AfterCallStore.Spent;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sums up one ended call. */
final class Summing {
  private static final Logger LOG = LoggerFactory.getLogger(Summing.class);

  /** How long a busy model is left alone, by attempt; after the last, rules tell what they can. */
  private static final List<Duration> PATIENCE =
      List.of(Duration.ofMinutes(1), Duration.ofMinutes(5));

  private static final Set<Answer.Kind> PASSING =
      Set.of(Answer.Kind.RATE_LIMITED, Answer.Kind.UNAVAILABLE, Answer.Kind.TIMEOUT);

  private final NodeId node;
  private final AfterCallStore calls;
  private final Function<Job, Optional<Connection>> readers;
  private final AfterCallCount count;

  /** @param readers whose text model reads the call; empty: nobody's */
  Summing(
      NodeId node,
      AfterCallStore calls,
      Function<Job, Optional<Connection>> readers,
      AfterCallCount count) {
    this.node = node;
    this.calls = calls;
    this.readers = readers;
    this.count = count;
  }

  /** Fails only if what came of it could not be written down. */
  Future<Void> up(Job job) {
    return model(job).map(connection -> ask(job, connection)).orElseGet(() -> byRules(job));
  }

  /** Whom to ask; empty: rules are to do, for the tenant's sake, the budget's, or because there is nothing to read. */
  private Optional<Connection> model(Job job) {
    boolean worth = job.settings().enabled()
        && job.affordable()
        && job.attempt() <= PATIENCE.size() + 1
        && job.story().said().stream().anyMatch(Said::caller);
    return worth ? readers.apply(job) : Optional.empty();
  }

  private Future<Void> ask(Job job, Connection connection) {
    var language = job.settings().language();
    var prompt = SummaryPrompt.of(
        job.story(), language == null ? "en" : language, job.settings().tags());
    return connection
        .provider()
        .text()
        .write(
            connection.endpoint(),
            new Question(prompt.instructions(), prompt.input(), "call_summary", prompt.schema()))
        .compose(
            written -> spent(job, written.used()).compose(counted -> told(job, prompt, written)));
  }

  private Future<Void> spent(Job job, @Nullable Used used) {
    return used == null
        ? Future.succeededFuture()
        : calls.spend(
            job.call(),
            new Spent(
                used.model(),
                used.textIn(),
                used.textCachedIn(),
                used.textOut(),
                used.costMicros(),
                used.priced()));
  }

  private Future<Void> told(Job job, SummaryPrompt prompt, Written written) {
    Answer answer = written.answer();
    if (answer.done()) {
      return WrittenSummary.read(written.text(), prompt.schema())
          .flatMap(read -> SummaryPrompt.kept(read, job.story(), job.settings(), model(written)))
          .map(summary -> settle(job, summary, Result.BY_MODEL))
          .orElseGet(() -> instead(job, "the answer has not the shape that was asked for"));
    }
    if (PASSING.contains(answer.kind()) && job.attempt() <= PATIENCE.size()) {
      return calls
          .later(node, job, PATIENCE.get(job.attempt() - 1))
          .onSuccess(done -> count.count(Result.PUT_OFF));
    }
    return instead(job, answer.reason());
  }

  private static String model(Written written) {
    Used used = written.used();
    return used == null ? "" : used.model();
  }

  private Future<Void> instead(Job job, String reason) {
    LOG.atInfo()
        .addKeyValue("call", job.call())
        .addKeyValue("tenant", job.tenant())
        .log("summed up by rules: {}", reason);
    return byRules(job);
  }

  private Future<Void> byRules(Job job) {
    return settle(job, SummaryRules.of(job.story(), job.settings().tags()), Result.BY_RULES);
  }

  private Future<Void> settle(Job job, CallSummary summary, Result result) {
    return calls.settle(node, job, summary).map(stored -> {
      if (stored) {
        count.count(result);
      }
      return null;
    });
  }
}
