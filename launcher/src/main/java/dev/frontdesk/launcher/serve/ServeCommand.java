package dev.frontdesk.launcher.serve;

import dev.frontdesk.launcher.database.DataFolder;
import dev.frontdesk.launcher.database.DatabaseServer;
import dev.frontdesk.launcher.settings.Settings;
import dev.frontdesk.launcher.settings.SettingsSource;
import dev.frontdesk.launcher.terminal.Ink;
import dev.frontdesk.launcher.terminal.Logging;
import dev.frontdesk.launcher.terminal.UntilStopped;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Answers calls until it is told to stop. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = {
      "Answer calls until stopped (Ctrl-C, or SIGTERM); calls that are under way then move to other nodes, if there are any.",
      "Settings come from the environment and frontdesk.yaml; docs/configuration.md lists them."
          + " Without DATABASE_URL, a PostgreSQL of its own runs under FRONTDESK_DATA."
    })
public final class ServeCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Settings settings = SettingsSource.ofThisProcess();
    Logging.configure(settings.logs());
    return UntilStopped.run(stops -> {
      var folder = stops.with(DataFolder.open(settings.data()));
      if (settings.database().isEmpty()) {
        out.println("Starting PostgreSQL in " + folder.path() + " ...");
        out.flush();
      }
      var server = stops.with(DatabaseServer.open(settings, folder));
      int applied = server.migrate();
      if (applied > 0) {
        out.println("Database brought up to date: " + applied + " migrations.");
      }
      var node = stops.with(Node.start(settings, folder, server));
      stops.with(new Leaving(node, out));
      new Welcome(node, server, Inventory.take(node.database(), node.directory()), Ink.auto())
          .print(out);
    });
  }
}
