package dev.frontdesk.admin.api;

import dev.frontdesk.model.AgencyLimits;
import dev.frontdesk.store.AgencyStores;
import dev.frontdesk.store.Database;
import dev.frontdesk.store.MoneyStore.Money;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.BiFunction;
import java.util.function.Function;

/** {@code /v1/agencies/{agency}/limits} and {@code …/markup}: what an agency may use, and what it adds. */
final class MoneyRoutes {
  private static final int DECIMALS = 2;

  private final Database database;
  private final Writes writes;

  MoneyRoutes(Database database, Writes writes) {
    this.database = database;
    this.writes = writes;
  }

  void bind(Operations operations) {
    operations.on("getAgencyLimits", request -> get(request, Money::limits));
    operations.on("updateAgencyLimits", this::limit);
    operations.on("getMarkup", request -> get(request, Markup::of));
    operations.on("updateMarkup", this::markUp);
  }

  /** @param percent of the provider's price, to two decimals */
  private record Markup(BigDecimal percent) {
    Markup {
      if (percent.stripTrailingZeros().scale() > DECIMALS) {
        throw new IllegalArgumentException("percent has at most two decimals");
      }
      percent = percent.setScale(DECIMALS, RoundingMode.UNNECESSARY);
    }

    static Markup of(Money money) {
      return new Markup(money.markUpPercent());
    }
  }

  private Future<Answer> get(Request request, Function<Money, ?> part) {
    return database
        .inAgency(request.agency(), stores -> stores.money().read())
        .map(money -> Answer.ok(part.apply(money)));
  }

  private Future<Answer> limit(Request request) {
    return update(
        request,
        "agency.limits",
        Money::limits,
        request.body(AgencyLimits.class),
        (stores, limits) -> stores.money().limit(limits));
  }

  private Future<Answer> markUp(Request request) {
    return update(
        request,
        "agency.markup",
        Markup::of,
        request.body(Markup.class),
        (stores, markup) -> stores.money().markUp(markup.percent()));
  }

  private <T> Future<Answer> update(
      Request request,
      String what,
      Function<Money, T> part,
      T after,
      BiFunction<AgencyStores, T, Future<Void>> saving) {
    return writes.inAgency(
        request,
        request.agency(),
        stores -> stores.money().read().compose(money -> {
          T before = part.apply(money);
          request.mustMatch(before);
          return saving
              .apply(stores, after)
              .map(saved -> Change.updated(what, request.agency(), before, after));
        }));
  }
}
