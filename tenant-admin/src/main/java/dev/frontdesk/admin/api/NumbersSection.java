package dev.frontdesk.admin.api;

import dev.frontdesk.model.EndpointId;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.PhoneNumbers;
import dev.frontdesk.store.NumberStore.Did;
import dev.frontdesk.store.Tenant;
import dev.frontdesk.store.TenantStores;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The numbers that callers dial. */
final class NumbersSection extends Section<List<NumberRoutes.Shown>> {
  private final List<EndpointId> usable;

  /** @param usable endpoints that the tenant's numbers may ring through, the nearest first */
  NumbersSection(List<EndpointId> usable) {
    super("numbers", true);
    this.usable = List.copyOf(usable);
  }

  @Override
  Future<@Nullable List<NumberRoutes.Shown>> read(TenantStores stores, Tenant tenant) {
    return stores
        .numbers()
        .list()
        .map(all -> all.stream().map(NumberRoutes.Shown::of).toList());
  }

  @Override
  List<NumberRoutes.Shown> settled(
      Object wanted, Tenant tenant, @Nullable List<NumberRoutes.Shown> before) {
    var known = byNumber(before == null ? List.of() : before);
    var settled = new ArrayList<NumberRoutes.Shown>();
    for (NumberRoutes.Edited each : parsedList(wanted, NumberRoutes.Edited.class)) {
      String where = "/numbers/" + settled.size();
      PhoneNumber number = PhoneNumbers.parse(String.valueOf(each.number()), tenant.region())
          .orElseThrow(() -> Fault.invalid(where + "/number", "is no telephone number"));
      if (settled.stream().anyMatch(other -> other.number().equals(number))) {
        throw Fault.invalid(where + "/number", "stands there twice");
      }
      var current = known.get(number);
      settled.add(new NumberRoutes.Shown(
          number,
          each.label() == null ? "" : each.label(),
          NumberRoutes.choose(
              where + "/endpoint",
              usable,
              each.endpoint(),
              current == null ? null : current.endpoint()),
          each.language()));
    }
    settled.sort(Comparator.comparing(each -> each.number().e164()));
    return settled;
  }

  @Override
  Future<Void> write(
      TenantStores stores,
      Tenant tenant,
      @Nullable List<NumberRoutes.Shown> before,
      List<NumberRoutes.Shown> after) {
    var known = byNumber(before == null ? List.of() : before);
    var wanted = byNumber(after);
    Future<?> done = Future.succeededFuture();
    for (PhoneNumber gone : known.keySet()) {
      if (!wanted.containsKey(gone)) {
        done = done.compose(last -> stores.numbers().release(gone));
      }
    }
    for (NumberRoutes.Shown each : after) {
      var did = new Did(each.number(), tenant.id(), each.endpoint(), each.label(), each.language());
      done = done.compose(last -> known.containsKey(each.number())
          ? stores.numbers().update(did)
          : stores.numbers().add(did));
    }
    return done.mapEmpty();
  }

  private static Map<PhoneNumber, NumberRoutes.Shown> byNumber(List<NumberRoutes.Shown> numbers) {
    return numbers.stream()
        .collect(Collectors.toMap(NumberRoutes.Shown::number, Function.identity()));
  }
}
