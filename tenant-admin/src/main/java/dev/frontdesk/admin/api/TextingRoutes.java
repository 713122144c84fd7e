package dev.frontdesk.admin.api;

import dev.frontdesk.model.Texting;
import dev.frontdesk.store.Database;
import io.vertx.core.Future;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code /v1/tenants/{tenant}/texting}: to whom the receptionist may send text messages, and how many. */
final class TextingRoutes {
  private final Database database;
  private final Writes writes;

  TextingRoutes(Database database, Writes writes) {
    this.database = database;
    this.writes = writes;
  }

  void bind(Operations operations) {
    operations.on("getTexting", this::get);
    operations.on("saveTexting", this::save);
  }

  /** As shown, and as sent; what is absent gets its default. */
  record Shown(
      @Nullable List<String> countries,
      @Nullable Integer mostPerNumber,
      @Nullable Integer mostPerDay) {
    static Shown of(Texting texting) {
      return new Shown(texting.countries(), texting.perNumber(), texting.perDay());
    }

    Texting texting() {
      Texting usual = Texting.DEFAULTS;
      return new Texting(
          Objects.requireNonNullElse(countries, usual.countries()),
          Objects.requireNonNullElse(mostPerNumber, usual.perNumber()),
          Objects.requireNonNullElse(mostPerDay, usual.perDay()));
    }
  }

  private Future<Answer> get(Request request) {
    return database
        .inTenant(request.tenant(), stores -> stores.texting().settings())
        .map(settings -> Answer.ok(Shown.of(settings)));
  }

  private Future<Answer> save(Request request) {
    Texting after = request.body(Shown.class).texting();
    return writes.inTenant(
        request,
        stores -> stores.texting().settings().compose(before -> {
          request.mustMatch(Shown.of(before));
          return stores
              .texting()
              .save(after)
              .map(saved ->
                  Change.updated("texting", request.tenant(), Shown.of(before), Shown.of(after)));
        }));
  }
}
