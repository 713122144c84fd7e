package dev.frontdesk.launcher.bench;

import dev.frontdesk.launcher.database.DatabaseServer;
import dev.frontdesk.model.CallLimits;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.ToolNames;
import io.vertx.core.Vertx;
import java.util.Set;

/** The business that a benchmark calls: a prompt of 8 KB. */
final class BenchTenant {
  static final int PROMPT_CHARACTERS = 8 << 10;
  private static final String RULE = "Be brief, warm and exact; ask one question at a time. ";

  private BenchTenant() {}

  /** Blocks. */
  static void found(DatabaseServer server, String number) {
    var line = new BusyLine(
        "Benchmark",
        new PhoneNumber(number),
        RULE.repeat(PROMPT_CHARACTERS / RULE.length()),
        CallLimits.DEFAULTS.longestSilence(),
        Set.of(ToolNames.GET_CURRENT_TIME, ToolNames.END_CALL, ToolNames.TAKE_MESSAGE));
    var vertx = Vertx.vertx();
    try {
      var database = server.connect(vertx);
      line.found(database).compose(founded -> database.close()).await();
    } finally {
      vertx.close().await();
    }
  }
}
