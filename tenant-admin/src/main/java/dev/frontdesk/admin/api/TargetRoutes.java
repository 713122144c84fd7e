package dev.frontdesk.admin.api;

import dev.frontdesk.model.OpeningHours;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.PhoneNumbers;
import dev.frontdesk.model.TransferTarget;
import dev.frontdesk.store.Database;
import dev.frontdesk.store.Tenant;
import dev.frontdesk.store.TenantStores;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /v1/tenants/{tenant}/targets}: whom callers may be transferred to, each under a key of its own. */
final class TargetRoutes {
  private final Database database;
  private final Writes writes;

  TargetRoutes(Database database, Writes writes) {
    this.database = database;
    this.writes = writes;
  }

  void bind(Operations operations) {
    operations.on("listTargets", this::list);
    operations.on("getTarget", this::get);
    operations.on("saveTarget", this::save);
    operations.on("deleteTarget", this::delete);
  }

  record Edited(
      String name,
      @Nullable List<String> aliases,
      String address,
      @Nullable String description,
      TransferTarget.@Nullable Kind kind,
      @Nullable Week hours,
      @Nullable Warm warm,
      @Nullable List<String> then,
      @Nullable Boolean contextText,
      @Nullable Integer ringSeconds) {

    TransferTarget target(String key, Tenant tenant) {
      if (Boolean.TRUE.equals(contextText) && address.startsWith("sip")) {
        throw Fault.invalid("/contextText", "a SIP address gets no text messages");
      }
      return new TransferTarget(
          key,
          name,
          aliases == null ? List.of() : aliases,
          address.startsWith("sip") ? address : e164(tenant.region()),
          description == null ? "" : description,
          kind == null ? TransferTarget.Kind.PERSON : kind,
          hours == null ? null : hours.hours(tenant.zone()),
          warm == null ? null : warm.warm(),
          then == null ? List.of() : then,
          Boolean.TRUE.equals(contextText),
          ringSeconds == null ? null : Duration.ofSeconds(ringSeconds));
    }

    private String e164(String region) {
      return PhoneNumbers.parse(address, region)
          .map(PhoneNumber::e164)
          .orElseThrow(
              () -> Fault.invalid("/address", "is neither a telephone number nor a SIP URI"));
    }
  }

  /** Asked before it gets the caller. */
  record Warm(int ringSeconds, @Nullable Boolean showCaller) {
    static Warm of(TransferTarget.Warm warm) {
      return new Warm((int) warm.ringFor().toSeconds(), warm.showsCaller());
    }

    TransferTarget.Warm warm() {
      return new TransferTarget.Warm(
          Duration.ofSeconds(ringSeconds), Boolean.TRUE.equals(showCaller));
    }
  }

  record Shown(
      String key,
      String name,
      List<String> aliases,
      String address,
      String description,
      TransferTarget.Kind kind,
      @Nullable Week hours,
      @Nullable Warm warm,
      @Nullable List<String> then,
      @Nullable Boolean contextText,
      @Nullable Integer ringSeconds) {
    static Shown of(TransferTarget target) {
      OpeningHours hours = target.hours();
      Duration ring = target.ringFor();
      return new Shown(
          target.key(),
          target.name(),
          target.aliases(),
          target.address(),
          target.description(),
          target.kind(),
          hours == null ? null : Week.of(hours),
          target.warm() == null ? null : Warm.of(target.warm()),
          target.then(),
          target.contextText(),
          ring == null ? null : (int) ring.toSeconds());
    }

    Edited edited() {
      return new Edited(
          name, aliases, address, description, kind, hours, warm, then, contextText, ringSeconds);
    }
  }

  private Future<Answer> list(Request request) {
    return database
        .inTenant(request.tenant(), stores -> stores.targets().list())
        .map(all -> request.pageOf(all, TransferTarget::key, Shown::of));
  }

  private Future<Answer> get(Request request) {
    return database
        .inTenant(request.tenant(), stores -> found(stores, request))
        .map(found -> Answer.ok(Shown.of(found.orElseThrow(Fault.missing("target")))));
  }

  private Future<Answer> save(Request request) {
    var edited = request.body(Edited.class);
    return writes.inTenant(
        request,
        stores -> found(stores, request).compose(before -> {
          request.mustMatch(before.map(Shown::of));
          return stores.tenants().byId(request.tenant()).compose(tenant -> {
            TransferTarget after =
                edited.target(request.path("target"), tenant.orElseThrow(Fault.missing("tenant")));
            return stores
                .targets()
                .save(after)
                .map(saved -> Change.updated(
                    "target", after.key(), before.map(Shown::of).orElse(null), Shown.of(after)));
          });
        }));
  }

  private Future<Answer> delete(Request request) {
    return writes.inTenant(
        request,
        stores -> found(stores, request).compose(found -> {
          var before = Shown.of(found.orElseThrow(Fault.missing("target")));
          request.mustMatch(before);
          return stores
              .targets()
              .delete(before.key())
              .map(deleted -> Change.deleted("target", before.key(), before));
        }));
  }

  private static Future<Optional<TransferTarget>> found(TenantStores stores, Request request) {
    return stores.targets().byKey(request.path("target"));
  }
}
