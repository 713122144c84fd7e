package dev.frontdesk.launcher.admin;

import dev.frontdesk.launcher.database.DataFolder;
import dev.frontdesk.launcher.database.DatabaseServer;
import dev.frontdesk.launcher.settings.Settings;
import dev.frontdesk.launcher.settings.SettingsSource;
import dev.frontdesk.launcher.terminal.UntilStopped;
import io.vertx.core.Vertx;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Follows the audit chains. */
@Command(
    name = "verify-audit",
    mixinStandardHelpOptions = true,
    description = {
      "Check that no audit entry was changed or taken away.",
      "Every hash is computed again; the first entry that is wrong is named, and the exit code is 1."
          + " Keep the printed end of a chain elsewhere: found again, nothing before it was written anew."
    })
public final class VerifyAuditCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Option(
      names = "--agency",
      paramLabel = "NAME",
      description = "Only this one's chain; name or id. Default: every agency's.")
  private @Nullable String agency;

  @Override
  public Integer call() {
    Settings settings = SettingsSource.ofThisProcess();
    return UntilStopped.during(stops -> {
      var data = stops.with(DataFolder.open(settings.data()));
      var server = stops.with(DatabaseServer.open(settings, data));
      server.migrate();
      var vertx = Vertx.vertx();
      stops.with(() -> vertx.close().await());
      var chains = new AuditChains(server.connect(vertx), spec.commandLine().getOut());
      return chains.verify(agency).status();
    });
  }
}
