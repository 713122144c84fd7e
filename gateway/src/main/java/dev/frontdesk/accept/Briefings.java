package dev.frontdesk.accept;

import dev.frontdesk.model.Profile;
import dev.frontdesk.model.ProfileVersionId;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.model.TenantSettings;
import dev.frontdesk.model.ToolSpec;
import dev.frontdesk.model.TransferTarget;
import dev.frontdesk.policy.BuiltInTools;
import dev.frontdesk.policy.InstructionComposer;
import dev.frontdesk.policy.Instructions;
import dev.frontdesk.policy.LanguageChoice;
import dev.frontdesk.policy.OpenTargets;
import dev.frontdesk.policy.TenantTools;
import dev.frontdesk.provider.Provider;
import dev.frontdesk.provider.SessionWriter.Template;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the calls of a tenant are told alike, kept for the tenants that were called last: made anew when the settings change, or when
 * another set of targets is open.
 */
final class Briefings {
  private static final int MOST = 512; // of up to about 80 KB each

  /** Where the briefing of a call comes from. */
  @FunctionalInterface
  interface Source {
    Briefing of(
        TenantSettings tenant,
        Profile profile,
        Provider provider,
        LanguageChoice language,
        boolean messagesOnly,
        Instant now);
  }

  private record Key(
      TenantId tenant,
      ProfileVersionId profile,
      String provider,
      String language,
      boolean messagesOnly) {}

  /**
   * @param open targets that the instructions and tools name
   * @param omitted titles of knowledge that did not fit
   */
  record Briefing(
      long revision, List<TransferTarget> open, Template template, List<String> omitted) {
    boolean fits(TenantSettings tenant, List<TransferTarget> openNow) {
      return revision == tenant.revision() && open.equals(openNow);
    }
  }

  private final InstructionComposer composer;
  private final Map<Key, Briefing> kept = new Latest();

  Briefings(InstructionComposer composer) {
    this.composer = composer;
  }

  Briefing of(
      TenantSettings tenant,
      Profile profile,
      Provider provider,
      LanguageChoice language,
      boolean messagesOnly,
      Instant now) {
    var key =
        new Key(tenant.id(), profile.id(), provider.name(), language.language(), messagesOnly);
    List<TransferTarget> open = messagesOnly ? List.of() : OpenTargets.at(now, tenant.targets());
    Briefing known = kept.get(key);
    if (known != null && known.fits(tenant, open)) {
      return known;
    }
    Briefing made = made(tenant, profile, provider, language, messagesOnly, now);
    kept.put(key, made);
    return made;
  }

  /** As {@link #of}, neither looked up nor kept. */
  Briefing made(
      TenantSettings tenant,
      Profile profile,
      Provider provider,
      LanguageChoice language,
      boolean messagesOnly,
      Instant now) {
    List<TransferTarget> open = messagesOnly ? List.of() : OpenTargets.at(now, tenant.targets());
    Instructions shared = composer.shared(tenant, profile, language, messagesOnly, now);
    Template template = provider
        .sessions()
        .prepare(
            shared.text(),
            language.voice(profile.voice()),
            tools(tenant, profile, messagesOnly, now));
    return new Briefing(tenant.revision(), open, template, shared.omittedArticles());
  }

  /** The tools of a call, as the model sees them. */
  static List<ToolSpec> tools(
      TenantSettings tenant, Profile profile, boolean messagesOnly, Instant now) {
    var tools =
        new ArrayList<ToolSpec>(BuiltInTools.forCall(profile, tenant.targets(), messagesOnly, now));
    tools.addAll(TenantTools.forCall(profile));
    return tools;
  }

  private static final class Latest extends LinkedHashMap<Key, Briefing> {
    private static final long serialVersionUID = 1;

    Latest() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Key, Briefing> eldest) {
      return size() > MOST;
    }
  }
}
