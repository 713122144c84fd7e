package dev.frontdesk.admin.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.frontdesk.model.TenantId;
import dev.frontdesk.store.AuditStore;
import dev.frontdesk.store.AuditStore.Cursor;
import dev.frontdesk.store.AuditStore.Placed;
import dev.frontdesk.store.Database;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code …/audit}: who changed what. */
final class AuditRoutes {
  private final Database database;

  AuditRoutes(Database database) {
    this.database = database;
  }

  void bind(Operations operations) {
    operations.on(
        "listTenantAudit",
        request -> database
            .inTenant(request.tenant(), stores -> page(request, stores.audit()))
            .map(found -> answer(request, found)));
    operations.on(
        "listAgencyAudit",
        request -> database
            .inAgency(request.agency(), stores -> page(request, stores.audit()))
            .map(found -> answer(request, found)));
  }

  private record Shown(
      UUID id,
      @Nullable TenantId tenant,
      Instant at,
      String actor,
      String action,
      String subject,
      Object detail) {
    static Shown of(Placed placed) {
      var entry = placed.entry();
      return new Shown(
          placed.id(),
          placed.tenant(),
          entry.at(),
          entry.actor(),
          entry.action(),
          entry.subject(),
          Wire.read(entry.detail().getBytes(UTF_8), Object.class));
    }
  }

  private static Future<List<Placed>> page(Request request, AuditStore audit) {
    return audit.listed(request.after(AuditRoutes::cursor), request.limit() + 1);
  }

  private static Answer answer(Request request, List<Placed> found) {
    return request.page(found, each -> each.entry().at() + " " + each.id(), Shown::of);
  }

  private static Cursor cursor(String text) {
    String[] parts = text.split(" ", 2);
    return new Cursor(Instant.parse(parts[0]), UUID.fromString(parts[1]));
  }
}
