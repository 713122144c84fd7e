package dev.frontdesk.launcher.bench;

import dev.frontdesk.launcher.database.DatabaseServer;
import dev.frontdesk.model.CallLimits;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.model.ToolNames;
import dev.frontdesk.model.VoiceSettings;
import dev.frontdesk.store.Database;
import dev.frontdesk.store.NumberStore.Did;
import dev.frontdesk.store.ProfileStore.Draft;
import dev.frontdesk.store.Tenant;
import io.vertx.core.Vertx;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The business that a benchmark calls: a prompt of 8 KB, and no limit in the way. */
final class BenchTenant {
  static final int PROMPT_CHARACTERS = 8 << 10;
  private static final String RULE = "Be brief, warm and exact; ask one question at a time. ";

  private BenchTenant() {}

  /** Blocks. */
  static void found(DatabaseServer server, String number) {
    var vertx = Vertx.vertx();
    try {
      found(server.connect(vertx), new PhoneNumber(number));
    } finally {
      vertx.close().await();
    }
  }

  private static void found(Database database, PhoneNumber number) {
    var agency = database.platform().createAgency("Benchmark").await();
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
        new CallLimits(
            100_000, CallLimits.DEFAULTS.longestCall(), CallLimits.DEFAULTS.longestSilence(), null),
        plain.desk(),
        plain.keeping(),
        0);
    String prompt = RULE.repeat(PROMPT_CHARACTERS / RULE.length());
    var draft = new Draft(
        prompt,
        "Hello, how can I help you?",
        "",
        VoiceSettings.DEFAULTS,
        Set.of(ToolNames.GET_CURRENT_TIME, ToolNames.END_CALL, ToolNames.TAKE_MESSAGE),
        List.of());
    database
        .inAgency(
            agency,
            stores -> stores
                .tenants()
                .create(tenant)
                .compose(done ->
                    stores.numbers().add(new Did(number, id, Database.PLATFORM_ENDPOINT, ""))))
        .compose(done -> database.inTenant(
            id,
            stores -> stores
                .profiles()
                .saveDraft(draft)
                .compose(version -> stores.profiles().publish(version))))
        .compose(done -> database.close())
        .await();
  }
}
