package dev.frontdesk.launcher.chaos;

import dev.frontdesk.launcher.bench.BusyLine;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.model.ToolNames;
import dev.frontdesk.model.TransferTarget;
import dev.frontdesk.store.Database;
import dev.frontdesk.store.NumberStore.Did;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The business that everybody calls: it takes messages, and has somebody to transfer to. */
final class ChaosTenant {
  static final PhoneNumber NUMBER = new PhoneNumber("+15550100001");
  /** Those who dial this one come over the carrier. */
  static final PhoneNumber BRIDGED = new PhoneNumber("+15550100002");

  static final String TARGET = "sales";
  static final String SALES = "+15550100010";
  /** Callers may wait for as long as a disturbance lasts. */
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(10);

  private ChaosTenant() {}

  /** Blocks. */
  static TenantId found(Database database) {
    var target = new TransferTarget(
        TARGET, "Sales", List.of(), SALES, "Whoever wants to buy.", TransferTarget.Kind.TEAM, null);
    var line = new BusyLine(
        "Chaos",
        NUMBER,
        "Be brief, warm and exact.",
        LONGEST_SILENCE,
        Set.of(ToolNames.END_CALL, ToolNames.TAKE_MESSAGE, ToolNames.TRANSFER_CALL));
    return line.found(database)
        .compose(
            id -> database.inTenant(id, stores -> stores.targets().save(target)).map(id))
        .compose(id -> database
            .inTenant(
                id,
                stores -> stores.numbers().add(new Did(BRIDGED, id, Database.PLATFORM_CARRIER, "")))
            .map(id))
        .await();
  }
}
