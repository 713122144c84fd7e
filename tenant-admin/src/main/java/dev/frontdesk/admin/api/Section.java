package dev.frontdesk.admin.api;

import dev.frontdesk.store.Tenant;
import dev.frontdesk.store.TenantStores;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One part of a tenant's settings, read and written as a whole.
 *
 * @param <T> as it is shown: what is read is what may be written
 */
abstract class Section<T> {
  private final String name;
  private final boolean agencysOnly;

  /** @param agencysOnly whether a tenant's own key may only leave it as it is */
  Section(String name, boolean agencysOnly) {
    this.name = name;
    this.agencysOnly = agencysOnly;
  }

  final String name() {
    return name;
  }

  final boolean agencysOnly() {
    return agencysOnly;
  }

  /** Null: the tenant has none. */
  abstract Future<@Nullable T> read(TenantStores stores, Tenant tenant);

  /**
   * As it would be read once it was written.
   *
   * @param wanted fits the contract; throws a {@link Fault} if it makes no sense
   * @param before null: there is none
   */
  abstract T settled(Object wanted, Tenant tenant, @Nullable T before);

  abstract Future<Void> write(TenantStores stores, Tenant tenant, @Nullable T before, T after);

  /** What can be done only once all sections are written; asked also when there was nothing to change. */
  Future<Void> finish(TenantStores stores) {
    return Future.succeededFuture();
  }

  /** @return whether there was anything to change */
  final Future<Boolean> apply(TenantStores stores, Tenant tenant, Object wanted) {
    return read(stores, tenant).compose(before -> {
      T after = settled(wanted, tenant, before);
      boolean same = before != null && Wire.json(before).equals(Wire.json(after));
      return same
          ? Future.succeededFuture(false)
          : write(stores, tenant, before, after).map(true);
    });
  }

  final <P> P parsed(Object wanted, Class<P> type) {
    return parsed("/" + name, wanted, type);
  }

  final <P> List<P> parsedList(Object wanted, Class<P> type) {
    var items = ((JsonArray) wanted).stream().map(each -> (JsonObject) each).toList();
    return java.util.stream.IntStream.range(0, items.size())
        .mapToObj(i -> parsed("/" + name + "/" + i, items.get(i), type))
        .toList();
  }

  private static <P> P parsed(String pointer, Object wanted, Class<P> type) {
    try {
      return Wire.read(((JsonObject) wanted).toBuffer().getBytes(), type);
    } catch (IllegalArgumentException e) {
      throw Fault.invalid(pointer, Request.reason(e));
    }
  }
}
