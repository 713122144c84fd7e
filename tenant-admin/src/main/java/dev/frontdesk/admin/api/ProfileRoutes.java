package dev.frontdesk.admin.api;

import dev.frontdesk.model.KnowledgeArticle;
import dev.frontdesk.model.Profile;
import dev.frontdesk.model.ProfileLanguages;
import dev.frontdesk.model.VoiceSettings;
import dev.frontdesk.policy.BuiltInTools;
import dev.frontdesk.store.Database;
import dev.frontdesk.store.ProfileStore;
import dev.frontdesk.store.ProfileStore.Draft;
import dev.frontdesk.store.ProfileVersion;
import dev.frontdesk.store.TenantStores;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** {@code /v1/tenants/{tenant}/profile}: the receptionist, edited as a draft, published as a version that never changes. */
final class ProfileRoutes {
  private final Database database;
  private final Writes writes;

  ProfileRoutes(Database database, Writes writes) {
    this.database = database;
    this.writes = writes;
  }

  void bind(Operations operations) {
    operations.on("getProfile", request -> read(request, ProfileStore::published));
    operations.on("getDraft", request -> read(request, ProfileStore::draft));
    operations.on("saveDraft", this::saveDraft);
    operations.on("discardDraft", this::discardDraft);
    operations.on("getKnowledge", this::getKnowledge);
    operations.on("saveKnowledge", this::saveKnowledge);
    operations.on("publishProfile", this::publish);
    operations.on("listProfileVersions", this::list);
    operations.on("getProfileVersion", this::getVersion);
  }

  private record Edited(
      String prompt,
      @Nullable String greeting,
      @Nullable String closedGreeting,
      @Nullable String holidayGreeting,
      @Nullable VoiceSettings voice,
      @Nullable Set<String> tools,
      @Nullable LanguagesEdit languages) {}

  private record Publication(@Nullable Integer version) {}

  /** All articles of the draft. */
  private record Knowledge(List<KnowledgeArticle> articles) {}

  record Shown(
      int version,
      ProfileVersion.State state,
      String prompt,
      String greeting,
      String closedGreeting,
      String holidayGreeting,
      VoiceSettings voice,
      Set<String> tools,
      List<KnowledgeArticle> knowledge,
      ProfileLanguages languages,
      Instant createdAt,
      @Nullable Instant publishedAt) {
    static Shown of(ProfileVersion version) {
      Profile profile = version.profile();
      return new Shown(
          profile.version(),
          version.state(),
          profile.prompt(),
          profile.greeting(),
          profile.closedGreeting(),
          profile.holidayGreeting(),
          profile.voice(),
          new TreeSet<>(profile.tools()),
          profile.knowledge(),
          profile.languages(),
          version.createdAt(),
          version.publishedAt());
    }
  }

  /** What is asked of the profiles of a tenant. */
  private interface Asked {
    Future<Optional<ProfileVersion>> of(ProfileStore profiles);
  }

  private Future<Answer> read(Request request, Asked asked) {
    return database
        .inTenant(request.tenant(), stores -> asked.of(stores.profiles()))
        .map(found -> Answer.ok(Shown.of(found.orElseThrow(Fault.missing("profile")))));
  }

  private Future<Answer> list(Request request) {
    return database
        .inTenant(request.tenant(), stores -> stores.profiles().list())
        .map(all -> request.pageOf(
            all,
            version -> "%010d".formatted(Integer.MAX_VALUE - version.profile().version()),
            Shown::of));
  }

  private Future<Answer> getVersion(Request request) {
    int wanted = Integer.parseInt(request.path("version"));
    return database
        .inTenant(request.tenant(), stores -> version(stores.profiles(), wanted))
        .map(found -> Answer.ok(Shown.of(found)));
  }

  private Future<Answer> saveDraft(Request request) {
    var edited = request.body(Edited.class);
    return writes.inTenant(
        request,
        stores -> stores.profiles().draft().compose(before -> {
          request.mustMatch(before.map(Shown::of));
          return known(stores, edited.tools() == null ? Set.of() : edited.tools())
              .compose(known -> knowledge(stores, before))
              .compose(knowledge -> save(stores, before, draft(edited, knowledge)));
        }));
  }

  private Future<Answer> discardDraft(Request request) {
    return writes.inTenant(
        request,
        stores -> draft(stores).compose(before -> {
          request.mustMatch(Shown.of(before));
          return stores
              .profiles()
              .discardDraft()
              .map(discarded ->
                  Change.deleted("draft", before.profile().version(), Shown.of(before)));
        }));
  }

  private Future<Answer> getKnowledge(Request request) {
    return database
        .inTenant(request.tenant(), ProfileRoutes::draft)
        .map(draft -> Answer.ok(new Knowledge(draft.profile().knowledge())));
  }

  private Future<Answer> saveKnowledge(Request request) {
    var knowledge = request.body(Knowledge.class);
    return writes.inTenant(
        request,
        stores -> draft(stores).compose(draft -> {
          var before = new Knowledge(draft.profile().knowledge());
          request.mustMatch(before);
          return stores
              .knowledge()
              .replace(draft.profile().id(), knowledge.articles())
              .map(saved ->
                  Change.updated("knowledge", draft.profile().version(), before, knowledge));
        }));
  }

  private Future<Answer> publish(Request request) {
    Integer wanted = request.body(Publication.class).version();
    return writes.inTenant(request, stores -> {
      ProfileStore profiles = stores.profiles();
      return profiles
          .published()
          .compose(before -> (wanted == null ? complete(stores) : version(profiles, wanted))
              .compose(version -> profiles
                  .publish(version.profile().id())
                  .compose(done -> profiles.byId(version.profile().id())))
              .map(after -> published(request, before, after.orElseThrow())));
    });
  }

  private static Change published(
      Request request, Optional<ProfileVersion> before, ProfileVersion after) {
    var shown = Shown.of(after);
    String versions = request.under("").replaceAll("publications/$", "versions/");
    return new Change(
        "profile.publish",
        Integer.toString(shown.version()),
        before.map(Shown::of).orElse(null),
        shown,
        Answer.created(versions + shown.version(), shown));
  }

  private static Future<Change> save(
      TenantStores stores, Optional<ProfileVersion> before, Draft draft) {
    return stores
        .profiles()
        .saveDraft(draft)
        .compose(id -> stores.profiles().byId(id))
        .map(saved -> Shown.of(saved.orElseThrow(Fault.missing("tenant"))))
        .map(after ->
            Change.updated("draft", after.version(), before.map(Shown::of).orElse(null), after));
  }

  private static Draft draft(Edited edited, List<KnowledgeArticle> knowledge) {
    return new Draft(
        edited.prompt(),
        edited.greeting() == null ? "" : edited.greeting(),
        edited.closedGreeting() == null ? "" : edited.closedGreeting(),
        edited.holidayGreeting() == null ? "" : edited.holidayGreeting(),
        edited.voice() == null ? VoiceSettings.DEFAULTS : edited.voice(),
        edited.tools() == null ? Set.of() : edited.tools(),
        knowledge,
        LanguagesEdit.of(edited.languages()));
  }

  /** A new draft begins with what is published. */
  private static Future<List<KnowledgeArticle>> knowledge(
      TenantStores stores, Optional<ProfileVersion> draft) {
    return draft.isPresent()
        ? Future.succeededFuture(draft.get().profile().knowledge())
        : stores
            .profiles()
            .published()
            .map(found -> found.map(version -> version.profile().knowledge()).orElse(List.of()));
  }

  static Future<ProfileVersion> draft(TenantStores stores) {
    return stores.profiles().draft().map(found -> found.orElseThrow(Fault.missing("draft")));
  }

  /** The draft, with all the tools it names; an earlier version has its own. */
  private static Future<ProfileVersion> complete(TenantStores stores) {
    return draft(stores).compose(draft -> known(stores, draft.profile().tools()).map(draft));
  }

  static Future<Void> known(TenantStores stores, Set<String> tools) {
    var own = new TreeSet<>(tools);
    own.removeAll(BuiltInTools.NAMES);
    return own.isEmpty()
        ? Future.succeededFuture()
        : stores
            .httpTools()
            .list()
            .compose(all -> stores.mcpServers().list().map(servers -> {
              all.forEach(tool -> own.remove(tool.name()));
              servers.forEach(each -> own.remove(each.label()));
              if (!own.isEmpty()) {
                throw Fault.invalid("/tools", "there is no tool named " + own.first());
              }
              return null;
            }));
  }

  static Future<ProfileVersion> version(ProfileStore profiles, int wanted) {
    return profiles
        .list()
        .map(all -> all.stream()
            .filter(each -> each.profile().version() == wanted)
            .findFirst()
            .orElseThrow(Fault.missing("version")));
  }
}
