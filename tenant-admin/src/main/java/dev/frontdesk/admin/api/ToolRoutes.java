package dev.frontdesk.admin.api;

import dev.frontdesk.admin.api.Fault.Kind;
import dev.frontdesk.model.HttpTool;
import dev.frontdesk.outward.OutwardAllow;
import dev.frontdesk.store.Database;
import dev.frontdesk.store.ProfileVersion;
import dev.frontdesk.store.SecretVault;
import dev.frontdesk.store.TenantStores;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code /v1/tenants/{tenant}/tools/http}: requests to a business's own systems that its receptionist may make. Definitions reach calls
 * when a profile that names them is published, secrets at once.
 */
final class ToolRoutes {
  private static final int MOST = 50;

  private final Database database;
  private final Writes writes;
  private final @Nullable SecretVault vault;
  private final OutwardAllow allow;

  ToolRoutes(Database database, Writes writes, @Nullable SecretVault vault, OutwardAllow allow) {
    this.database = database;
    this.writes = writes;
    this.vault = vault;
    this.allow = allow;
  }

  void bind(Operations operations) {
    operations.on("listHttpTools", this::list);
    operations.on("getHttpTool", this::get);
    operations.on("saveHttpTool", this::save);
    operations.on("deleteHttpTool", this::delete);
  }

  private record Shown(
      String name,
      String description,
      String method,
      String url,
      Map<String, Object> parameters,
      @Nullable Map<String, Object> answer,
      Map<String, String> headers,
      List<String> secretHeaders,
      boolean signed,
      long timeoutMs,
      boolean idempotent,
      String fillerPhrase) {
    static Shown of(HttpTool tool) {
      return new Shown(
          tool.name(),
          tool.description(),
          tool.method().name(),
          tool.url(),
          tool.parameters(),
          tool.answer(),
          new TreeMap<>(tool.headers()),
          tool.secretHeaders(),
          tool.signed(),
          tool.timeout().toMillis(),
          tool.idempotent(),
          tool.filler());
    }
  }

  private Future<Answer> list(Request request) {
    return database
        .inTenant(request.tenant(), stores -> stores.httpTools().list())
        .map(all -> request.pageOf(all, HttpTool::name, Shown::of));
  }

  private Future<Answer> get(Request request) {
    return database
        .inTenant(request.tenant(), stores -> found(stores, request))
        .map(found -> Answer.ok(Shown.of(found.orElseThrow(Fault.missing("tool")))));
  }

  private Future<Answer> save(Request request) {
    var edit = request.body(ToolEdit.class);
    String name = request.path("tool");
    return writes.inTenant(
        request,
        stores -> stores.httpTools().list().compose(all -> {
          Optional<HttpTool> before =
              all.stream().filter(tool -> tool.name().equals(name)).findFirst();
          request.mustMatch(before.map(Shown::of));
          if (before.isEmpty() && all.size() >= MOST) {
            throw new Fault(Kind.CONFLICT, "a tenant has at most " + MOST + " tools");
          }
          return saved(stores, name, edit)
              .map(after -> Change.updated(
                  "tool", name, before.map(Shown::of).orElse(null), Shown.of(after)));
        }));
  }

  private Future<HttpTool> saved(TenantStores stores, String name, ToolEdit edit) {
    String origin = edit.check(name, allow);
    return stores.httpTools().secrets(name).compose(kept -> {
      var plan = ToolSecretsPlan.of(edit, origin, kept);
      HttpTool tool = edit.tool(name, plan.signed());
      return stores
          .httpTools()
          .save(tool)
          .compose(done -> plan.carryOut(stores.httpTools(), name, vault))
          .map(tool);
    });
  }

  private Future<Answer> delete(Request request) {
    return writes.inTenant(
        request,
        stores -> found(stores, request).compose(found -> {
          var before = Shown.of(found.orElseThrow(Fault.missing("tool")));
          request.mustMatch(before);
          return inUse(stores, before.name())
              .compose(free -> stores.httpTools().delete(before.name()))
              .map(deleted -> Change.deleted("tool", before.name(), before));
        }));
  }

  /** Fails with CONFLICT. */
  static Future<Void> inUse(TenantStores stores, String name) {
    return stores
        .profiles()
        .draft()
        .compose(draft -> stores.profiles().published().map(published -> {
          if (names(draft, name) || names(published, name)) {
            throw new Fault(Kind.CONFLICT, "the draft or the published profile uses it");
          }
          return null;
        }));
  }

  private static boolean names(Optional<ProfileVersion> version, String tool) {
    return version.map(found -> found.profile().tools().contains(tool)).orElse(false);
  }

  private static Future<Optional<HttpTool>> found(TenantStores stores, Request request) {
    return stores.httpTools().byName(request.path("tool"));
  }
}
