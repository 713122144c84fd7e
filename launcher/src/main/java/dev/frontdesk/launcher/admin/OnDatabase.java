package dev.frontdesk.launcher.admin;

import dev.frontdesk.launcher.database.DataFolder;
import dev.frontdesk.launcher.database.DatabaseServer;
import dev.frontdesk.launcher.settings.Settings;
import dev.frontdesk.launcher.settings.SettingsSource;
import dev.frontdesk.launcher.terminal.ExitCode;
import dev.frontdesk.launcher.terminal.UntilStopped;
import dev.frontdesk.store.Database;
import io.vertx.core.Vertx;
import java.util.function.Consumer;

/** Something short done on the migrated database of this installation, whether or not a server runs. */
final class OnDatabase {
  private OnDatabase() {}

  static int run(Consumer<Database> work) {
    Settings settings = SettingsSource.ofThisProcess();
    return UntilStopped.during(stops -> {
      var folder = stops.with(DataFolder.open(settings.data()));
      var server = stops.with(DatabaseServer.open(settings, folder));
      server.migrate();
      var vertx = Vertx.vertx();
      stops.with(() -> vertx.close().await());
      work.accept(server.connect(vertx));
      return ExitCode.OK.status();
    });
  }
}
