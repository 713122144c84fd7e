package dev.frontdesk.admin.api;

import dev.frontdesk.admin.api.Fault.Kind;
import dev.frontdesk.model.EndpointId;
import dev.frontdesk.outward.OutwardAllow;
import dev.frontdesk.store.Database;
import dev.frontdesk.store.SecretVault;
import dev.frontdesk.store.Tenant;
import dev.frontdesk.store.TenantStores;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@code /v1/tenants/{tenant}/settings}: everything a tenant has, as one document, read and applied at once. */
final class SettingsRoutes {
  private final Database database;
  private final Writes writes;
  private final NumberRoutes numbers;
  private final @Nullable SecretVault vault;
  private final OutwardAllow allow;

  SettingsRoutes(
      Database database,
      Writes writes,
      NumberRoutes numbers,
      @Nullable SecretVault vault,
      OutwardAllow allow) {
    this.database = database;
    this.writes = writes;
    this.numbers = numbers;
    this.vault = vault;
    this.allow = allow;
  }

  void bind(Operations operations) {
    operations.on("getSettings", this::get);
    operations.on("applySettings", this::apply);
  }

  /** How it would be; carries the answer out of a transaction that is not to last. */
  private static final class Rehearsed extends RuntimeException {
    private static final long serialVersionUID = 1L;
    final transient Answer answer;

    Rehearsed(Answer answer) {
      super(null, null, false, false);
      this.answer = answer;
    }
  }

  private Future<Answer> get(Request request) {
    var sections = sections(request, List.of());
    return database
        .inTenant(request.tenant(), stores -> read(stores, request, sections))
        .map(Answer::ok);
  }

  private Future<Answer> apply(Request request) {
    var wanted = request.json();
    boolean rehearsal = "true".equals(request.query("dryRun"));
    return numbers
        .usable(request)
        .compose(usable -> writes.inTenant(
            request,
            stores -> applied(stores, request, wanted, usable).map(change -> {
              if (rehearsal) {
                throw new Rehearsed(change.answer());
              }
              return change;
            })))
        .recover(cause -> cause instanceof Rehearsed rehearsed
            ? Future.succeededFuture(rehearsed.answer)
            : Future.failedFuture(cause));
  }

  private Future<Change> applied(
      TenantStores stores, Request request, JsonObject wanted, List<EndpointId> usable) {
    var sections = sections(request, usable);
    return read(stores, request, sections).compose(before -> {
      request.mustMatch(before);
      Future<?> done = Future.succeededFuture();
      for (Section<?> section : sections) {
        if (wanted.containsKey(section.name())) {
          done = done.compose(last -> tenant(stores, request))
              .compose(tenant -> section.apply(
                  stores, tenant, Objects.requireNonNull(wanted.getValue(section.name()))))
              .map(changed -> allowed(request, section, changed));
        }
      }
      for (Section<?> section : sections) {
        if (wanted.containsKey(section.name())) {
          done = done.compose(last -> section.finish(stores));
        }
      }
      return done.compose(last -> read(stores, request, sections))
          .map(after -> changed(request, before, after));
    });
  }

  private static boolean allowed(Request request, Section<?> section, boolean changed) {
    boolean agency = request.who().tenant() == null;
    if (changed && section.agencysOnly() && !agency) {
      throw new Fault(
          Kind.FORBIDDEN, "section " + section.name() + " is the agency's to change: leave it out");
    }
    return changed;
  }

  /** Of the sections that have changed only: what is the same says nothing. */
  private static Change changed(
      Request request, Map<String, Object> before, Map<String, Object> after) {
    Map<String, Object> was = new TreeMap<>(before);
    Map<String, Object> is = new TreeMap<>(after);
    before.forEach((name, section) -> {
      Object now = after.get(name);
      if (now != null && Wire.json(section).equals(Wire.json(now))) {
        was.remove(name);
        is.remove(name);
      }
    });
    return new Change("settings.apply", request.tenant().toString(), was, is, Answer.ok(after));
  }

  private static Future<Map<String, Object>> read(
      TenantStores stores, Request request, List<Section<?>> sections) {
    return tenant(stores, request).compose(tenant -> {
      Map<String, Object> read = new LinkedHashMap<>();
      Future<?> done = Future.succeededFuture();
      for (Section<?> section : sections) {
        done = done.compose(last -> section.read(stores, tenant)).onSuccess(found -> {
          if (found != null) {
            read.put(section.name(), found);
          }
        });
      }
      return done.map(last -> read);
    });
  }

  private static Future<Tenant> tenant(TenantStores stores, Request request) {
    return stores
        .tenants()
        .byId(request.tenant())
        .map(found -> found.orElseThrow(Fault.missing("tenant")));
  }

  /** In the order in which they are applied: the zone before the hours, the region before numbers, tools before the profile. */
  private List<Section<?>> sections(Request request, List<EndpointId> usable) {
    var sections = new ArrayList<Section<?>>(List.of(
        new TenantSection(),
        new NumbersSection(usable),
        new ToolsSection(allow),
        new McpSection(allow),
        new CalendarsSection(allow),
        new ProfileSection(),
        new HoursSection(),
        new TargetsSection(),
        new ScreeningSection(),
        new BlocksSection(),
        new EmergenciesSection(),
        new SummariesSection(),
        new VoicemailSection(),
        new TextingSection()));
    if (request.who().role() != Role.VIEWER) { // an address may be all that guards it
      sections.add(new WebhooksSection(allow, vault));
      sections.add(new ChannelsSection(allow, vault));
    }
    if (!"false".equals(request.query("contacts"))) {
      sections.add(new ContactsSection());
    }
    return sections;
  }
}
