package dev.frontdesk.launcher.database;

import dev.frontdesk.launcher.settings.Settings;
import dev.frontdesk.launcher.settings.SettingsSource;
import dev.frontdesk.launcher.terminal.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Brings the schema up to date and ends. */
@Command(
    name = "migrate",
    mixinStandardHelpOptions = true,
    description = {
      "Bring the database up to date and end.",
      "DATABASE_URL names the database; without it, the embedded one under FRONTDESK_DATA is meant."
          + " 'serve' migrates too: this command is for doing it apart from the start."
    })
public final class MigrateCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public Integer call() {
    var out = spec.commandLine().getOut();
    Settings settings = SettingsSource.ofThisProcess();
    try (var folder = DataFolder.open(settings.data());
        var server = DatabaseServer.open(settings, folder)) {
      out.println("Migrating " + server + " ...");
      out.flush();
      int applied = server.migrate();
      out.println(
          applied == 0
              ? "Up to date: nothing to do."
              : "Done: " + applied + (applied == 1 ? " migration." : " migrations."));
    }
    return ExitCode.OK.status();
  }
}
