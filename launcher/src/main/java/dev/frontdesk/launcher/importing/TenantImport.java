package dev.frontdesk.launcher.importing;

import dev.frontdesk.launcher.terminal.ExitCode;
import dev.frontdesk.launcher.terminal.Trouble;
import dev.frontdesk.model.EndpointId;
import dev.frontdesk.model.KnowledgeArticle;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.Profile;
import dev.frontdesk.model.ProfileLanguages;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.model.ToolNames;
import dev.frontdesk.model.TransferTarget;
import dev.frontdesk.model.VoiceSettings;
import dev.frontdesk.store.AgencyStores;
import dev.frontdesk.store.Database;
import dev.frontdesk.store.EndpointStore;
import dev.frontdesk.store.NumberStore.Did;
import dev.frontdesk.store.ProfileStore;
import dev.frontdesk.store.ProfileStore.Draft;
import dev.frontdesk.store.ProfileVersion;
import dev.frontdesk.store.StoreRefused;
import dev.frontdesk.store.TenantStores;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Writes one receptionist into the database as a tenant: adds and changes, never removes; the same import twice changes nothing. */
final class TenantImport {
  private static final Set<String> TOOLS = Set.of(
      ToolNames.TRANSFER_CALL,
      ToolNames.TAKE_MESSAGE,
      ToolNames.END_CALL,
      ToolNames.GET_CURRENT_TIME);
  private static final String KNOWLEDGE_TITLE = "Business information";
  private static final String OPENAI = "openai";

  /** The constraint that says a number is someone's already. */
  private static final String NUMBER_KEY = "phone_number_pkey";

  private final Database database;
  private final TenantWish wish;
  private final Receptionist receptionist;

  TenantImport(Database database, TenantWish wish, Receptionist receptionist) {
    this.database = database;
    this.wish = wish;
    this.receptionist = receptionist;
  }

  /**
   * What was done.
   *
   * @param version the published one
   * @param published whether it is new
   */
  record Done(boolean created, int contacts, int targets, int version, boolean published) {}

  /** A tenant and whether it was made just now. */
  private record Found(TenantId id, boolean created) {}

  /** All in one transaction: an import that fails leaves the database as it was, without the agency if that was new. */
  Future<Done> run() {
    return database
        .inAgencyNamed(
            wish.agency(),
            stores -> tenant(stores)
                .compose(found -> number(stores, found)
                    .compose(rings -> stores.inTenant(found.id(), own -> fill(own, found)))))
        .recover(this::explained);
  }

  private Future<Found> tenant(AgencyStores stores) {
    return stores.tenants().byKey(wish.key()).compose(found -> {
      if (found.isPresent()) {
        return stores
            .tenants()
            .update(wish.changing(found.get()))
            .map(updated -> new Found(found.get().id(), false));
      }
      var id = new TenantId(UUID.randomUUID());
      return stores.tenants().create(wish.fresh(id, stores.id())).map(new Found(id, true));
    });
  }

  private Future<Void> number(AgencyStores stores, Found tenant) {
    return stores.numbers().list().compose(dids -> {
      Optional<Did> known =
          dids.stream().filter(did -> did.number().equals(wish.number())).findFirst();
      if (known.isEmpty()) {
        return stores
            .endpoints()
            .list()
            .compose(endpoints -> stores
                .numbers()
                .add(new Did(wish.number(), tenant.id(), endpoint(endpoints, tenant.id()), "")))
            .mapEmpty();
      }
      return known.get().tenant().equals(tenant.id())
          ? Future.succeededFuture()
          : Future.failedFuture(taken(wish.number()));
    });
  }

  /** Its own or its agency's provider project if there is one, else the platform's. */
  private static EndpointId endpoint(List<EndpointStore.View> endpoints, TenantId tenant) {
    var usable = endpoints.stream()
        .filter(endpoint -> endpoint.provider().equals(OPENAI))
        .filter(endpoint -> endpoint.tenant() == null || endpoint.tenant().equals(tenant))
        .toList();
    return usable.stream()
        .filter(endpoint -> endpoint.tenant() != null)
        .findFirst()
        .or(() -> usable.stream().findFirst())
        .map(EndpointStore.View::id)
        .orElse(Database.PLATFORM_ENDPOINT);
  }

  private Future<Done> fill(TenantStores stores, Found tenant) {
    return stores
        .contacts()
        .upsert(receptionist.contacts())
        .compose(written -> targets(stores, receptionist.targets()))
        .compose(written -> profile(stores.profiles()))
        .map(version -> new Done(
            tenant.created(),
            receptionist.contacts().size(),
            receptionist.targets().size(),
            version.number(),
            version.published()));
  }

  private static Future<Void> targets(TenantStores stores, List<TransferTarget> targets) {
    Future<Void> saved = Future.succeededFuture();
    for (TransferTarget target : targets) {
      saved = saved.compose(done -> stores.targets().save(target));
    }
    return saved;
  }

  private record Version(int number, boolean published) {}

  private Future<Version> profile(ProfileStore profiles) {
    return profiles.published().compose(published -> {
      Optional<Profile> before = published.map(ProfileVersion::profile);
      Draft wanted = draft(before);
      if (before.filter(profile -> wanted.equals(drafted(profile))).isPresent()) {
        return Future.succeededFuture(new Version(before.get().version(), false));
      }
      return profiles
          .draft()
          .compose(open -> open.isPresent()
              ? Future.failedFuture(new Trouble(
                  ExitCode.INPUT,
                  "%s has an unpublished draft (version %d) that an import would overwrite; publish or discard it first"
                      .formatted(wish.name(), open.get().profile().version())))
              : publish(profiles, wanted));
    });
  }

  private static Future<Version> publish(ProfileStore profiles, Draft wanted) {
    return profiles
        .saveDraft(wanted)
        .compose(id -> profiles.publish(id).compose(done -> profiles.byId(id)))
        .map(version -> new Version(version.orElseThrow().profile().version(), true));
  }

  /** What is published, with what the import says in its place. */
  private Draft draft(Optional<Profile> before) {
    VoiceSettings voice =
        receptionist.voice().or(before.map(Profile::voice).orElse(VoiceSettings.DEFAULTS));
    return new Draft(
        receptionist.prompt().or(() -> before.map(Profile::prompt)).orElse(""),
        receptionist.greeting().or(() -> before.map(Profile::greeting)).orElse(""),
        before.map(Profile::closedGreeting).orElse(""),
        before.map(Profile::holidayGreeting).orElse(""),
        voice,
        before.map(Profile::tools).orElse(TOOLS),
        receptionist
            .knowledge()
            .map(text -> List.of(new KnowledgeArticle(KNOWLEDGE_TITLE, text)))
            .or(() -> before.map(Profile::knowledge))
            .orElse(List.of()),
        before.map(Profile::languages).orElse(ProfileLanguages.DEFAULTS));
  }

  private static Draft drafted(Profile profile) {
    return Draft.of(profile);
  }

  private <T> Future<T> explained(Throwable cause) {
    return Future.failedFuture(
        cause instanceof StoreRefused refused && NUMBER_KEY.equals(refused.constraint())
            ? taken(wish.number())
            : cause);
  }

  private static Trouble taken(PhoneNumber number) {
    return new Trouble(
        ExitCode.INPUT,
        "number %s belongs to another tenant; nothing was imported".formatted(number));
  }
}
