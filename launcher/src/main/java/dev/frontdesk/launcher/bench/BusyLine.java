package dev.frontdesk.launcher.bench;

import dev.frontdesk.model.CallLimits;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.SummarySettings;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.model.VoiceSettings;
import dev.frontdesk.store.Database;
import dev.frontdesk.store.NumberStore.Did;
import dev.frontdesk.store.ProfileStore.Draft;
import dev.frontdesk.store.Tenant;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A business that everybody calls at once, at the platform's endpoint, and no limit in the way.
 *
 * @param agency its host
 * @param longestSilence before the receptionist asks whether the caller is still there
 * @param tools the receptionist may use
 */
public record BusyLine(
    String agency, PhoneNumber number, String prompt, Duration longestSilence, Set<String> tools) {
  private static final int NO_LIMIT = 100_000;

  /** What a text model says after a call is no part of it, nor is its cost. */
  private static final SummarySettings BY_RULES = new SummarySettings(false, null, List.of());

  public BusyLine {
    tools = Set.copyOf(tools);
  }

  public Future<TenantId> found(Database database) {
    var id = new TenantId(UUID.randomUUID());
    return database
        .platform()
        .createAgency(agency)
        .compose(host -> database.inAgency(
            host,
            stores -> stores
                .tenants()
                .create(
                    unlimited(Tenant.named(id, host, "busy", "Busy Line", "US", ZoneOffset.UTC)))
                .compose(done ->
                    stores.numbers().add(new Did(number, id, Database.PLATFORM_ENDPOINT, "")))))
        .compose(done -> database.inTenant(
            id,
            stores -> stores
                .profiles()
                .saveDraft(draft())
                .compose(version -> stores.profiles().publish(version))
                .compose(published -> stores.summaries().save(BY_RULES))))
        .map(id);
  }

  private Draft draft() {
    return new Draft(
        prompt, "Hello, how can I help you?", "", VoiceSettings.DEFAULTS, tools, List.of());
  }

  private Tenant unlimited(Tenant plain) {
    return new Tenant(
        plain.id(),
        plain.agency(),
        plain.key(),
        plain.name(),
        plain.status(),
        plain.region(),
        plain.locale(),
        plain.zone(),
        null,
        new CallLimits(NO_LIMIT, CallLimits.DEFAULTS.longestCall(), longestSilence, null),
        plain.desk(),
        plain.keeping(),
        0);
  }
}
