package dev.frontdesk.launcher.chaos;

import dev.frontdesk.model.CallLimits;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.model.ToolNames;
import dev.frontdesk.model.TransferTarget;
import dev.frontdesk.model.VoiceSettings;
import dev.frontdesk.store.Database;
import dev.frontdesk.store.NumberStore.Did;
import dev.frontdesk.store.ProfileStore.Draft;
import dev.frontdesk.store.Tenant;
import dev.frontdesk.store.TenantStores;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The business that everybody calls: it takes messages, and has somebody to transfer to. */
final class ChaosTenant {
  static final PhoneNumber NUMBER = new PhoneNumber("+15550100001");
  static final String TARGET = "sales";
  /** Callers may wait for as long as a disturbance lasts. */
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(10);

  private static final int NO_LIMIT = 100_000;

  private ChaosTenant() {}

  /** Blocks. */
  static TenantId found(Database database) {
    var agency = database.platform().createAgency("Chaos").await();
    var id = new TenantId(UUID.randomUUID());
    var plain = Tenant.named(id, agency, "busy", "Busy Line", "US", ZoneOffset.UTC);
    var tenant = new Tenant(
        id,
        agency,
        plain.key(),
        plain.name(),
        plain.status(),
        plain.region(),
        plain.locale(),
        plain.zone(),
        null,
        new CallLimits(NO_LIMIT, CallLimits.DEFAULTS.longestCall(), LONGEST_SILENCE, null),
        plain.desk(),
        plain.keeping(),
        0);
    database
        .inAgency(
            agency,
            stores -> stores
                .tenants()
                .create(tenant)
                .compose(done ->
                    stores.numbers().add(new Did(NUMBER, id, Database.PLATFORM_ENDPOINT, ""))))
        .compose(done -> database.inTenant(id, ChaosTenant::furnish))
        .await();
    return id;
  }

  private static Future<Void> furnish(TenantStores stores) {
    var draft = new Draft(
        "Be brief, warm and exact.",
        "Hello, how can I help you?",
        "",
        VoiceSettings.DEFAULTS,
        Set.of(ToolNames.END_CALL, ToolNames.TAKE_MESSAGE, ToolNames.TRANSFER_CALL),
        List.of());
    var target = new TransferTarget(
        TARGET,
        "Sales",
        List.of(),
        "+15550100010",
        "Whoever wants to buy.",
        TransferTarget.Kind.TEAM,
        null);
    return stores
        .targets()
        .save(target)
        .compose(done -> stores.profiles().saveDraft(draft))
        .compose(version -> stores.profiles().publish(version))
        .mapEmpty();
  }
}
