package dev.frontdesk.launcher.admin;

import dev.frontdesk.launcher.database.DataFolder;
import dev.frontdesk.launcher.database.DatabaseServer;
import dev.frontdesk.launcher.database.MasterKey;
import dev.frontdesk.launcher.settings.Settings;
import dev.frontdesk.launcher.settings.SettingsSource;
import dev.frontdesk.launcher.terminal.ExitCode;
import dev.frontdesk.launcher.terminal.Trouble;
import dev.frontdesk.launcher.terminal.UntilStopped;
import dev.frontdesk.store.SecretVault;
import io.vertx.core.Vertx;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Puts all data keys under the newest master key, and ends. */
@Command(
    name = "rotate-master-key",
    mixinStandardHelpOptions = true,
    description = {
      "Re-wrap every data key under the newest master key, while gateways run.",
      "FRONTDESK_MASTER_KEY, or master.key under FRONTDESK_DATA, holds the new key first and the old one after it,"
          + " here and on every node. Interrupted, it is run again. See docs/how-to/rotate-the-master-key.md."
    })
public final class RotateMasterKeyCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Option(
      names = "--check",
      description = "Only open every data key and tell what would be done; change nothing.")
  private boolean check;

  @Override
  public Integer call() {
    var command = spec.commandLine();
    return rotate(
        SettingsSource.ofThisProcess(),
        check,
        new RotationReport(command.getOut(), command.getErr()));
  }

  /** @throws Trouble if not every data key came under the newest master key, or would not */
  static int rotate(Settings settings, boolean check, RotationReport report) {
    return UntilStopped.during(stops -> {
      var data = stops.with(DataFolder.open(settings.data()));
      var keys = MasterKey.all(settings, data);
      if (keys.isEmpty()) {
        throw new Trouble(
            ExitCode.SETTINGS,
            "no master key: set FRONTDESK_MASTER_KEY to the new key and the old one, the new one first");
      }
      var server = stops.with(DatabaseServer.open(settings, data));
      server.migrate();
      var vertx = Vertx.vertx();
      stops.with(() -> vertx.close().await());
      var rotation = server.connect(vertx).rotation(SecretVault.of(keys));
      report.begins(server.toString(), keys.size());
      if (check) {
        report.checked(rotation.check(report::progress).await());
      } else {
        report.rotated(rotation.run(report::progress).await());
        report.confirmed(rotation.check(again -> {}).await());
      }
      return ExitCode.OK.status();
    });
  }
}
