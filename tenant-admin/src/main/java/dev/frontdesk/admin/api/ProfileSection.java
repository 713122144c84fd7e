package dev.frontdesk.admin.api;

import dev.frontdesk.admin.api.Fault.Kind;
import dev.frontdesk.model.KnowledgeArticle;
import dev.frontdesk.model.Profile;
import dev.frontdesk.model.VoiceSettings;
import dev.frontdesk.store.ProfileStore.Draft;
import dev.frontdesk.store.Tenant;
import dev.frontdesk.store.TenantStores;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The published profile; a change is published as a new version. */
final class ProfileSection extends Section<ProfileSection.Part> {
  ProfileSection() {
    super("profile", false);
  }

  /** What a version is answered with. */
  record Part(
      String prompt,
      @Nullable String greeting,
      @Nullable String closedGreeting,
      @Nullable String holidayGreeting,
      @Nullable VoiceSettings voice,
      @Nullable Set<String> tools,
      @Nullable List<KnowledgeArticle> knowledge,
      @Nullable LanguagesEdit languages) {
    static Part of(Profile profile) {
      return new Part(
          profile.prompt(),
          profile.greeting(),
          profile.closedGreeting(),
          profile.holidayGreeting(),
          profile.voice(),
          new TreeSet<>(profile.tools()),
          profile.knowledge(),
          LanguagesEdit.shown(profile.languages()));
    }

    Draft draft() {
      return new Draft(
          prompt,
          greeting == null ? "" : greeting,
          closedGreeting == null ? "" : closedGreeting,
          holidayGreeting == null ? "" : holidayGreeting,
          voice == null ? VoiceSettings.DEFAULTS : voice,
          tools == null ? Set.of() : tools,
          knowledge == null ? List.of() : knowledge,
          LanguagesEdit.of(languages));
    }
  }

  @Override
  Future<@Nullable Part> read(TenantStores stores, Tenant tenant) {
    return stores
        .profiles()
        .published()
        .map(found -> found.map(version -> Part.of(version.profile())).orElse(null));
  }

  @Override
  Part settled(Object wanted, Tenant tenant, @Nullable Part before) {
    Draft draft = parsed(wanted, Part.class).draft();
    return new Part(
        draft.prompt(),
        draft.greeting(),
        draft.closedGreeting(),
        draft.holidayGreeting(),
        draft.voice(),
        new TreeSet<>(draft.tools()),
        draft.knowledge(),
        LanguagesEdit.shown(draft.languages()));
  }

  @Override
  Future<Void> write(TenantStores stores, Tenant tenant, @Nullable Part before, Part after) {
    return ProfileRoutes.known(stores, after.draft().tools())
        .compose(known -> publish(stores, after.draft()));
  }

  /** Fails with CONFLICT if there is a draft already. */
  static Future<Void> publish(TenantStores stores, Draft draft) {
    return stores
        .profiles()
        .draft()
        .compose(edited -> {
          if (edited.isPresent()) {
            throw new Fault(
                Kind.CONFLICT, "somebody is editing a draft: publish or discard it first");
          }
          return stores.profiles().saveDraft(draft);
        })
        .compose(id -> stores.profiles().publish(id))
        .mapEmpty();
  }
}
