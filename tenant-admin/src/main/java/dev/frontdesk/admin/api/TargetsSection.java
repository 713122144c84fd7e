package dev.frontdesk.admin.api;

import dev.frontdesk.model.TransferTarget;
import dev.frontdesk.store.Tenant;
import dev.frontdesk.store.TenantStores;
import io.vertx.core.Future;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All transfer targets, by key. */
final class TargetsSection extends Section<List<TargetRoutes.Shown>> {
  TargetsSection() {
    super("targets", false);
  }

  @Override
  Future<@Nullable List<TargetRoutes.Shown>> read(TenantStores stores, Tenant tenant) {
    return stores.targets().list().map(TargetsSection::shown);
  }

  @Override
  List<TargetRoutes.Shown> settled(
      Object wanted, Tenant tenant, @Nullable List<TargetRoutes.Shown> before) {
    return shown(once(parsedList(wanted, TargetRoutes.Shown.class)).stream()
        .map(each -> each.edited().target(each.key(), tenant))
        .toList());
  }

  private static List<TargetRoutes.Shown> once(List<TargetRoutes.Shown> wanted) {
    if (wanted.stream().map(TargetRoutes.Shown::key).distinct().count() < wanted.size()) {
      throw Fault.invalid("/targets", "a key stands there twice");
    }
    return wanted;
  }

  @Override
  Future<Void> write(
      TenantStores stores,
      Tenant tenant,
      @Nullable List<TargetRoutes.Shown> before,
      List<TargetRoutes.Shown> after) {
    var keys = after.stream().map(TargetRoutes.Shown::key).collect(Collectors.toSet());
    Future<?> done = Future.succeededFuture();
    for (var gone : Objects.requireNonNull(before)) {
      if (!keys.contains(gone.key())) {
        done = done.compose(before1 -> stores.targets().delete(gone.key()));
      }
    }
    for (var target : after) {
      if (!before.contains(target)) {
        done = done.compose(
            before1 -> stores.targets().save(target.edited().target(target.key(), tenant)));
      }
    }
    return done.mapEmpty();
  }

  private static List<TargetRoutes.Shown> shown(List<TransferTarget> targets) {
    return targets.stream()
        .sorted(Comparator.comparing(TransferTarget::key))
        .map(TargetRoutes.Shown::of)
        .toList();
  }
}
