package dev.frontdesk.admin.api;

import dev.frontdesk.admin.api.Fault.Kind;
import dev.frontdesk.model.AgencyId;
import dev.frontdesk.model.KnowledgeArticle;
import dev.frontdesk.model.Profile;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.store.AgencyStores;
import dev.frontdesk.store.Database;
import dev.frontdesk.store.ProfileStore.Draft;
import dev.frontdesk.store.ProfileVersion;
import dev.frontdesk.store.TemplateStore.Template;
import dev.frontdesk.store.Tenant;
import dev.frontdesk.store.TenantStores;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a template into the draft of one tenant, in a transaction of its own, with the tenant's audit entry. */
final class TemplateUse {
  private static final Logger LOG = LoggerFactory.getLogger(TemplateUse.class);

  // As long as the contract lets them be when they are saved one by one.
  private static final int LONGEST_PROMPT = 50_000;
  private static final int LONGEST_GREETING = 1_000;
  private static final int LONGEST_TITLE = 200;
  private static final int LONGEST_BODY = 20_000;

  private final Database database;

  TemplateUse(Database database) {
    this.database = database;
  }

  /**
   * What is asked for.
   *
   * @param actor for the audit
   * @param replaceDrafts also where somebody edits a draft
   */
  record How(
      AgencyId agency, String actor, Template template, boolean publish, boolean replaceDrafts) {}

  enum Outcome {
    DRAFTED,
    PUBLISHED,
    UNCHANGED,
    REFUSED
  }

  /**
   * What became of one tenant.
   *
   * @param version that has the template; null: none
   * @param reason why it was refused
   */
  record Applied(
      TenantId tenant,
      Outcome outcome,
      @Nullable Integer version,
      @Nullable String reason) {
    static Applied refused(TenantId tenant, String reason) {
      return new Applied(tenant, Outcome.REFUSED, null, reason);
    }
  }

  /** Never fails: what went wrong with one tenant is its answer. */
  Future<Applied> apply(How how, TenantId id) {
    return database
        .inAgency(
            how.agency(),
            agency -> agency
                .tenants()
                .byId(id)
                .compose(tenant -> tenant.isEmpty()
                    ? Future.succeededFuture(Applied.refused(id, "there is no such tenant"))
                    : inTenant(agency, how, tenant.get())))
        .recover(cause -> Future.succeededFuture(Applied.refused(id, reason(id, cause))));
  }

  private static Future<Applied> inTenant(AgencyStores agency, How how, Tenant tenant) {
    return agency.inTenant(
        tenant.id(),
        stores -> stores.oneWriter().compose(alone -> stores.numbers().list()).compose(numbers -> {
          Draft wanted = Placeholders.of(tenant, numbers).filled(how.template().content());
          fits(wanted);
          return ProfileRoutes.known(stores, wanted.tools())
              .compose(known -> write(stores, how, tenant.id(), wanted));
        }));
  }

  private static Future<Applied> write(
      TenantStores stores, How how, TenantId tenant, Draft wanted) {
    return stores
        .profiles()
        .draft()
        .compose(draft -> stores.profiles().published().compose(published -> {
          if (draft.isEmpty() && has(published, wanted)) {
            return unchanged(tenant, published);
          }
          if (has(draft, wanted)) {
            return how.publish()
                ? published(stores, how, tenant, draft.get())
                : unchanged(tenant, draft);
          }
          if (draft.isPresent() && !how.replaceDrafts()) {
            throw new Fault(Kind.CONFLICT, "somebody is editing a draft");
          }
          return stores
              .profiles()
              .saveDraft(wanted)
              .compose(id -> stores.profiles().byId(id))
              .map(Optional::orElseThrow)
              .compose(saved -> how.publish()
                  ? published(stores, how, tenant, saved)
                  : noted(stores, how, new Applied(tenant, Outcome.DRAFTED, number(saved), null)));
        }));
  }

  private static Future<Applied> published(
      TenantStores stores, How how, TenantId tenant, ProfileVersion version) {
    return stores
        .profiles()
        .publish(version.profile().id())
        .compose(done ->
            noted(stores, how, new Applied(tenant, Outcome.PUBLISHED, number(version), null)));
  }

  private static Future<Applied> unchanged(TenantId tenant, Optional<ProfileVersion> version) {
    return Future.succeededFuture(new Applied(
        tenant, Outcome.UNCHANGED, version.map(TemplateUse::number).orElse(null), null));
  }

  private static Future<Applied> noted(TenantStores stores, How how, Applied applied) {
    return stores
        .audit()
        .add(
            how.actor(),
            "profile.template",
            String.valueOf(applied.version()),
            new JsonObject()
                .put("template", how.template().name())
                .put("published", applied.outcome() == Outcome.PUBLISHED)
                .encode())
        .map(applied);
  }

  private static int number(ProfileVersion version) {
    return version.profile().version();
  }

  private static boolean has(Optional<ProfileVersion> version, Draft wanted) {
    return version.map(ProfileVersion::profile).map(TemplateUse::content).stream()
        .anyMatch(wanted::equals);
  }

  private static Draft content(Profile profile) {
    return Draft.of(profile);
  }

  private static void fits(Draft draft) {
    fits("prompt", draft.prompt(), LONGEST_PROMPT);
    fits("greeting", draft.greeting(), LONGEST_GREETING);
    fits("closedGreeting", draft.closedGreeting(), LONGEST_GREETING);
    fits("holidayGreeting", draft.holidayGreeting(), LONGEST_GREETING);
    for (KnowledgeArticle article : draft.knowledge()) {
      fits("title of an article", article.title(), LONGEST_TITLE);
      fits("body of an article", article.body(), LONGEST_BODY);
    }
  }

  private static void fits(String what, String text, int longest) {
    if (text.length() > longest) {
      throw new Fault(Kind.CONFLICT, "its " + what + " is longer than " + longest + " characters");
    }
  }

  private static String reason(TenantId tenant, Throwable cause) {
    if (cause instanceof Fault fault) {
      return fault.fields.isEmpty()
          ? String.valueOf(fault.getMessage())
          : fault.fields.get(0).message();
    }
    LOG.atWarn().addKeyValue("tenant", tenant).setCause(cause).log("template not applied");
    return "not possible just now";
  }
}
