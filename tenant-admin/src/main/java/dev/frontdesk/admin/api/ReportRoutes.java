package dev.frontdesk.admin.api;

import dev.frontdesk.model.CallId;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.store.Database;
import dev.frontdesk.store.UsageStore;
import dev.frontdesk.store.UsageStore.Amounts;
import dev.frontdesk.store.UsageStore.Line;
import dev.frontdesk.store.UtteranceStore.Cursor;
import dev.frontdesk.store.UtteranceStore.Found;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** {@code …/search} and {@code …/usage}: what was said, and what it cost. */
final class ReportRoutes {
  private static final int MONTHS = 36;

  private final Database database;

  ReportRoutes(Database database) {
    this.database = database;
  }

  void bind(Operations operations) {
    operations.on("searchTranscripts", this::search);
    operations.on("getTenantUsage", this::ofTenant);
    operations.on("getAgencyUsage", this::ofAgency);
  }

  private Future<Answer> search(Request request) {
    String words = String.valueOf(request.query("words"));
    Cursor after = request.after(ReportRoutes::cursor);
    return database
        .inTenant(
            request.tenant(),
            stores -> stores.utterances().search(words, request.limit() + 1, after))
        .map(found -> request.page(
            found,
            each -> each.startedAt() + " " + each.call() + " " + each.item(),
            (Found each) -> each));
  }

  private static Cursor cursor(String text) {
    String[] parts = text.split(" ", 3);
    return new Cursor(Instant.parse(parts[0]), CallId.of(parts[1]), parts[2]);
  }

  private Future<Answer> ofTenant(Request request) {
    var months = Months.of(request);
    return database
        .inTenant(request.tenant(), stores -> months.lines(stores.usage()))
        .map(Answer::report);
  }

  private Future<Answer> ofAgency(Request request) {
    var months = Months.of(request);
    return database
        .inAgency(request.agency(), stores -> months.lines(stores.usage()))
        .map(Answer::report);
  }

  private record Shown(TenantId tenant, String month, Amounts amounts) {
    static Shown of(Line line) {
      return new Shown(line.tenant(), line.month().toString(), line.amounts());
    }
  }

  /** Both are meant, too. */
  private record Months(YearMonth from, YearMonth to) {
    static Months of(Request request) {
      YearMonth to = month(request.query("to"), YearMonth.now(ZoneOffset.UTC));
      YearMonth from = month(request.query("from"), to);
      if (from.isAfter(to) || from.plusMonths(MONTHS).isBefore(to)) {
        throw Fault.invalid("from", "must be at most " + MONTHS + " months before to");
      }
      return new Months(from, to);
    }

    private static YearMonth month(@Nullable String given, YearMonth absent) {
      return given == null ? absent : YearMonth.parse(given);
    }

    Future<Answer.Page<Shown>> lines(UsageStore usage) {
      return usage
          .byMonth(from, to)
          .map(lines -> new Answer.Page<>(lines.stream().map(Shown::of).toList(), null));
    }
  }
}
