package dev.frontdesk.admin.api;

import dev.frontdesk.admin.api.Fault.Kind;
import dev.frontdesk.admin.api.TemplateUse.Applied;
import dev.frontdesk.model.KnowledgeArticle;
import dev.frontdesk.model.ProfileLanguages;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.model.VoiceSettings;
import dev.frontdesk.store.AgencyStores;
import dev.frontdesk.store.Database;
import dev.frontdesk.store.ProfileStore.Draft;
import dev.frontdesk.store.TemplateStore.Template;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** {@code /v1/agencies/{agency}/templates}: profiles that an agency keeps, and writes into the drafts of its tenants. */
final class TemplateRoutes {
  private static final String WHAT = "template";
  private static final int MOST = 200;

  private final Database database;
  private final Writes writes;
  private final TemplateUse use;

  TemplateRoutes(Database database, Writes writes) {
    this.database = database;
    this.writes = writes;
    this.use = new TemplateUse(database);
  }

  void bind(Operations operations) {
    operations.on("listTemplates", this::list);
    operations.on("getTemplate", this::get);
    operations.on("saveTemplate", this::save);
    operations.on("deleteTemplate", this::delete);
    operations.on("applyTemplate", this::apply);
  }

  private record Shown(
      String name,
      String prompt,
      String greeting,
      String closedGreeting,
      String holidayGreeting,
      VoiceSettings voice,
      Set<String> tools,
      List<KnowledgeArticle> knowledge,
      ProfileLanguages languages) {
    static Shown of(Template template) {
      Draft content = template.content();
      return new Shown(
          template.name(),
          content.prompt(),
          content.greeting(),
          content.closedGreeting(),
          content.holidayGreeting(),
          content.voice(),
          new TreeSet<>(content.tools()),
          content.knowledge(),
          content.languages());
    }
  }

  private record Wanted(
      List<TenantId> tenants,
      @Nullable Boolean publish,
      @Nullable Boolean replaceDrafts) {}

  /** What became of each tenant. */
  private record Report(List<Applied> items) {}

  private Future<Answer> list(Request request) {
    return database
        .inAgency(request.agency(), stores -> stores.templates().list())
        .map(all -> request.pageOf(all, Template::name, Shown::of));
  }

  private Future<Answer> get(Request request) {
    return database
        .inAgency(request.agency(), stores -> found(stores, request))
        .map(found -> Answer.ok(Shown.of(found)));
  }

  private Future<Answer> save(Request request) {
    var template =
        new Template(request.path(WHAT), request.body(ProfileSection.Part.class).draft());
    Placeholders.check(template.content());
    return writes.inAgency(
        request,
        request.agency(),
        stores -> stores.templates().list().compose(all -> {
          Optional<Shown> before = all.stream()
              .filter(each -> each.name().equals(template.name()))
              .findFirst()
              .map(Shown::of);
          request.mustMatch(before);
          if (before.isEmpty() && all.size() >= MOST) {
            throw new Fault(Kind.CONFLICT, "an agency has at most " + MOST + " templates");
          }
          return stores
              .templates()
              .save(template)
              .map(saved ->
                  Change.updated(WHAT, template.name(), before.orElse(null), Shown.of(template)));
        }));
  }

  private Future<Answer> delete(Request request) {
    return writes.inAgency(
        request,
        request.agency(),
        stores -> found(stores, request).compose(found -> {
          var before = Shown.of(found);
          request.mustMatch(before);
          return stores
              .templates()
              .delete(found.name())
              .map(deleted -> Change.deleted(WHAT, found.name(), before));
        }));
  }

  /** Each tenant in a transaction of its own, then the agency's entry; who asks again after a failure finds the rest unchanged. */
  private Future<Answer> apply(Request request) {
    var wanted = request.body(Wanted.class);
    return writes
        .answered(request, request.agency())
        .compose(answered -> answered.isPresent()
            ? Future.succeededFuture(answered.get())
            : database
                .inAgency(request.agency(), stores -> found(stores, request))
                .compose(template -> applied(request, wanted, template))
                .compose(report -> noted(request, report)));
  }

  private Future<Report> applied(Request request, Wanted wanted, Template template) {
    var how = new TemplateUse.How(
        request.agency(),
        request.who().actor(),
        template,
        Boolean.TRUE.equals(wanted.publish()),
        Boolean.TRUE.equals(wanted.replaceDrafts()));
    Future<List<Applied>> all = Future.succeededFuture(new ArrayList<>());
    for (TenantId tenant : wanted.tenants()) {
      all = all.compose(done -> use.apply(how, tenant).map(one -> {
        done.add(one);
        return done;
      }));
    }
    return all.map(Report::new);
  }

  private Future<Answer> noted(Request request, Report report) {
    return writes.inAgency(
        request,
        request.agency(),
        stores -> Future.succeededFuture(
            new Change("template.apply", request.path(WHAT), null, report, Answer.report(report))));
  }

  private static Future<Template> found(AgencyStores stores, Request request) {
    return stores
        .templates()
        .byName(request.path(WHAT))
        .map(found -> found.orElseThrow(Fault.missing(WHAT)));
  }
}
